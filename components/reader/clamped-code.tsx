"use client";

import { useMemo } from "react";
import { clampText, describeHidden } from "./clamp-text";
import { CodeBlock } from "./code-block";
import { useFold, usePartKey } from "./fold-state";
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
  const key = usePartKey();
  const [isWhole, setWhole] = useFold(`${key}.whole`, false);
  const clamped = useMemo(() => clampText(code, maxLines, maxLines * 200), [code, maxLines]);
  return (
    <div>
      <CodeBlock code={isWhole ? code : clamped.shown} language={language} isBare />
      {clamped.hiddenCharacters > 0 ? (
        <MoreButton onClick={() => setWhole(!isWhole)}>
          {isWhole ? "Show less" : describeHidden(clamped)}
        </MoreButton>
      ) : null}
    </div>
  );
}
