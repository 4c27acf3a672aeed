import { boundsOfBins, nextBelow } from "@/lib/overview";
import type { NumberFacet } from "@/lib/query";
import type { ColumnType } from "@/lib/schema";
import { endAbove } from "@/lib/view";

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

/** Inclusive bounds that hold exactly the bins between two edges; null where a handle stands at its end. */
export function boundsBetween(
  edges: readonly number[],
  from: number,
  to: number,
  type: ColumnType,
): { min: number | string | null; max: number | string | null } {
  const { min, max } = boundsOfBins(edges, from, to - 1, type);
  return { min: from <= 0 ? null : min, max: to >= edges.length - 1 ? null : max };
}

/** A bound as its box shows it. A bin of fractions ends below the next one, which reads better than its 17 digits. */
export function boundText(bound: number | string | null): string {
  if (bound === null) return "";
  const end = typeof bound === "number" ? endAbove(bound) : null;
  return end === null ? String(bound) : `<${end}`;
}

/** What was typed into a bound's box; undefined when it is no bound. */
export function readBound(text: string, type: ColumnType): number | string | null | undefined {
  const trimmed = text.trim().replace(/[,\s]/g, type === "date" || type === "timestamp" ? " " : "");
  if (trimmed === "") return null;
  if (type === "date" || type === "timestamp") return Number.isNaN(Date.parse(trimmed)) ? undefined : trimmed;
  const isBelow = trimmed.startsWith("<");
  const value = Number(isBelow ? trimmed.slice(1) : trimmed);
  if (!Number.isFinite(value) || trimmed === "<") return undefined;
  if (!isBelow) return value;
  return type === "integer" ? Math.ceil(value) - 1 : nextBelow(value);
}
