import { isUtf8 } from "./utf8";

const QUOTE: u8 = 34;
const BACKSLASH: u8 = 92;

/** Where the last text stands as UTF-8: in the input, or decoded beside it. */
export let textStart: usize = 0;
export let textLength: u32 = 0;
export let textCodePoints: u32 = 0;
export let textIsWide: bool = false;
/** Where the next decoded text goes. */
export let decodedEnd: usize = 0;

export function setDecodedEnd(at: usize): void {
  decodedEnd = at;
}

let continuations: u32 = 0;
let isWide: bool = false;

/**
 * Reads the text whose first character stands at `from`. Returns the address after its closing quote, or 0 for what
 * JSON does not allow, and for lone surrogates, which UTF-8 has no bytes for.
 */
export function readText(from: usize): usize {
  continuations = 0;
  isWide = false;
  const end = plainEnd(from);
  const stop = load<u8>(end);
  if (stop === QUOTE) {
    if (isWide && !isUtf8(from, end)) return 0;
    textStart = from;
    textLength = (end - from) as u32;
    textCodePoints = textLength - continuations;
    textIsWide = isWide;
    return end + 1;
  }
  return stop === BACKSLASH ? readEscaped(from, end) : 0;
}

/** First address from `at` of a quote, a backslash or a control character. */
function plainEnd(at: usize): usize {
  while (true) {
    const bytes = v128.load(at);
    const stops = stopsOf(bytes);
    if (stops === 0) {
      if (i8x16.bitmask(bytes) !== 0) countWide(bytes, 0xffff);
      at += 16;
      continue;
    }
    const count = ctz(stops);
    if ((i8x16.bitmask(bytes) & ((1 << count) - 1)) !== 0) countWide(bytes, (1 << count) - 1);
    return at + count;
  }
}

/** Takes note of bytes that are no ASCII, of those that the bits of `inside` stand for. */
function countWide(bytes: v128, inside: i32): void {
  isWide = true;
  continuations += popcnt(i8x16.bitmask(i8x16.lt_s(bytes, i8x16.splat(-64))) & inside);
}

function stopsOf(bytes: v128): i32 {
  return i8x16.bitmask(
    v128.or(
      v128.or(i8x16.eq(bytes, i8x16.splat(QUOTE as i8)), i8x16.eq(bytes, i8x16.splat(BACKSLASH as i8))),
      i8x16.lt_u(bytes, i8x16.splat(32)),
    ),
  );
}

function readEscaped(from: usize, firstEscape: usize): usize {
  const start = decodedEnd;
  memory.copy(start, from, firstEscape - from);
  let to = start + (firstEscape - from);
  let at = firstEscape;
  let stop: u8 = BACKSLASH;
  while (stop === BACKSLASH) {
    const letter = load<u8>(at, 1);
    if (letter === 117 /* u */) {
      at = readUnicodeEscape(at + 2, to);
      if (at === 0) return 0;
      to += escapedBytes;
    } else {
      const byte = plainEscape(letter);
      if (byte === 0) return 0;
      store<u8>(to, byte);
      to++;
      at += 2;
    }
    while (true) {
      const bytes = v128.load(at);
      // The bytes behind the stop are written over by what follows.
      v128.store(to, bytes);
      const stops = stopsOf(bytes);
      if (stops === 0) {
        if (i8x16.bitmask(bytes) !== 0) countWide(bytes, 0xffff);
        at += 16;
        to += 16;
        continue;
      }
      const count = ctz(stops);
      if ((i8x16.bitmask(bytes) & ((1 << count) - 1)) !== 0) countWide(bytes, (1 << count) - 1);
      at += count;
      to += count;
      break;
    }
    stop = load<u8>(at);
  }
  if (stop !== QUOTE) return 0;
  if (isWide && !isUtf8(start, to)) return 0;
  textStart = start;
  textLength = (to - start) as u32;
  textCodePoints = textLength - continuations;
  textIsWide = isWide;
  decodedEnd = to;
  return at + 1;
}

/** The character of a one-letter escape; 0 when it is none. */
function plainEscape(letter: u8): u8 {
  switch (letter) {
    case 110:
      return 10;
    case 34:
      return 34;
    case 92:
      return 92;
    case 116:
      return 9;
    case 114:
      return 13;
    case 47:
      return 47;
    case 98:
      return 8;
    case 102:
      return 12;
    default:
      return 0;
  }
}

let escapedBytes: usize = 0;

/** `at` is the first hex digit. Writes UTF-8 to `to`; returns the address after the escape, 0 when it is none. */
function readUnicodeEscape(at: usize, to: usize): usize {
  let code = hex4(at);
  if (code < 0) return 0;
  at += 4;
  if (code >= 0xd800 && code <= 0xdfff) {
    if (code > 0xdbff || load<u16>(at) !== 0x755c /* \u */) return 0;
    const low = hex4(at + 2);
    if (low < 0xdc00 || low > 0xdfff) return 0;
    code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    at += 6;
  }
  if (code < 0x80) {
    store<u8>(to, code as u8);
    escapedBytes = 1;
    return at;
  }
  isWide = true;
  if (code < 0x800) {
    store<u8>(to, (0xc0 | (code >> 6)) as u8, 0);
    store<u8>(to, (0x80 | (code & 63)) as u8, 1);
    escapedBytes = 2;
  } else if (code < 0x10000) {
    store<u8>(to, (0xe0 | (code >> 12)) as u8, 0);
    store<u8>(to, (0x80 | ((code >> 6) & 63)) as u8, 1);
    store<u8>(to, (0x80 | (code & 63)) as u8, 2);
    escapedBytes = 3;
  } else {
    store<u8>(to, (0xf0 | (code >> 18)) as u8, 0);
    store<u8>(to, (0x80 | ((code >> 12) & 63)) as u8, 1);
    store<u8>(to, (0x80 | ((code >> 6) & 63)) as u8, 2);
    store<u8>(to, (0x80 | (code & 63)) as u8, 3);
    escapedBytes = 4;
  }
  continuations += (escapedBytes - 1) as u32;
  return at;
}

function hex4(at: usize): i32 {
  let code = 0;
  for (let i: usize = 0; i < 4; i++) {
    const byte = load<u8>(at + i) as i32;
    const letter = byte | 32;
    if (byte >= 48 && byte <= 57) code = (code << 4) | (byte - 48);
    else if (letter >= 97 && letter <= 102) code = (code << 4) | (letter - 87);
    else return -1;
  }
  return code;
}
