"use client";

import { useState } from "react";
import { clampText, describeHidden } from "./clamp-text";
import { CodeBlock } from "./code-block";
import { MoreButton } from "./more-button";

/** Code without a bar of its own, clamped when long. */
export function ClampedCode({
  code,
  language,
  maxLines,
}: {
  code: string;
  language: string;
  maxLines: number;
}) {
  const [isWhole, setWhole] = useState(false);
  const clamped = clampText(code, maxLines, maxLines * 200);
  const isClamped = clamped.hiddenCharacters > 0;
  return (
    <div>
      <CodeBlock code={isWhole ? code : clamped.shown} language={language} isBare />
      {isClamped ? (
        <MoreButton onClick={() => setWhole(!isWhole)}>
          {isWhole ? "Show less" : describeHidden(clamped)}
        </MoreButton>
      ) : null}
    </div>
  );
}
