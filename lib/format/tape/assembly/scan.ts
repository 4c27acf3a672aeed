import { setHeap } from "./heap";
import {
  DIGITS,
  ENTRY,
  FALSE,
  LIST,
  NULL,
  NUMBER,
  OBJECT,
  recordEnd,
  recordStart,
  setLayout,
  stackEnd,
  stackStart,
  TEXT,
  TRUE,
  tapeEnd,
  tapeStart,
  WIDE_TEXT,
} from "./layout";
import { extend, NO_SHAPE, ROOT, resetShapes } from "./shapes";
import { readText, setDecodedEnd, textCodePoints, textIsWide, textLength, textStart } from "./texts";

// Reads lines of JSON onto a tape. It takes what is surely JSON and leaves every other line, whole, to the parser
// that names faults: a line is never half read.

/** Nesting beyond this is left to the parser that keeps its own stack. */
const DEEPEST = 128;
/** Words of a record: address of its line, address of the newline, entry of its value or one of the two below. */
const RECORD: usize = 16;
const BLANK: u32 = u32.MAX_VALUE;
const LEFT: u32 = u32.MAX_VALUE - 1;
const NEWLINE: u8 = 10;

let tape: usize = 0;
let stack: usize = 0;
let depth = 0;
/** The tape or the stack is full: the line may yet fit a tape of its own. */
let isFull = false;

export let recordCount: u32 = 0;

export function init(
  tapeAt: usize,
  stackAt: usize,
  recordsAt: usize,
  shapesAt: usize,
  namesAt: usize,
  end: usize,
  heap: usize,
): void {
  setLayout(tapeAt, stackAt, recordsAt, shapesAt, namesAt, end);
  setHeap(heap);
  resetShapes();
}

export function forgetShapes(): void {
  resetShapes();
}

export function decodeFrom(at: usize): void {
  setDecodedEnd(at);
}

/**
 * Reads the lines of [from, end), which ends with a newline, until the tape is full. Returns the start of the first
 * line that was not read. Sixteen bytes beyond `end` must be there.
 */
export function scan(from: usize, end: usize): usize {
  tape = tapeStart;
  recordCount = 0;
  let record = recordStart;
  let at = from;
  while (at < end && record < recordEnd) {
    const start = at;
    const tapeBefore = tape;
    stack = stackStart;
    depth = 0;
    isFull = false;
    let entry = BLANK;
    at = skipSpace(at);
    if (load<u8>(at) !== NEWLINE) {
      at = readValue(at);
      if (at !== 0) at = skipSpace(at);
      if (at !== 0 && load<u8>(at) === NEWLINE && tape + ENTRY <= tapeEnd) {
        v128.store(tape, v128.load(stackStart));
        entry = ((tape - tapeStart) / ENTRY) as u32;
        tape += ENTRY;
      } else {
        if (isFull && tapeBefore > tapeStart) return start;
        tape = tapeBefore;
        entry = LEFT;
        at = newlineFrom(start);
      }
    }
    store<u32>(record, start as u32, 0);
    store<u32>(record, at as u32, 4);
    store<u32>(record, entry, 8);
    record += RECORD;
    recordCount++;
    at++;
  }
  return at;
}

function skipSpace(at: usize): usize {
  while (true) {
    const byte = load<u8>(at);
    if (byte !== 32 && byte !== 9 && byte !== 13) return at;
    at++;
  }
}

function newlineFrom(at: usize): usize {
  while (true) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(NEWLINE as i8)));
    if (found !== 0) return at + ctz(found);
    at += 16;
  }
}

/** Reads the value that starts at `at` and pushes its entry. Returns the address after it; 0 when it is left. */
function readValue(at: usize): usize {
  if (stack + ENTRY > stackEnd) {
    isFull = true;
    return 0;
  }
  const byte = load<u8>(at);
  switch (byte) {
    case 34: {
      const end = readText(at + 1);
      if (end === 0) return 0;
      push(textIsWide ? WIDE_TEXT : TEXT, textStart as u32, textLength, textCodePoints);
      return end;
    }
    case 123:
      return readObject(at + 1);
    case 91:
      return readList(at + 1);
    case 116:
      if (load<u32>(at) !== 0x65757274) return 0;
      push(TRUE, 0, 0, 0);
      return at + 4;
    case 102:
      if (load<u32>(at, 1) !== 0x65736c61) return 0;
      push(FALSE, 0, 0, 0);
      return at + 5;
    case 110:
      if (load<u32>(at) !== 0x6c6c756e) return 0;
      push(NULL, 0, 0, 0);
      return at + 4;
    default:
      return readNumber(at);
  }
}

function push(kind: u32, a: u32, b: u32, c: u32): void {
  store<u32>(stack, kind, 0);
  store<u32>(stack, a, 4);
  store<u32>(stack, b, 8);
  store<u32>(stack, c, 12);
  stack += ENTRY;
}

/** Moves the entries above `base` to the tape, where they stay side by side, and pushes their container. */
function close(kind: u32, base: usize, shape: u32): bool {
  const bytes = stack - base;
  if (tape + bytes > tapeEnd) {
    isFull = true;
    return false;
  }
  memory.copy(tape, base, bytes);
  stack = base;
  push(kind, ((tape - tapeStart) / ENTRY) as u32, (bytes / ENTRY) as u32, shape);
  tape += bytes;
  depth--;
  return true;
}

function readObject(at: usize): usize {
  if (++depth > DEEPEST) return 0;
  const base = stack;
  let shape = ROOT;
  at = skipSpace(at);
  if (load<u8>(at) === 125) return close(OBJECT, base, shape) ? at + 1 : 0;
  while (true) {
    if (load<u8>(at) !== 34) return 0;
    const name = at + 1;
    // A parsed object lists names that are numbers first; a name with an escape would need a place of its own.
    const first = load<u8>(name);
    if (first >= 48 && first <= 57) return 0;
    at = readText(name);
    if (at === 0 || textStart !== name) return 0;
    shape = extend(shape, name, textLength);
    if (shape === NO_SHAPE) return 0;
    at = skipSpace(at);
    if (load<u8>(at) !== 58) return 0;
    at = readValue(skipSpace(at + 1));
    if (at === 0) return 0;
    at = skipSpace(at);
    const byte = load<u8>(at);
    if (byte === 44) at = skipSpace(at + 1);
    else if (byte === 125) return close(OBJECT, base, shape) ? at + 1 : 0;
    else return 0;
  }
}

function readList(at: usize): usize {
  if (++depth > DEEPEST) return 0;
  const base = stack;
  at = skipSpace(at);
  if (load<u8>(at) === 93) return close(LIST, base, 0) ? at + 1 : 0;
  while (true) {
    at = readValue(at);
    if (at === 0) return 0;
    at = skipSpace(at);
    const byte = load<u8>(at);
    if (byte === 44) at = skipSpace(at + 1);
    else if (byte === 93) return close(LIST, base, 0) ? at + 1 : 0;
    else return 0;
  }
}

const TENS: StaticArray<f64> = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];

/** Up to 15 digits and no exponent: the quotient of two exact doubles is the nearest double. */
function readNumber(from: usize): usize {
  let at = from;
  const isNegative = load<u8>(at) === 45;
  if (isNegative) at++;
  const digitsStart = at;
  let value: u64 = 0;
  let byte = load<u8>(at);
  if (byte < 48 || byte > 57) return 0;
  if (byte === 48) byte = load<u8>(++at);
  else {
    while (byte >= 48 && byte <= 57) {
      value = value * 10 + (byte - 48);
      byte = load<u8>(++at);
    }
  }
  let digits = at - digitsStart;
  let decimals: usize = 0;
  let isPlain = true;
  if (byte === 46) {
    const pointAt = at;
    byte = load<u8>(++at);
    while (byte >= 48 && byte <= 57) {
      value = value * 10 + (byte - 48);
      byte = load<u8>(++at);
    }
    decimals = at - pointAt - 1;
    if (decimals === 0) return 0;
    digits += decimals;
  }
  if ((byte | 32) === 101) {
    isPlain = false;
    byte = load<u8>(++at);
    if (byte === 43 || byte === 45) byte = load<u8>(++at);
    if (byte < 48 || byte > 57) return 0;
    while (byte >= 48 && byte <= 57) byte = load<u8>(++at);
  }
  if (!isPlain || digits > 15) {
    push(DIGITS, from as u32, (at - from) as u32, 0);
    return at;
  }
  const magnitude = (value as f64) / unchecked(TENS[decimals as i32]);
  store<u32>(stack, NUMBER, 0);
  store<u32>(stack, from as u32, 4);
  store<f64>(stack, isNegative ? -magnitude : magnitude, 8);
  stack += ENTRY;
  return at;
}
