import type { CompareOrder } from "@/lib/view";

/** A value with how often it comes on either side, and in what share. */
export interface PairedValue {
  /** null stands for "no value". */
  value: string | null;
  a: number;
  b: number;
  /** 0 to 1, of all that was counted on the side; 0 where nothing was. */
  shareA: number;
  shareB: number;
}

/** How often each value comes on a side, and of what its shares are. */
export interface CountedSide {
  values: readonly { value: string | null; count: number }[];
  total: number;
}

/**
 * The values of both sides in one list. "difference": the largest difference in share first, whichever way it goes;
 * "count": the most frequent of A first, then of B; "name": as the sides were counted in the order of their numbers.
 * Equal values keep the order of A, and those only of B that of B.
 */
export function pairValues(a: CountedSide, b: CountedSide, order: CompareOrder): PairedValue[] {
  const countsB = new Map(b.values.map(({ value, count }) => [value, count]));
  const known = new Set(a.values.map(({ value }) => value));
  const pair = (value: string | null, countA: number, countB: number): PairedValue => ({
    ...{ value, a: countA, b: countB },
    shareA: a.total === 0 ? 0 : countA / a.total,
    shareB: b.total === 0 ? 0 : countB / b.total,
  });
  const pairs = [
    ...a.values.map(({ value, count }) => pair(value, count, countsB.get(value) ?? 0)),
    ...b.values.filter(({ value }) => !known.has(value)).map(({ value, count }) => pair(value, 0, count)),
  ];
  switch (order) {
    case "difference":
      return pairs.sort((x, y) => Math.abs(differenceOf(y)) - Math.abs(differenceOf(x)));
    case "count":
      return pairs.sort((x, y) => y.a - x.a || y.b - x.b);
    case "name":
      return pairs.sort((x, y) => compareNames(x.value, y.value));
  }
}

/** By how much the share of B is above that of A, −1 to 1. */
export function differenceOf({ shareA, shareB }: Pick<PairedValue, "shareA" | "shareB">): number {
  return shareB - shareA;
}

const NAMES = new Intl.Collator("en", { numeric: true });

/** Numbers within names count as numbers, "[MLT:5]" before "[MLT:10]"; no value last. */
function compareNames(x: string | null, y: string | null): number {
  if (x === null || y === null) return Number(x === null) - Number(y === null);
  return NAMES.compare(x, y);
}
