import type { NumberFacet } from "@/lib/query";
import type { ColumnType } from "@/lib/schema";

/** Edges of a histogram, one more than its bins. */
export function edgesOf(facet: NumberFacet): number[] {
  const last = facet.bins.at(-1);
  return last === undefined ? [] : [...facet.bins.map((bin) => bin.start), last.end];
}

/** Place of the edge nearest below or at `value` (for minimum), or above or at (for maximum). */
export function edgeOf(edges: readonly number[], value: number, side: "min" | "max"): number {
  if (side === "min") {
    const above = edges.findIndex((edge) => edge > value);
    return above < 0 ? Math.max(0, edges.length - 1) : Math.max(0, above - 1);
  }
  const at = edges.findIndex((edge) => edge >= value);
  return at < 0 ? Math.max(0, edges.length - 1) : at;
}

/**
 * Inclusive bounds that select the bins between two edges; null where a handle stands at its end. Bins end before
 * their end, so for whole numbers the upper bound is the last one inside.
 */
export function boundsAt(
  edges: readonly number[],
  from: number,
  to: number,
  isWhole: boolean,
): { min: number | null; max: number | null } {
  const last = edges.length - 1;
  const low = edges[from] ?? 0;
  const high = edges[to] ?? 0;
  return {
    min: from <= 0 ? null : isWhole ? Math.ceil(low) : low,
    max: to >= last ? null : isWhole ? Math.ceil(high) - 1 : high,
  };
}

/** A bound as the filter holds it: a number, or ISO text for dates. */
export function boundOf(value: number | null, type: ColumnType): number | string | null {
  if (value === null) return null;
  if (type === "date") return new Date(value).toISOString().slice(0, 10);
  if (type === "timestamp") return new Date(value).toISOString();
  return value;
}

/** A filter's bound as a number on the histogram's axis; null when it is none. */
export function numberOf(bound: number | string | null): number | null {
  if (bound === null) return null;
  const value = typeof bound === "number" ? bound : Date.parse(bound);
  return Number.isNaN(value) ? null : value;
}

/** What was typed into a bound's box; undefined when it is no bound. */
export function readBound(text: string, type: ColumnType): number | string | null | undefined {
  const trimmed = text.trim().replace(/[,\s]/g, type === "date" || type === "timestamp" ? " " : "");
  if (trimmed === "") return null;
  if (type === "date" || type === "timestamp") return Number.isNaN(Date.parse(trimmed)) ? undefined : trimmed;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : undefined;
}
