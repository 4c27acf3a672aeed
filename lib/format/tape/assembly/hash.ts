// The hash of `text-hash.ts`, word for word: a digest must not depend on who computed it.

const WORDS: usize = 4096;
const BYTES: usize = WORDS * 4;
const LOW_SEED: u32 = 0x2f0b4c47;
const HIGH_SEED: u32 = 0x7e95761e;

const buffer: usize = memory.data(16384, 16);
let fill: usize = 0;
let total: u32 = 0;
let low: u32 = LOW_SEED;
let high: u32 = HIGH_SEED;

export let digestLow: u32 = 0;
export let digestHigh: u32 = 0;

export function hashReset(): void {
  fill = 0;
  total = 0;
  low = LOW_SEED;
  high = HIGH_SEED;
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
  const tail = fill & 3;
  total += fill as u32;
  if (tail > 0) memory.fill(buffer + fill, 0, 4 - tail);
  mix((fill + 3) >> 2);
  digestLow = finish(low ^ total, high);
  digestHigh = finish(high ^ (total * 0x9e3779b1), digestLow);
  hashReset();
}

function mixAll(): void {
  mix(WORDS);
  total += BYTES as u32;
  fill = 0;
}

function mix(count: usize): void {
  let left = low;
  let right = high;
  const end = buffer + count * 4;
  for (let at = buffer; at < end; at += 4) {
    const word = rotl<u32>(load<u32>(at) * 0xcc9e2d51, 15);
    left ^= word * 0x1b873593;
    left = rotl<u32>(left, 13) * 5 + 0xe6546b64;
    right = (rotl<u32>(right, 11) ^ word) * 0x85ebca6b;
  }
  low = left;
  high = right;
}

function finish(value: u32, other: u32): u32 {
  let mixed = value ^ ((other ^ (other >>> 16)) * 0x7feb352d);
  mixed = (mixed ^ (mixed >>> 16)) * 0x85ebca6b;
  mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
  return mixed ^ (mixed >>> 16);
}
