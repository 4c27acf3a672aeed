import type { Column } from "@/lib/schema";
import { chooseEdges, countBins, finiteSql, isSkewed, rangeOf } from "../number-facet";
import { whereSql } from "../where-sql";
import type { Side } from "./side";

/** Rows of two sides in the same bins. */
export interface NumberComparison {
  /** Bounds of the bins, rising, one more than there are bins; the last bin holds its end. */
  edges: readonly number[];
  a: readonly number[];
  b: readonly number[];
  /** Rows in view without a finite value. */
  emptyA: number;
  emptyB: number;
}

/**
 * Histograms of a number or date column over the rows in view of each side, in bins that hold the values of both
 * datasets, whatever is in view: the bins stay while filters change. null when a side has no such column or neither
 * has a finite value.
 */
export async function compareNumbers(
  a: Side,
  b: Side,
  columnName: string,
  bins: number,
  signal?: AbortSignal,
): Promise<NumberComparison | null> {
  const columns = [a, b].map((side) => side.scope.columns.find((column) => column.name === columnName));
  const [left, right] = columns;
  const valueA = left === undefined ? null : finiteSql(left);
  const valueB = right === undefined ? null : finiteSql(right);
  if (left === undefined || right === undefined || valueA === null || valueB === null) return null;
  if (isDate(left) !== isDate(right)) return null;
  const rangeA = await rangeOf(a.engine, valueA, signal);
  const rangeB = await rangeOf(b.engine, valueB, signal);
  const ranges = [rangeA, rangeB].filter((range) => range !== null);
  if (ranges.length === 0) return null;
  const low = Math.min(...ranges.map((range) => range.low));
  const high = Math.max(...ranges.map((range) => range.high));
  const above = ranges.flatMap((range) => range.smallest ?? []);
  const smallest = above.length === 0 ? null : Math.min(...above);
  const column = left.type === "integer" ? right : left;
  const { edges } = await chooseEdges(column, { low, high, smallest }, bins, () =>
    // The larger half of the question is answered by either side; A's is the one that was there first.
    isSkewed(a.engine, valueA, low, high),
  );
  const countedA = await countBins(a.engine, valueA, whereSql(a.scope), edges, signal);
  const countedB = await countBins(b.engine, valueB, whereSql(b.scope), edges, signal);
  return { edges, a: countedA.counts, b: countedB.counts, emptyA: countedA.empty, emptyB: countedB.empty };
}

function isDate(column: Column): boolean {
  return column.type === "date" || column.type === "timestamp";
}
