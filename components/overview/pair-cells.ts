import type { Column } from "@/lib/schema";
import { holdRange, type Pair, type PairSide, withoutRange } from "@/lib/view";

/** Cells, one of them the picked one, that hold together what a larger one holds: a brushed rectangle in pieces. */
export function splitAround(cell: Pair, [a, b]: Pair, first: Column, second: Column): Pair[] {
  if (!holdsPair(cell, [a, b], first, second)) return [cell];
  return [
    ...sidesAround(cell[0], a, first).map((side): Pair => [side, cell[1]]),
    ...sidesAround(cell[1], b, second).map((side): Pair => [a, side]),
    [a, b],
  ];
}

function sidesAround(side: PairSide, inner: PairSide, { type }: Column): PairSide[] {
  if (!isBin(side) || !isBin(inner)) return [];
  return withoutRange([side], inner, type).flatMap(({ min, max }) =>
    min === null || max === null ? [] : [{ min, max }],
  );
}

/** Whether a cell holds all of another. */
export function holdsPair(cell: Pair, [a, b]: Pair, first: Column, second: Column): boolean {
  return holdsSide(cell[0], a, first) && holdsSide(cell[1], b, second);
}

function holdsSide(side: PairSide, inner: PairSide, { type }: Column): boolean {
  return isBin(side) && isBin(inner) ? holdRange([side], inner, type) : side === inner;
}

export function isSamePair(a: Pair, b: Pair): boolean {
  return isSameSide(a[0], b[0]) && isSameSide(a[1], b[1]);
}

function isSameSide(a: PairSide, b: PairSide): boolean {
  return isBin(a) && isBin(b) ? a.min === b.min && a.max === b.max : a === b;
}

function isBin(side: PairSide): side is Exclude<PairSide, string | null> {
  return side !== null && typeof side !== "string";
}
