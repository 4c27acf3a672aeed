// Finds where raw JSON may hold a run of characters, in lower or upper case, without decoding it.

/** What was found is no run: something that, decoded, may be part of one. */
export let isDoubtful: bool = false;
/** Lines without text among those that were counted last. */
export let blankLines: i32 = 0;

const NEWLINE: u8 = 10;

/** Where the run is, once in lower and once in upper case, and two places in it whose bytes are compared first. */
let lower: usize = 0;
let upper: usize = 0;
let bytes: usize = 0;
let first: usize = 0;
let second: usize = 0;
/** An escape may stand for any character of the run, not only for one of ASCII. */
let isWide: bool = false;

export function setRun(
  lowerAt: usize,
  upperAt: usize,
  length: usize,
  firstPlace: usize,
  secondPlace: usize,
  hasOthers: bool,
): void {
  lower = lowerAt;
  upper = upperAt;
  bytes = length;
  first = firstPlace;
  second = secondPlace;
  isWide = hasOthers;
}

/**
 * The first place from `at` on where the run begins, or, with `isDoubtful`, an escape that may stand for a character of
 * it, or a character beyond ASCII whose lower case is within it (the Kelvin sign and İ). `end` when there is none. As many
 * bytes as the run has, and sixteen more, must be there beyond `end`.
 */
export function findRun(at: usize, end: usize): usize {
  const firstLower = i8x16.splat(load<u8>(lower + first) as i8);
  const firstUpper = i8x16.splat(load<u8>(upper + first) as i8);
  const secondLower = i8x16.splat(load<u8>(lower + second) as i8);
  const secondUpper = i8x16.splat(load<u8>(upper + second) as i8);
  for (; at < end; at += 16) {
    const here = v128.load(at);
    const next = v128.load(at, 1);
    const one = v128.load(at + first);
    const two = v128.load(at + second);
    const hits = v128.and(
      v128.or(i8x16.eq(one, firstLower), i8x16.eq(one, firstUpper)),
      v128.or(i8x16.eq(two, secondLower), i8x16.eq(two, secondUpper)),
    );
    const doubts = v128.or(
      pair(here, next, 0x5c, 0x75),
      v128.or(pair(here, next, 0xe2, 0x84), pair(here, next, 0xc4, 0xb0)),
    );
    let places = i8x16.bitmask(v128.or(hits, doubts));
    for (; places !== 0; places &= places - 1) {
      const place = at + (ctz(places) as usize);
      if (place >= end) return end;
      if (isRun(place, end)) {
        isDoubtful = false;
        return place;
      }
      if (isDoubt(place, end)) {
        isDoubtful = true;
        return place;
      }
    }
  }
  return end;
}

/** Lines of [at, end), which begins with one and ends with a newline; there must be a newline before, too. */
export function countLines(at: usize, end: usize): i32 {
  const start = at;
  let lines = 0;
  blankLines = 0;
  for (; at < end; at += 16) {
    const newlines = i8x16.eq(v128.load(at), i8x16.splat(NEWLINE as i8));
    // A byte of space, or another newline, before the newline: nothing else of a line is below the exclamation mark.
    const spaces = i8x16.lt_u(v128.load(at - 1), i8x16.splat(33));
    let inside: i32 = 0xffff;
    if (at + 16 > end) inside = (1 << ((end - at) as i32)) - 1;
    lines += popcnt(i8x16.bitmask(newlines) & inside);
    let ends = i8x16.bitmask(v128.and(newlines, spaces)) & inside;
    for (; ends !== 0; ends &= ends - 1) if (isBlank(start, at + (ctz(ends) as usize))) blankLines++;
  }
  return lines;
}

function pair(here: v128, next: v128, one: u8, two: u8): v128 {
  return v128.and(i8x16.eq(here, i8x16.splat(one as i8)), i8x16.eq(next, i8x16.splat(two as i8)));
}

function isRun(place: usize, end: usize): bool {
  if (place + bytes > end) return false;
  for (let i: usize = 0; i < bytes; i++) {
    const byte = load<u8>(place + i);
    if (byte !== load<u8>(lower + i) && byte !== load<u8>(upper + i)) return false;
  }
  return true;
}

function isDoubt(place: usize, end: usize): bool {
  const byte = load<u8>(place);
  if (byte === 0xe2) return load<u8>(place, 1) === 0x84 && load<u8>(place, 2) === 0xaa;
  if (byte === 0xc4) return load<u8>(place, 1) === 0xb0;
  if (byte !== 0x5c || load<u8>(place, 1) !== 0x75) return false;
  if (isWide || place + 6 > end) return true;
  // Digits as they stand, letters in lower case: an escape of ASCII, or of one of the two characters.
  const digits = load<u32>(place, 2) | 0x20202020;
  if ((digits & 0xffff) === 0x3030) {
    const third = (digits >> 16) & 0xff;
    return third >= 0x32 && third < 0x38;
  }
  return digits === 0x61323132 || digits === 0x30333130;
}

/** Whether nothing but space stands between a newline and the one before it. */
function isBlank(start: usize, newline: usize): bool {
  for (let at = newline; at > start; at--) {
    const byte = load<u8>(at - 1);
    if (byte === NEWLINE) return true;
    if (byte !== 32 && byte !== 13 && byte !== 9) return false;
  }
  return true;
}
