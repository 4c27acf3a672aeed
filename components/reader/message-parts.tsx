"use client";

import { type ReactNode, useMemo } from "react";
import type { Part } from "@/lib/conversation/model";
import { ClampedCode } from "./clamped-code";
import { describeImage } from "./describe-image";
import { prettyJson } from "./pretty-json";
import { ReasoningPart } from "./reasoning-part";
import { SafeLink } from "./safe-link";
import { TextBlock } from "./text-block";
import { ToolCallPart } from "./tool-call-part";
import { toVisibleLine } from "./visible-characters";

const RESULT_LINES = 24;

/** One part of a message. `maxLines` is what text may take before it is clamped. */
export function MessagePart({
  part,
  maxLines,
  isToolMessage,
}: {
  part: Part;
  maxLines: number;
  isToolMessage: boolean;
}) {
  switch (part.kind) {
    case "text":
      return isToolMessage ? (
        <ResultText text={part.text} />
      ) : (
        <TextBlock text={part.text} maxLines={maxLines} />
      );
    case "reasoning":
      return <ReasoningPart text={part.text} closed={part.closed} />;
    case "tool-call":
      return (
        <ToolCallPart
          name={part.name}
          argumentsText={part.argumentsText}
          argumentsValue={part.argumentsValue}
        />
      );
    case "tool-result":
      // A message of a tool says so in its gutter.
      if (isToolMessage && !part.isError) return <ResultText text={part.text} />;
      return (
        <PartFrame
          label={part.isError ? "Tool error" : "Tool result"}
          detail={part.name}
          tone={part.isError ? "problem" : "tool"}
        >
          <ResultText text={part.text} />
        </PartFrame>
      );
    case "answer":
      return (
        <PartFrame label="Final answer" detail={null} tone="answer">
          <TextBlock text={part.text} maxLines={maxLines} />
        </PartFrame>
      );
    case "image":
      return <ImagePart url={part.url} mediaType={part.mediaType} />;
    case "unknown":
      return (
        <PartFrame label="Part of an unknown type" detail={part.type} tone="plain">
          <ResultText text={part.json} />
        </PartFrame>
      );
  }
}

/** Text of a tool: indented when it is JSON, as it is otherwise. Never Markdown: output is not written to be read. */
export function ResultText({ text }: { text: string }) {
  const pretty = useMemo(() => prettyJson(text), [text]);
  if (pretty !== null) return <ClampedCode code={pretty} language="json" maxLines={RESULT_LINES} />;
  return <TextBlock text={text} maxLines={RESULT_LINES} markdown={false} />;
}

const TONES = {
  plain: { rule: "border-line-strong", ink: "text-ink-2" },
  tool: { rule: "border-role-tool", ink: "text-role-tool" },
  answer: { rule: "border-role-assistant", ink: "text-role-assistant" },
  problem: { rule: "border-problem", ink: "text-problem" },
} as const;

function PartFrame({
  label,
  detail,
  tone,
  children,
}: {
  label: string;
  detail: string | null;
  tone: keyof typeof TONES;
  children: ReactNode;
}) {
  return (
    <div className={`border-l-2 pl-2.5 ${TONES[tone].rule}`}>
      <div className={`mb-1 flex flex-wrap items-baseline gap-x-2 font-medium text-xs ${TONES[tone].ink}`}>
        {label}
        {detail ? (
          <bdi className="font-mono font-normal text-ink-2 [overflow-wrap:anywhere]">
            {toVisibleLine(detail)}
          </bdi>
        ) : null}
      </div>
      {children}
    </div>
  );
}

function ImagePart({ url, mediaType }: { url: string; mediaType: string | null }) {
  const image = describeImage(url, mediaType);
  const isData = /^data:/i.test(url);
  return (
    <p className="inline-flex max-w-full self-start flex-wrap items-baseline gap-x-2 rounded-sm border border-line-strong border-dashed px-2 py-1 text-ink-2 text-sm">
      {isData ? image.text : <SafeLink address={url}>{image.text}</SafeLink>}
      {image.isSavable ? (
        <a href={url} download="image" className="text-accent underline">
          Save
        </a>
      ) : null}
    </p>
  );
}
