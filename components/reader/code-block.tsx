"use client";

import { memo, useEffect, useState } from "react";
import { CopyButton } from "./copy-button";
import { type HighlightedCode, highlightCode } from "./highlight";
import { toVisibleLine } from "./visible-characters";
import { VisibleText } from "./visible-text";

/** Code in a box that scrolls sideways, highlighted when the language is known, with a copy button. */
export const CodeBlock = memo(function CodeBlock({
  code,
  language,
  isBare = false,
}: {
  code: string;
  language: string;
  /** Without the bar that names the language and copies. */
  isBare?: boolean;
}) {
  const [lines, setLines] = useState<HighlightedCode | null>(null);
  useEffect(() => {
    setLines(null);
    if (language === "") return;
    let isCurrent = true;
    highlightCode(code, language).then(
      (highlighted) => isCurrent && setLines(highlighted),
      // Plain code is complete as it is; colours are all that is missing.
      () => isCurrent && setLines(null),
    );
    return () => {
      isCurrent = false;
    };
  }, [code, language]);

  return (
    <div className={isBare ? "reader-code reader-code-bare" : "reader-code"} dir="ltr">
      {isBare ? null : (
        <div className="reader-code-bar">
          <span className="truncate">{toVisibleLine(language.slice(0, 40)) || "text"}</span>
          <CopyButton label="Copy code" text={() => code} />
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, and must by keyboard too */}
      <pre tabIndex={0}>
        <code>{lines ? <Tokens lines={lines} /> : <VisibleText text={code} />}</code>
      </pre>
    </div>
  );
});

function Tokens({ lines }: { lines: HighlightedCode }) {
  return lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines never move
    <span key={index}>
      {index > 0 ? "\n" : null}
      {line.map((token) => (
        <span key={token.offset} className="reader-token" style={token.htmlStyle}>
          <VisibleText text={token.content} />
        </span>
      ))}
    </span>
  ));
}
