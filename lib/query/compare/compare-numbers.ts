import type { Column } from "@/lib/schema";
import { chooseEdges, countBins, finiteSql, isSkewed, rangeOf } from "../number-facet";
import { RevisionCache } from "../revision-cache";
import { whereSql } from "../where-sql";
import type { Side } from "./side";

/** Rows of two sides in the same bins. */
export interface NumberComparison {
  /** Bounds of the bins, rising, one more than there are bins; the last bin holds its end. */
  edges: readonly number[];
  /** Greatest finite value of either side. */
  max: number;
  a: readonly number[];
  b: readonly number[];
  /** Rows in view without a finite value. */
  emptyA: number;
  emptyB: number;
  /** The same of all rows; missing where all are in view. */
  all?: { a: CountedBins; b: CountedBins };
}

interface CountedBins {
  counts: readonly number[];
  /** Rows without a finite value. */
  empty: number;
}

/**
 * Histograms of a number or date column over the rows in view of each side, in bins that hold the values of both
 * datasets, whatever is in view: the bins stay while filters change. A side without the column has nothing in any bin.
 * null when the columns are of two kinds, or neither side has a finite value.
 */
export async function compareNumbers(
  a: Side,
  b: Side,
  columnName: string,
  bins: number,
  signal?: AbortSignal,
): Promise<NumberComparison | null> {
  const joint = await jointBins(a, b, columnName, bins, signal);
  if (joint === null) return null;
  const { edges, high: max, valueA, valueB } = joint;
  const nothing = { counts: Array.from({ length: edges.length - 1 }, () => 0), empty: 0 };
  const countOn = async (side: Side, value: string | null, where: string) =>
    value === null ? nothing : countBins(side.engine, value, where, edges, signal);
  const [whereA, whereB] = [whereSql(a.scope), whereSql(b.scope)];
  const countedA = await countOn(a, valueA, whereA);
  const countedB = await countOn(b, valueB, whereB);
  const found = {
    ...{ edges, max, a: countedA.counts, b: countedB.counts },
    ...{ emptyA: countedA.empty, emptyB: countedB.empty },
  };
  if (whereA === "" && whereB === "") return found;
  const allOn = (side: Side, value: string | null) =>
    wholeBins.get(side.engine, side.scope, JSON.stringify([columnName, value, edges]), () =>
      // Without the signal: the answer is that of every view.
      value === null ? Promise.resolve(nothing) : countBins(side.engine, value, "", edges),
    );
  const all = {
    a: whereA === "" ? countedA : await allOn(a, valueA),
    b: whereB === "" ? countedB : await allOn(b, valueB),
  };
  return { ...found, all };
}

/** Bins of all rows: the same in every view. */
const wholeBins = new RevisionCache<CountedBins>();

/** Bins that hold the values of a column in both datasets. */
interface JointBins {
  edges: readonly number[];
  /** Greatest finite value of either. */
  high: number;
  /** The finite values of a side as SQL; null where it has no such column. */
  valueA: string | null;
  valueB: string | null;
}

/** null when the columns are of two kinds, or neither side has a finite value. */
export async function jointBins(
  a: Side,
  b: Side,
  columnName: string,
  bins: number,
  signal?: AbortSignal,
): Promise<JointBins | null> {
  const columns = [a, b].map((side) => side.scope.columns.find((column) => column.name === columnName));
  const [left, right] = columns;
  const valueA = left === undefined ? null : finiteSql(left);
  const valueB = right === undefined ? null : finiteSql(right);
  const either = left?.type === "integer" ? (right ?? left) : (left ?? right);
  if (either === undefined) return null;
  if ((left !== undefined && valueA === null) || (right !== undefined && valueB === null)) return null;
  if (left !== undefined && right !== undefined && isDate(left) !== isDate(right)) return null;
  const rangeA = valueA === null ? null : await rangeOf(a.engine, valueA, signal);
  const rangeB = valueB === null ? null : await rangeOf(b.engine, valueB, signal);
  const ranges = [rangeA, rangeB].filter((range) => range !== null);
  if (ranges.length === 0) return null;
  const low = Math.min(...ranges.map((range) => range.low));
  const high = Math.max(...ranges.map((range) => range.high));
  const above = ranges.flatMap((range) => range.smallest ?? []);
  const smallest = above.length === 0 ? null : Math.min(...above);
  const { edges } = await chooseEdges(either, { low, high, smallest }, bins, async () =>
    // The larger half of the question is answered by either side; A's is the one that was there first.
    valueA !== null
      ? isSkewed(a.engine, valueA, low, high)
      : valueB !== null && isSkewed(b.engine, valueB, low, high),
  );
  return { edges, high, valueA, valueB };
}

function isDate(column: Column): boolean {
  return column.type === "date" || column.type === "timestamp";
}
