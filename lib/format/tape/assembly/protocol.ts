// Takes apart texts that think, call tools and answer in words: THOUGHT, TOOL, INPUT, FINAL_ANSWER. The rules are those
// of `text-protocol.ts` among the conversations; what is not surely the same here is left to it.

/** What a text is. */
export const PLAIN: u32 = 0;
export const PROTOCOL: u32 = 1;
export const UNSURE: u32 = 2;

const NOTHING: u32 = 0;
const THOUGHT: u32 = 1;
const TOOL: u32 = 2;
const INPUT: u32 = 3;
const ANSWER: u32 = 4;
const OTHER: u32 = 5;

const LONGEST_NAME: usize = 100;
const MOST_CALLS: u32 = 64;
const STAR: u8 = 42;

/** Where the last text's answer stands; 0 when it has none. */
export let answerStart: usize = 0;
export let answerEnd: usize = 0;
/** Calls of the last text; the address and the bytes of each name follow one another at `callsAt`. */
export let callCount: u32 = 0;
export const callsAt: usize = memory.data(512, 16);

let markerKind: u32 = NOTHING;
let markerStart: usize = 0;
let markerEnd: usize = 0;
let opensLine = false;
let isUpper = false;
let isUnderscored = false;

/** Reads the text of an assistant's message, bytes [at, end). `isKnown`: an earlier message followed a protocol. */
export function readProtocol(at: usize, end: usize, isKnown: bool): u32 {
  answerStart = 0;
  answerEnd = 0;
  callCount = 0;
  let from = at;
  let previous = NOTHING;
  let accepted: u32 = 0;
  let firstKind = NOTHING;
  let firstStart: usize = 0;
  let isFirstUpper = false;
  let hasInput = false;
  let nameFrom: usize = 0;
  let isUnderscoredAnswer = false;
  let sign = at;
  while (true) {
    sign = nextSign(sign, end);
    if (sign >= end) break;
    if (load<u8>(sign) === 60) {
      if (mayOpenTag(sign)) return UNSURE;
      sign++;
      continue;
    }
    if (!readMarker(sign, from, at)) {
      sign++;
      continue;
    }
    from = markerEnd;
    // What stands between the colon and the end of the marker are stars.
    sign = markerEnd;
    let isAccepted = false;
    switch (markerKind) {
      case THOUGHT:
        isAccepted = opensLine || isUpper;
        break;
      case TOOL:
        if (previous === TOOL) break;
        if (!opensLine && !isUpper) {
          if (previous === THOUGHT) return UNSURE;
          break;
        }
        isAccepted = true;
        break;
      case INPUT:
        isAccepted = previous === TOOL;
        break;
      case ANSWER:
        isAccepted = opensLine || isUpper || isUnderscored;
        if (!isAccepted && previous === THOUGHT) return UNSURE;
        break;
      default:
        return UNSURE;
    }
    if (!isAccepted) continue;
    // A call without input has its arguments elsewhere.
    if (previous === TOOL && markerKind !== INPUT) return UNSURE;
    if (accepted === 0) {
      firstKind = markerKind;
      firstStart = markerStart;
      isFirstUpper = isUpper;
    }
    accepted++;
    previous = markerKind;
    if (markerKind === TOOL) nameFrom = markerEnd;
    else if (markerKind === INPUT) {
      hasInput = true;
      if (!addCall(nameFrom, markerStart)) return UNSURE;
    } else if (markerKind === ANSWER) {
      isUnderscoredAnswer = isUnderscored;
      answerStart = markerEnd;
      answerEnd = end;
      break;
    }
  }
  // Tags may stand in the answer as well.
  if (answerStart !== 0 && holdsTag(answerStart, end)) return UNSURE;
  if (previous === TOOL) return UNSURE;
  if (accepted === 0) return PLAIN;
  if (isKnown || hasInput || isUnderscoredAnswer) return PROTOCOL;
  let isOpening = true;
  for (let before = at; before < firstStart; before++) {
    const byte = load<u8>(before);
    if (byte >= 0x80) return UNSURE;
    if (byte !== 32 && (byte < 9 || byte > 13)) {
      isOpening = false;
      break;
    }
  }
  const isProtocol =
    isOpening && (firstKind === ANSWER || isFirstUpper || (firstKind === THOUGHT && accepted > 1));
  if (isProtocol) return PROTOCOL;
  answerStart = 0;
  callCount = 0;
  return PLAIN;
}

/** Next colon or `<`; `end` or more when there is none. */
function nextSign(at: usize, end: usize): usize {
  while (at < end) {
    const bytes = v128.load(at);
    const found = i8x16.bitmask(v128.or(i8x16.eq(bytes, i8x16.splat(58)), i8x16.eq(bytes, i8x16.splat(60))));
    if (found !== 0) return at + ctz(found);
    at += 16;
  }
  return end;
}

function holdsTag(at: usize, end: usize): bool {
  for (let sign = nextSign(at, end); sign < end; sign = nextSign(sign + 1, end)) {
    if (load<u8>(sign) === 60 && mayOpenTag(sign)) return true;
  }
  return false;
}

/** Whether `<` begins like `<think`, `</think`, `<tool_call>` or `<|begin_of_thought`. */
function mayOpenTag(at: usize): bool {
  const word = load<u32>(at);
  return word === 0x6968743c || word === 0x68742f3c || word === 0x6f6f743c || word === 0x65627c3c;
}

/** The marker that ends with the colon, if one does. Nothing of it stands before `from`; the text begins at `start`. */
function readMarker(colon: usize, from: usize, start: usize): bool {
  if (colon < from) return false;
  let wordEnd = colon;
  while (wordEnd > from && isFiller(load<u8>(wordEnd - 1))) wordEnd--;
  if (wordEnd - start < 4) return false;
  switch (load<u8>(wordEnd - 1) | 32) {
    case 116: // t
      if (
        wordEnd - start >= 12 &&
        isWord(wordEnd - 12, "action") &&
        isWord(wordEnd - 5, "input") &&
        isJoint(wordEnd - 6)
      )
        return makeMarker(OTHER, wordEnd - 12, colon, from, start);
      if (wordEnd - start >= 7 && isWord(wordEnd - 7, "thought"))
        return makeMarker(THOUGHT, wordEnd - 7, colon, from, start);
      return wordEnd - start >= 5 && isWord(wordEnd - 5, "input")
        ? makeMarker(INPUT, wordEnd - 5, colon, from, start)
        : false;
    case 108: // l
      return isWord(wordEnd - 4, "tool") ? makeMarker(TOOL, wordEnd - 4, colon, from, start) : false;
    case 114: // r
      return wordEnd - start >= 12 &&
        isWord(wordEnd - 6, "answer") &&
        isWord(wordEnd - 12, "final") &&
        isJoint(wordEnd - 7)
        ? makeMarker(ANSWER, wordEnd - 12, colon, from, start)
        : false;
    case 110: // n
      if (wordEnd - start >= 11 && isWord(wordEnd - 11, "observation"))
        return makeMarker(OTHER, wordEnd - 11, colon, from, start);
      return wordEnd - start >= 6 && isWord(wordEnd - 6, "action")
        ? makeMarker(OTHER, wordEnd - 6, colon, from, start)
        : false;
    default:
      return false;
  }
}

function makeMarker(kind: u32, wordStart: usize, colon: usize, from: usize, textStart: usize): bool {
  if (wordStart < from) return false;
  let start = wordStart;
  while (start > from && isDecoration(load<u8>(start - 1))) start--;
  opensLine = start === textStart || start === from || load<u8>(start - 1) === 10;
  if (!opensLine) {
    const before = load<u8>(wordStart - 1);
    const isSpace = before === 32 || (before >= 9 && before <= 13);
    const isHardSpace = before === 0xa0 && wordStart - textStart > 1 && load<u8>(wordStart - 2) === 0xc2;
    if (!isSpace && !isHardSpace && before !== STAR) return false;
  }
  let end = colon + 1;
  while (load<u8>(end) === STAR) end++;
  isUpper = true;
  isUnderscored = false;
  for (let at = wordStart; at < colon; at++) {
    const byte = load<u8>(at);
    if (byte >= 97 && byte <= 122) isUpper = false;
    else if (byte === 95) isUnderscored = true;
  }
  markerKind = kind;
  markerStart = opensLine ? start : wordStart;
  markerEnd = end;
  return true;
}

/** A letter of any case for each of `word`, which is in lower case. */
function isWord(at: usize, word: string): bool {
  for (let i = 0; i < word.length; i++) {
    if ((load<u8>(at + (i as usize)) | 32) !== (word.charCodeAt(i) as u8)) return false;
  }
  return true;
}

/** Between the words of `FINAL_ANSWER`: a space or an underscore. */
function isJoint(at: usize): bool {
  const byte = load<u8>(at);
  return byte === 32 || byte === 95;
}

function isFiller(byte: u8): bool {
  return byte === 32 || byte === STAR;
}

function isDecoration(byte: u8): bool {
  return (
    byte === 32 || byte === 9 || byte === STAR || byte === 35 || byte === 62 || byte === 45 || byte === 96
  );
}

/** Notes a call by what stands between TOOL and INPUT. False for what needs a closer look. */
function addCall(from: usize, to: usize): bool {
  // On one line it may be prose that uses the words.
  let isParted = false;
  for (let at = from; at < to; at++) {
    const byte = load<u8>(at);
    if (byte >= 0x80) return false;
    if (byte === 10) isParted = true;
  }
  if (!isParted) return false;
  while (from < to && isNameSpace(load<u8>(from))) from++;
  // A comma may stand behind a name, not before it.
  while (to > from && (isNameSpace(load<u8>(to - 1)) || load<u8>(to - 1) === 44)) to--;
  if (from === to || to - from > LONGEST_NAME || callCount === MOST_CALLS) return false;
  for (let at = from; at < to; at++) {
    const byte = load<u8>(at);
    // More than a name: brackets, JSON, several lines.
    if (byte === 91 || byte === 123 || byte === 10) return false;
  }
  store<u32>(callsAt + (callCount as usize) * 8, from as u32);
  store<u32>(callsAt + (callCount as usize) * 8, (to - from) as u32, 4);
  callCount++;
  return true;
}

/** White space, a backtick, a star or a quote. */
function isNameSpace(byte: u8): bool {
  return (
    byte === 32 || (byte >= 9 && byte <= 13) || byte === 96 || byte === STAR || byte === 34 || byte === 39
  );
}
