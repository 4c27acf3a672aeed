import type { Value } from "@/lib/format/value";
import type { Role } from "./model";
import { splitProtocol } from "./text-protocol";
import { isBlankRange, type TextSegment, type TextSplit } from "./text-segment";
import { mayHoldTags, splitCallTags, splitResponseTags, takeThinking } from "./text-tags";

/** What earlier messages say about the text of this one. */
export interface TextContext {
  /** An earlier message followed a text protocol. */
  isProtocolKnown: boolean;
  /** The message before this one called a tool and nothing has answered yet. */
  isAnsweringCall: boolean;
}

/**
 * Takes the text of a message apart: thinking, calls, observations, the final answer. Null for plain text. The index
 * and the reader both use it, so they find the same tools and answers.
 */
export function splitText(text: string, role: Role, context: TextContext): TextSplit | null {
  switch (role) {
    case "assistant":
      return splitAssistantText(text, context.isProtocolKnown);
    case "user":
      return splitToolOutput(text, context.isAnsweringCall);
    case "tool": {
      const segments = splitResponseTags(text);
      return segments === null ? null : { segments, protocol: "hermes" };
    }
    case "system":
    case "developer":
    case "other":
      return null;
  }
}

/** Whether `splitText` may find anything in a text, told from its first character where that is enough. */
export function maySplit(text: Value, role: Role, context: TextContext): boolean {
  switch (role) {
    case "assistant":
      return true;
    case "user":
      return context.isAnsweringCall || text.firstSign === "<";
    case "tool":
      return text.firstSign === "<";
    case "system":
    case "developer":
    case "other":
      return false;
  }
}

function splitAssistantText(text: string, isProtocolKnown: boolean): TextSplit | null {
  const segments: TextSegment[] = [];
  let from = 0;
  if (mayHoldTags(text)) {
    from = takeThinking(text, segments);
    if (splitCallTags(text, from, segments)) return { segments, protocol: "hermes" };
  }
  const split = splitProtocol(text, from, isProtocolKnown);
  if (split !== null) {
    return segments.length === 0
      ? split
      : { segments: [...segments, ...split.segments], protocol: split.protocol };
  }
  if (segments.length === 0) return null;
  if (!isBlankRange(text, from, text.length)) segments.push({ kind: "text", start: from, end: text.length });
  return { segments, protocol: null };
}

/** Tool output in a message of the user: `OBSERVATION: …`, or `<tool_response>` tags. */
function splitToolOutput(text: string, isAnsweringCall: boolean): TextSplit | null {
  const responses = splitResponseTags(text);
  if (responses !== null) return { segments: responses, protocol: "hermes" };
  if (!isAnsweringCall) return null;
  const marker = /^[\s*#>]*observation\s*\**\s*:\**/i.exec(text.slice(0, 80));
  if (marker === null) return null;
  return { segments: [{ kind: "result", start: marker[0].length, end: text.length }], protocol: null };
}
