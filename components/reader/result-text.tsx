"use client";

import { useMemo } from "react";
import { ClampedCode } from "./clamped-code";
import { useExact, usePartKey } from "./fold-state";
import { prettyJson } from "./pretty-json";
import { useReadingOptions } from "./reading-options";
import { TextBlock } from "./text-block";

const RESULT_LINES = 24;

/** Text of a tool: indented when it is JSON, as it is otherwise. Never Markdown: output is not written to be read. */
export function ResultText({ text }: { text: string }) {
  const key = usePartKey();
  const [isExact] = useExact(key);
  const { markdown } = useReadingOptions();
  const isPretty = markdown && !isExact;
  const pretty = useMemo(() => (isPretty ? prettyJson(text) : null), [isPretty, text]);
  if (pretty === null) return <TextBlock text={text} maxLines={RESULT_LINES} markdown={false} />;
  return (
    <div data-part={key} data-start={0} data-end={text.length}>
      <ClampedCode code={pretty.text} language="json" maxLines={RESULT_LINES} />
    </div>
  );
}
