/** A walk through all rows in view in an order of chance. The same seed walks the same rows in the same order. */
export interface RandomWalk {
  /** 0 to 999,999,999: short enough to read out. */
  seed: number;
  /** Rows visited so far, the open one included: 1 is the first. */
  step: number;
}

export const SEED_END = 1_000_000_000;
const ROUNDS = 96;

/**
 * Place in the view of the row that a walk comes to at `step` (from 1) of `rowCount`. A permutation of all places:
 * no row comes twice, none is left out, and every order is as likely as any other over the seeds. Null when the walk
 * is over, or there is no row.
 */
export function placeOfStep({ seed, step }: RandomWalk, rowCount: number): number | null {
  if (step < 1 || step > rowCount) return null;
  // Swap-or-not (Hoang, Morris, Rogaway 2012): a shuffle that tells one card's place without moving the others.
  let place = step - 1;
  for (let round = 0; round < ROUNDS; round++) {
    const pivot = pivotOf(seed, round, rowCount);
    const partner = (pivot - place + rowCount) % rowCount;
    const pair = Math.max(place, partner);
    if ((hash(seed, round, pair) & 1) === 1) place = partner;
  }
  return place;
}

/** A pivot below `rowCount`, from 53 bits, so that none is favoured. */
function pivotOf(seed: number, round: number, rowCount: number): number {
  const high = hash(seed, round, -1) >>> 5;
  const low = hash(seed, round, -2) >>> 6;
  return Math.floor(((high * 67_108_864 + low) / 9_007_199_254_740_992) * rowCount);
}

/** 32 bits out of three numbers (the mixer of MurmurHash3, each number stirred in by itself). */
function hash(seed: number, round: number, value: number): number {
  let mixed = mix(seed ^ 0x9e3779b9);
  mixed = mix(mixed ^ Math.imul(round + 1, 0x85ebca6b));
  mixed = mix(mixed ^ (value | 0));
  return mix(mixed + Math.floor(value / 4_294_967_296));
}

function mix(bits: number): number {
  let mixed = bits | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
