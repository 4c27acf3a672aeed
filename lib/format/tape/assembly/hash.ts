// The hash of `text-hash.ts`, word for word: a digest must not depend on who computed it.

const BYTES: usize = 16384;
/** Four lanes, of which each takes every fourth word. */
const BLOCK: usize = 16;

const buffer: usize = memory.data(16384, 16);
let fill: usize = 0;
let total: u32 = 0;
let lanes: v128 = seeds();

export let digestLow: u32 = 0;
export let digestHigh: u32 = 0;

function seeds(): v128 {
  return i32x4(0x2f0b4c47, 0x7e95761e, 0x1b56c4e9, 0x63d83595);
}

export function hashReset(): void {
  fill = 0;
  total = 0;
  lanes = seeds();
}

export function hashByte(value: u32): void {
  if (fill === BYTES) mixAll();
  store<u8>(buffer + fill, value as u8);
  fill++;
}

export function hashSpan(at: usize, length: usize): void {
  const end = at + length;
  while (at < end) {
    if (fill === BYTES) mixAll();
    const count = min(end - at, BYTES - fill);
    memory.copy(buffer + fill, at, count);
    fill += count;
    at += count;
  }
}

/** Leaves the digest in `digestLow` and `digestHigh`, and starts anew. */
export function hashDigest(): void {
  const tail = fill & (BLOCK - 1);
  total += fill as u32;
  if (tail > 0) memory.fill(buffer + fill, 0, BLOCK - tail);
  mix((fill + BLOCK - 1) & ~(BLOCK - 1));
  const first = i32x4.extract_lane(lanes, 0) as u32;
  const second = i32x4.extract_lane(lanes, 1) as u32;
  const third = i32x4.extract_lane(lanes, 2) as u32;
  const fourth = i32x4.extract_lane(lanes, 3) as u32;
  digestLow = finish(finish(first ^ total, second) ^ third, fourth);
  digestHigh = finish(finish(fourth ^ (total * 0x9e3779b1), third) ^ second, first ^ digestLow);
  hashReset();
}

function mixAll(): void {
  mix(BYTES);
  total += BYTES as u32;
  fill = 0;
}

function mix(bytes: usize): void {
  let state = lanes;
  const end = buffer + bytes;
  for (let at = buffer; at < end; at += BLOCK) {
    const scrambled = i32x4.mul(v128.load(at), i32x4.splat(0xcc9e2d51));
    const turned = v128.or(i32x4.shl(scrambled, 15), i32x4.shr_u(scrambled, 17));
    state = v128.xor(state, i32x4.mul(turned, i32x4.splat(0x1b873593)));
    state = v128.or(i32x4.shl(state, 13), i32x4.shr_u(state, 19));
    // Times five, and a constant: in the order in which the fewest steps wait for each other.
    state = i32x4.add(i32x4.add(state, i32x4.splat(0xe6546b64)), i32x4.shl(state, 2));
  }
  lanes = state;
}

function finish(value: u32, other: u32): u32 {
  let mixed = value ^ ((other ^ (other >>> 16)) * 0x7feb352d);
  mixed = (mixed ^ (mixed >>> 16)) * 0x85ebca6b;
  mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
  return mixed ^ (mixed >>> 16);
}
