import type { ColumnType } from "@/lib/schema";
import { nextBelow, type ValueRange } from "@/lib/view";

/**
 * Inclusive bounds that hold exactly the values of the bins [first, last] of a histogram. `edges` are lower bounds,
 * one more than there are bins; a bin ends before the next begins, the last one holds its end.
 */
export function boundsOfBins(
  edges: readonly number[],
  first: number,
  last: number,
  type: ColumnType,
): ValueRange {
  const start = edges[first] ?? 0;
  const end = edges[last + 1] ?? start;
  const isLastBin = last + 2 >= edges.length;
  switch (type) {
    case "integer":
      return { min: Math.ceil(start), max: isLastBin ? Math.floor(end) : Math.ceil(end) - 1 };
    case "date":
      // Bins of days end at the first moment of a day that is theirs no more, the last one too.
      return { min: dayOf(start), max: dayOf(end - 1) };
    case "timestamp":
      // Times are counted in milliseconds and stored in microseconds: the last one before the next bin.
      return {
        min: new Date(start).toISOString(),
        max: new Date(isLastBin ? end : end - 1).toISOString().replace("Z", "999Z"),
      };
    default:
      return { min: start, max: isLastBin ? end : nextBelow(end) };
  }
}

/**
 * Edges of the bins of a histogram as they are picked, for `boundsOfBins`. The last bin of whole numbers ends behind the
 * greatest one, which is what it holds.
 */
export function edgesOfBins(
  { bins, max }: { bins: readonly { start: number; end: number }[]; max: number | null },
  type: ColumnType,
): number[] {
  const end = bins.at(-1)?.end ?? 0;
  return [...bins.map((bin) => bin.start), type === "integer" ? (max ?? end) : end];
}

/** A filter's bound on the scale of a histogram: dates as epoch milliseconds. NaN for what is no bound. */
export function boundNumber(bound: number | string): number {
  if (typeof bound === "number") return bound;
  // Digits beyond 2^53 stay text.
  return /^-?\d{16,}$/.test(bound) ? Number(bound) : Date.parse(bound.replace(/(\.\d{3})\d+Z$/, "$1Z"));
}

function dayOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}
