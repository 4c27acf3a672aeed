import { isBlankRange, isSpace, type TextSegment } from "./text-segment";

const THINK_TAGS = [
  ["<think>", "</think>"],
  ["<thinking>", "</thinking>"],
  ["<|begin_of_thought|>", "<|end_of_thought|>"],
] as const;

const CALL_OPEN = "<tool_call>";
const CALL_CLOSE = "</tool_call>";
const RESPONSE_OPEN = "<tool_response>";
const RESPONSE_CLOSE = "</tool_response>";

/** Whether any tag that Loupe takes apart may be in a text: a jump from `<` to `<`, cheap for prose. */
export function mayHoldTags(text: string): boolean {
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at + 1)) {
    const next = text.charCodeAt(at + 1);
    // t (think, tool_call), / (a closing tag alone), | (begin_of_thought)
    if (next !== 116 && next !== 47 && next !== 124) continue;
    if (text.startsWith("think", at + 1) || text.startsWith("/think", at + 1)) return true;
    if (text.startsWith(CALL_OPEN, at) || text.startsWith("|begin_of_thought", at + 1)) return true;
  }
  return false;
}

/**
 * Takes thinking off the front of a text: closed or not, and also where only the closing tag was kept. Adds its
 * segments to `segments` and returns where the reply begins.
 */
export function takeThinking(text: string, segments: TextSegment[]): number {
  let from = 0;
  for (;;) {
    const start = skipSpace(text, from);
    const tags = THINK_TAGS.find(([open]) => text.startsWith(open, start));
    if (tags === undefined) break;
    const [open, close] = tags;
    const end = text.indexOf(close, start + open.length);
    const closed = end >= 0;
    segments.push({ kind: "reasoning", start: start + open.length, end: closed ? end : text.length, closed });
    from = closed ? end + close.length : text.length;
  }
  if (segments.length > 0) return from;
  // Some chat templates put the opening tag in the prompt, so the reply starts inside the thinking.
  for (const [open, close] of THINK_TAGS) {
    const end = text.indexOf(close);
    if (end < 0 || text.lastIndexOf(open, end) >= 0) continue;
    // With no reply after it, the tag is a slip at the end of one.
    if (isBlankRange(text, end + close.length, text.length)) continue;
    segments.push({ kind: "reasoning", start: 0, end, closed: true });
    return end + close.length;
  }
  return 0;
}

/** Hermes: calls between `<tool_call>` tags, JSON inside. False when there is none at or after `from`. */
export function splitCallTags(text: string, from: number, segments: TextSegment[]): boolean {
  let open = text.indexOf(CALL_OPEN, from);
  if (open < 0) return false;
  let at = from;
  while (open >= 0) {
    if (!isBlankRange(text, at, open)) segments.push({ kind: "text", start: at, end: open });
    const start = open + CALL_OPEN.length;
    const close = text.indexOf(CALL_CLOSE, start);
    const end = close < 0 ? text.length : close;
    segments.push({ kind: "call", name: calledName(text.slice(start, end)), start, end });
    at = close < 0 ? text.length : close + CALL_CLOSE.length;
    open = text.indexOf(CALL_OPEN, at);
  }
  if (!isBlankRange(text, at, text.length)) segments.push({ kind: "text", start: at, end: text.length });
  return true;
}

/** Tool output between `<tool_response>` tags at the front of a text; null when it does not begin so. */
export function splitResponseTags(text: string): TextSegment[] | null {
  let at = skipSpace(text, 0);
  if (!text.startsWith(RESPONSE_OPEN, at)) return null;
  const segments: TextSegment[] = [];
  while (text.startsWith(RESPONSE_OPEN, at)) {
    const start = at + RESPONSE_OPEN.length;
    const close = text.indexOf(RESPONSE_CLOSE, start);
    const end = close < 0 ? text.length : close;
    segments.push({ kind: "result", start, end });
    at = skipSpace(text, close < 0 ? text.length : close + RESPONSE_CLOSE.length);
  }
  if (at < text.length) segments.push({ kind: "text", start: at, end: text.length });
  return segments;
}

/** Name inside a call: the JSON's first `name`, or Qwen's `<function=name>`. */
function calledName(body: string): string {
  const tag = /<function=([^>\s]+)>/.exec(body);
  if (tag !== null) return tag[1] ?? "";
  try {
    const parsed: unknown = JSON.parse(body);
    if (
      typeof parsed === "object" &&
      parsed !== null &&
      "name" in parsed &&
      typeof parsed.name === "string"
    ) {
      return parsed.name;
    }
  } catch {
    // Broken JSON still names its tool more often than not.
  }
  return /"name"\s*:\s*"([^"\\]{1,100})"/.exec(body)?.[1] ?? "";
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}
