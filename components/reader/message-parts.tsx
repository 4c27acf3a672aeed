"use client";

import { isToolError } from "@/lib/conversation";
import type { Part } from "@/lib/conversation/model";
import { describeImage } from "./describe-image";
import { PartFrame } from "./part-frame";
import type { PlacedStep } from "./place-steps";
import { ReasoningPart } from "./reasoning-part";
import { ResultText } from "./result-text";
import { SafeLink } from "./safe-link";
import { TextBlock } from "./text-block";
import { ToolCallPart } from "./tool-call-part";

/** One part of a message. `maxLines` is what text may take before it is clamped. */
export function MessagePart({
  part,
  step,
  maxLines,
  isAtOnce,
}: {
  part: Part;
  /** The use of a tool that the part belongs to. */
  step: PlacedStep | undefined;
  maxLines: number;
  isAtOnce: boolean;
}) {
  switch (part.kind) {
    case "text":
      return <TextBlock text={part.text} maxLines={maxLines} isAtOnce={isAtOnce} />;
    case "reasoning":
      return <ReasoningPart text={part.text} closed={part.closed} />;
    case "tool-call":
      return <ToolCallPart call={part} step={step} />;
    case "tool-result": {
      const isError = isToolError(part);
      const call = step?.call ?? null;
      const answers = call === null ? null : `for message ${(call.message + 1).toLocaleString("en")}`;
      return (
        <PartFrame
          label={isError ? "Tool error" : "Tool result"}
          detail={[part.name, answers].filter(Boolean).join(" ")}
          tone={isError ? "problem" : "tool"}
          note={call === null ? "no call for it" : null}
        >
          <ResultText text={part.text} />
        </PartFrame>
      );
    }
    case "refusal":
      return (
        <PartFrame label="Refusal" tone="plain">
          <TextBlock text={part.text} maxLines={maxLines} isAtOnce={isAtOnce} />
        </PartFrame>
      );
    case "answer":
      return (
        <PartFrame label="Final answer" tone="answer">
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
