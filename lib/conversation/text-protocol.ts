import { firstFilled } from "./filled";
import { parseHeldJson } from "./json-text";
import { type Marker, nextMarker } from "./protocol-marker";
import { isBlankRange, isSpace, type TextSegment, type TextSplit } from "./text-segment";

/** A tool's name is short; more than this on the line is prose. */
const LONGEST_NAME = 100;

/**
 * Takes apart THOUGHT / TOOL / INPUT / FINAL_ANSWER and ReAct, in any case, on one line or many. Null when the text
 * follows no protocol. `isKnown` says that an earlier message of the conversation did, so that less is asked of this one.
 */
export function splitProtocol(text: string, from: number, isKnown: boolean): TextSplit | null {
  const markers = acceptMarkers(text, from);
  const first = markers[0];
  if (first === undefined || !(isKnown || isProtocol(text, from, markers))) return null;
  const segments: TextSegment[] = [];
  if (!isBlankRange(text, from, first.start)) segments.push({ kind: "text", start: from, end: first.start });
  for (let i = 0; i < markers.length; i++) {
    const marker = markers[i] as Marker;
    const end = markers[i + 1]?.start ?? text.length;
    const input = markers[i + 1];
    switch (marker.kind) {
      case "thought":
        segments.push({ kind: "reasoning", start: marker.end, end, closed: true });
        break;
      case "answer":
        segments.push({ kind: "answer", start: marker.end, end });
        break;
      case "observation":
        segments.push({ kind: "result", start: marker.end, end });
        break;
      case "tool":
      case "action":
        if (input?.kind === "input") {
          const inputEnd = markers[i + 2]?.start ?? text.length;
          segments.push({
            kind: "call",
            name: nameOf(text, marker.end, end),
            start: input.end,
            end: inputEnd,
          });
          i++;
        } else segments.push(bareCall(text, marker.end, end));
        break;
      case "input":
        break;
    }
  }
  return { segments, protocol: markers.some((marker) => marker.isReact) ? "react" : "thought-tool" };
}

/** The markers that really open a part: prose may contain any of the words. */
function acceptMarkers(text: string, from: number): Marker[] {
  const accepted: Marker[] = [];
  let previous: Marker | null = null;
  for (let marker = nextMarker(text, from); marker !== null; marker = nextMarker(text, marker.end)) {
    if (!opensPart(text, marker, previous)) continue;
    accepted.push(marker);
    previous = marker;
    // The answer is the end, whatever words it uses.
    if (marker.kind === "answer") break;
  }
  return accepted;
}

function opensPart(text: string, marker: Marker, previous: Marker | null): boolean {
  const after = previous?.kind;
  const followsCall = after === "tool" || after === "action";
  switch (marker.kind) {
    case "input":
      return followsCall;
    case "observation":
      return (marker.opensLine || marker.isUpperCase) && (followsCall || after === "input");
    case "thought":
      return marker.opensLine || marker.isUpperCase;
    case "tool":
    case "action":
      if (followsCall || !hasName(text, marker.end)) return false;
      if (marker.opensLine || marker.isUpperCase) return true;
      // "an action: none. Input: nothing" is prose, unless a thought has just been marked.
      return (after === "thought" || after === "observation") && isNameBeforeInput(text, marker.end);
    case "answer":
      if (marker.opensLine || marker.isUpperCase || marker.isUnderscored) return true;
      return after === "thought" && endsSentence(text, marker.start);
  }
}

/** Whether the accepted markers make a protocol rather than a turn of phrase. */
function isProtocol(text: string, from: number, markers: readonly Marker[]): boolean {
  const first = markers[0];
  if (first === undefined) return false;
  const has = (kind: Marker["kind"]): boolean => markers.some((marker) => marker.kind === kind);
  if (has("input") || markers.some((marker) => marker.kind === "answer" && marker.isUnderscored)) return true;
  if (!isBlankRange(text, from, first.start)) return false;
  switch (first.kind) {
    case "thought":
      return first.isUpperCase || markers.length > 1;
    case "tool":
      return first.isUpperCase;
    case "answer":
      return true;
    case "action":
      return isBracketCall(text, first.end);
    case "input":
    case "observation":
      return false;
  }
}

function hasName(text: string, from: number): boolean {
  const end = lineEnd(text, from);
  const name = cleanName(text.slice(from, Math.min(end, from + 400)));
  if (name === "") return false;
  return (
    name.startsWith("{") ||
    isBracketCall(text, from) ||
    name.length <= LONGEST_NAME ||
    isNameBeforeInput(text, from)
  );
}

/** One word, then INPUT on the same line or the next. */
function isNameBeforeInput(text: string, from: number): boolean {
  return /^[\s`*"']*[^\s:]\S*\s+(?:action[ _])?input\s*\**\s*:/i.test(
    text.slice(from, from + 2 * LONGEST_NAME),
  );
}

/** The first ReAct spelling: `Action: Search[Colorado orogeny]`. */
function isBracketCall(text: string, from: number): boolean {
  return /^\s*[\w.-]+\[[^\n]*\]/.test(text.slice(from, from + 1000));
}

/** A call without INPUT: its arguments are in brackets, in JSON, or on the lines below. */
function bareCall(text: string, start: number, end: number): TextSegment {
  const region = text.slice(start, end);
  const bracket = /^\s*([\w.-]+)\[([\s\S]*)\]\s*$/.exec(region);
  if (bracket !== null) {
    const open = start + region.indexOf("[") + 1;
    const close = start + region.lastIndexOf("]");
    const name = bracket[1] ?? "";
    return name.toLowerCase() === "finish"
      ? { kind: "answer", start: open, end: close }
      : { kind: "call", name, start: open, end: close };
  }
  const held = parseHeldJson(region);
  if (held !== null) {
    const name = firstFilled(held, ["action", "name", "tool"]);
    if (name?.kind === "text") return { kind: "call", name: name.text(), start, end };
  }
  const line = lineEnd(text, start);
  return { kind: "call", name: nameOf(text, start, Math.min(line, end)), start: Math.min(line, end), end };
}

function nameOf(text: string, start: number, end: number): string {
  return cleanName(text.slice(start, end)).slice(0, LONGEST_NAME);
}

function cleanName(text: string): string {
  return text.replace(/^[\s`*"']+|[\s`*"',]+$/g, "");
}

function lineEnd(text: string, from: number): number {
  let start = from;
  while (isSpace(text.charCodeAt(start))) start++;
  const end = text.indexOf("\n", start);
  return end < 0 ? text.length : end;
}

function endsSentence(text: string, at: number): boolean {
  let last = at - 1;
  while (last >= 0 && isSpace(text.charCodeAt(last))) last--;
  return last >= 0 && ".!?".includes(text.charAt(last));
}
