"use client";

import { memo, startTransition, useEffect, useMemo, useState } from "react";
import { Button } from "@/components/ui";
import { clampText, describeHidden } from "./clamp-text";
import { CopyButton } from "./copy-button";
import { useAllOpen } from "./fold-state";
import { highlightCode } from "./highlight";
import type { HighlightedCode } from "./highlight-protocol";
import { MoreButton } from "./more-button";
import { prettyJson } from "./pretty-json";
import { useReadingOptions } from "./reading-options";
import { toVisibleLine } from "./visible-characters";
import { VisibleText } from "./visible-text";

/** What one block shows at once: more coloured pieces than that hold up the page. */
const BLOCK_LINES = 400;
const BLOCK_CHARACTERS = 30_000;

/** Code in a box that scrolls sideways, highlighted when the language is known, with a copy button. */
export const CodeBlock = memo(function CodeBlock({
  code: source,
  language: named,
  isBare = false,
}: {
  code: string;
  language: string;
  /** Without the bar that names the language and copies. */
  isBare?: boolean;
}) {
  const { isComplete } = useReadingOptions();
  const isAllOpen = useAllOpen();
  const [isPretty, setPretty] = useState(false);
  const [isOpened, setOpened] = useState(false);
  const pretty = useMemo(() => (isBare ? null : prettyJson(source)), [isBare, source]);
  const code = isPretty && pretty !== null ? pretty.text : source;
  const language = pretty !== null && named === "" ? "json" : named;
  const clamped = useMemo(() => clampText(code, BLOCK_LINES, BLOCK_CHARACTERS), [code]);
  const isWhole = isOpened || isAllOpen || isComplete;
  const shown = isWhole ? code : clamped.shown;
  const lines = useHighlighted(shown, language);
  return (
    <div className={isBare ? "reader-code reader-code-bare" : "reader-code"} dir="ltr">
      {isBare ? null : (
        <div className="reader-code-bar">
          <span className="truncate">{toVisibleLine(named.slice(0, 40)) || "text"}</span>
          <span className="flex">
            {pretty === null || pretty.text === source ? null : (
              <Button variant="quiet" size="sm" aria-pressed={isPretty} onClick={() => setPretty(!isPretty)}>
                Format JSON
              </Button>
            )}
            <CopyButton label="Copy code" text={() => source} />
          </span>
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, and must by keyboard too */}
      <pre tabIndex={0}>
        <code>{lines ? <Tokens lines={lines} /> : <VisibleText text={shown} />}</code>
      </pre>
      {clamped.hiddenCharacters > 0 && !isAllOpen && !isComplete ? (
        <div className="px-2.5 pb-1">
          <MoreButton onClick={() => setOpened(!isOpened)}>
            {isOpened ? "Show less" : describeHidden(clamped)}
          </MoreButton>
        </div>
      ) : null}
    </div>
  );
});

/** Tokens of the code once they are known; null until then, and where there are none. */
function useHighlighted(code: string, language: string): HighlightedCode | null {
  const [found, setFound] = useState<{ code: string; lines: HighlightedCode | null } | null>(null);
  useEffect(() => {
    if (language === "") return;
    let isCurrent = true;
    void highlightCode(code, language).then((lines) => {
      if (isCurrent) startTransition(() => setFound({ code, lines }));
    });
    return () => {
      isCurrent = false;
    };
  }, [code, language]);
  return found?.code === code ? found.lines : null;
}

function Tokens({ lines }: { lines: HighlightedCode }) {
  return lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines never move
    <TokenLine key={index} line={line} isFirst={index === 0} />
  ));
}

/** A component of its own, so that React can pause between lines. */
const TokenLine = memo(function TokenLine({
  line,
  isFirst,
}: {
  line: HighlightedCode[number];
  isFirst: boolean;
}) {
  return (
    <span>
      {isFirst ? null : "\n"}
      {line.map((token, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: tokens never move
        <span key={index} className="reader-token" style={token.style}>
          <VisibleText text={token.content} />
        </span>
      ))}
    </span>
  );
});
