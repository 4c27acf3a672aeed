import { isSpace } from "./text-segment";

export type MarkerKind = "thought" | "tool" | "action" | "input" | "answer" | "observation";

/** A word such as `THOUGHT:` that opens a part of a text protocol. */
export interface Marker {
  kind: MarkerKind;
  /** First character of the marker, with the `**` or `#` before it. */
  start: number;
  /** First character past the colon and the `**` after it. */
  end: number;
  /** Nothing but decoration stands before it on its line. */
  opensLine: boolean;
  isUpperCase: boolean;
  /** `FINAL_ANSWER` with an underscore, which ordinary prose does not write. */
  isUnderscored: boolean;
  /** `Action` and `Action Input` rather than `TOOL` and `INPUT`. */
  isReact: boolean;
}

const STAR = 42;
const UNDERSCORE = 95;

/** The next marker at or after `from`; null when there is none. Jumps from colon to colon, so prose costs little. */
export function nextMarker(text: string, from: number): Marker | null {
  for (let colon = text.indexOf(":", from); colon >= 0; colon = text.indexOf(":", colon + 1)) {
    const marker = markerAt(text, colon, from);
    if (marker !== null) return marker;
  }
  return null;
}

function markerAt(text: string, colon: number, from: number): Marker | null {
  let wordEnd = colon;
  while (wordEnd > from && isFiller(text.charCodeAt(wordEnd - 1))) wordEnd--;
  // The last letter rules out nearly every colon of prose, code and JSON.
  switch (text.charCodeAt(wordEnd - 1) | 32) {
    case 116: // t
      if (endsWith(text, wordEnd, "action input") || endsWith(text, wordEnd, "action_input")) {
        return makeMarker(text, "input", wordEnd - 12, colon, from, true);
      }
      if (endsWith(text, wordEnd, "thought"))
        return makeMarker(text, "thought", wordEnd - 7, colon, from, false);
      if (endsWith(text, wordEnd, "input")) return makeMarker(text, "input", wordEnd - 5, colon, from, false);
      return null;
    case 108: // l
      return endsWith(text, wordEnd, "tool")
        ? makeMarker(text, "tool", wordEnd - 4, colon, from, false)
        : null;
    case 114: // r
      if (!endsWith(text, wordEnd, "final_answer") && !endsWith(text, wordEnd, "final answer")) return null;
      return makeMarker(text, "answer", wordEnd - 12, colon, from, false);
    case 110: // n
      if (endsWith(text, wordEnd, "observation")) {
        return makeMarker(text, "observation", wordEnd - 11, colon, from, false);
      }
      return endsWith(text, wordEnd, "action")
        ? makeMarker(text, "action", wordEnd - 6, colon, from, true)
        : null;
    default:
      return null;
  }
}

function makeMarker(
  text: string,
  kind: MarkerKind,
  wordStart: number,
  colon: number,
  from: number,
  isReact: boolean,
): Marker | null {
  if (wordStart < from) return null;
  let start = wordStart;
  while (start > from && isDecoration(text.charCodeAt(start - 1))) start--;
  // Mid-line, only white space may stand before the word: `"input":` and `stdin_input:` are no markers.
  const opensLine = start === 0 || text.charCodeAt(start - 1) === 10 || start === from;
  if (!opensLine && !isSpace(text.charCodeAt(wordStart - 1)) && text.charCodeAt(wordStart - 1) !== STAR)
    return null;
  let end = colon + 1;
  while (text.charCodeAt(end) === STAR) end++;
  const word = text.slice(wordStart, colon);
  return {
    kind,
    start: opensLine ? start : wordStart,
    end,
    opensLine,
    isUpperCase: word === word.toUpperCase(),
    isUnderscored: word.includes("_"),
    isReact,
  };
}

/** Case-insensitive for letters; a space in `word` is any single blank. */
function endsWith(text: string, end: number, word: string): boolean {
  const start = end - word.length;
  if (start < 0) return false;
  for (let i = 0; i < word.length; i++) {
    const wanted = word.charCodeAt(i);
    const code = text.charCodeAt(start + i);
    if (code === wanted) continue;
    if (wanted === UNDERSCORE || wanted === 32 || (code | 32) !== wanted) return false;
  }
  return true;
}

/** Between a word and its colon: `**Thought** :`. */
function isFiller(code: number): boolean {
  return code === 32 || code === STAR;
}

/** Before a marker on its line: blanks, `**`, `##`, `>`, `-`, a backtick. */
function isDecoration(code: number): boolean {
  return (
    code === 32 || code === 9 || code === STAR || code === 35 || code === 62 || code === 45 || code === 96
  );
}
