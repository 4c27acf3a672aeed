// Well-formed UTF-8 in blocks of 16 bytes, after J. Keiser and D. Lemire, "Validating UTF-8 in less than one instruction
// per byte" (2021): half bytes look up which faults a byte and the one before it may be part of, and a fault that all
// three half bytes agree on is one. A bit each:

/** A leading byte, then no continuation. */
const TOO_SHORT: i8 = 1;
/** A continuation after ASCII. */
const TOO_LONG: i8 = 2;
const OVERLONG_3: i8 = 4;
/** Above U+10FFFF, by the second byte. */
const TOO_LARGE: i8 = 8;
const SURROGATE: i8 = 16;
const OVERLONG_2: i8 = 32;
/** Four bytes that need but three, or above U+13FFFF. */
const BEYOND_4: i8 = 64;
/** Two continuations: right where the third or fourth byte of a character is due. */
const TWO_TAILS: i8 = -128;

/** By the low half of the first byte, whatever it is. */
const ANY: i8 = TOO_SHORT | TOO_LONG | TWO_TAILS;
const LARGE: i8 = ANY | TOO_LARGE | BEYOND_4;
const TAIL: i8 = TOO_LONG | OVERLONG_2 | TWO_TAILS;

/** By the high half of a byte, its low half, and the high half of the next one. */
// biome-ignore format: a row for each kind of byte
const byLeadHigh: usize = memory.data<i8>([
  TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
  TWO_TAILS, TWO_TAILS, TWO_TAILS, TWO_TAILS,
  TOO_SHORT | OVERLONG_2,
  TOO_SHORT,
  TOO_SHORT | OVERLONG_3 | SURROGATE,
  TOO_SHORT | TOO_LARGE | BEYOND_4,
], 16);
// biome-ignore format: as above
const byLeadLow: usize = memory.data<i8>([
  ANY | OVERLONG_2 | OVERLONG_3 | BEYOND_4,
  ANY | OVERLONG_2,
  ANY, ANY,
  ANY | TOO_LARGE,
  LARGE, LARGE, LARGE, LARGE, LARGE, LARGE, LARGE, LARGE,
  LARGE | SURROGATE,
  LARGE, LARGE,
], 16);
// biome-ignore format: as above
const byNextHigh: usize = memory.data<i8>([
  TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
  TAIL | OVERLONG_3 | BEYOND_4,
  TAIL | OVERLONG_3 | TOO_LARGE,
  TAIL | SURROGATE | TOO_LARGE,
  TAIL | SURROGATE | TOO_LARGE,
  TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
], 16);

// biome-ignore format: sixteen bytes of ones, then of zeros
const inside: usize = memory.data<i8>([
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
], 16);

/** Whether bytes [at, end) are well-formed UTF-8: no overlong form, no surrogate, nothing above U+10FFFF. */
export function isUtf8(at: usize, end: usize): bool {
  let before = i8x16.splat(0);
  let pending = false;
  let faults = i8x16.splat(0);
  // The block behind the last, of zeros, ends a character that the text does not.
  for (; at < end || pending; at += 16) {
    let bytes = v128.load(at);
    if (at + 16 > end) bytes = v128.and(bytes, v128.load(inside + 16 - (at < end ? end - at : 0)));
    const wide = i8x16.bitmask(bytes);
    if (wide !== 0 || pending) faults = v128.or(faults, faultsIn(bytes, before));
    before = bytes;
    pending = wide >> 13 !== 0;
  }
  return !v128.any_true(faults);
}

/** Bits of the faults that each byte ends, with the block before for the first three. */
function faultsIn(bytes: v128, before: v128): v128 {
  const first = i8x16.shuffle(before, bytes, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
  // biome-ignore format: a line for each shift
  const twoBefore = i8x16.shuffle(before, bytes, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29);
  // biome-ignore format: a line for each shift
  const threeBefore = i8x16.shuffle(before, bytes, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28);
  const special = v128.and(
    v128.and(
      i8x16.swizzle(v128.load(byLeadHigh), i8x16.shr_u(first, 4)),
      i8x16.swizzle(v128.load(byLeadLow), v128.and(first, i8x16.splat(15))),
    ),
    i8x16.swizzle(v128.load(byNextHigh), i8x16.shr_u(bytes, 4)),
  );
  const due = v128.or(
    i8x16.sub_sat_u(twoBefore, i8x16.splat(0x60)),
    i8x16.sub_sat_u(threeBefore, i8x16.splat(0x70)),
  );
  return v128.xor(v128.and(due, i8x16.splat(-128)), special);
}

/** Whether bytes [at, end) hold U+FFFD. */
export function holdsReplacement(at: usize, end: usize): bool {
  for (; at + 2 < end; at++) {
    if (load<u8>(at) === 0xef && load<u16>(at, 1) === 0xbdbf) return true;
  }
  return false;
}
