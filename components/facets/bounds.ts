import { boundNumber, boundsOfBins } from "@/lib/overview";
import type { NumberFacet } from "@/lib/query";
import type { ColumnType } from "@/lib/schema";
import { endAbove, nextBelow } from "@/lib/view";

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

/** What a handle at an edge lets through: "from 7", "up to 99", "below 0.5". */
export function handleWords(
  edges: readonly number[],
  edge: number,
  end: "min" | "max",
  type: ColumnType,
  words: (value: number) => string,
): string {
  const isWhole = type === "integer" || type === "date";
  if (end === "min")
    return `from ${words(isWhole ? boundNumberOf(edges, edge, end, type) : (edges[edge] ?? 0))}`;
  if (isWhole) return `up to ${words(boundNumberOf(edges, edge - 1, end, type))}`;
  return `below ${words(edges[edge] ?? 0)}`;
}

/** The whole number or the day at an end of a bin. */
function boundNumberOf(edges: readonly number[], bin: number, end: "min" | "max", type: ColumnType): number {
  return boundNumber(boundsOfBins(edges, bin, bin, type)[end] ?? 0);
}

/** A bound as its box shows it. A bin of fractions ends below the next one, which reads better than its 17 digits. */
export function boundText(bound: number | string | null): string {
  if (bound === null) return "";
  const end = typeof bound === "number" ? endAbove(bound) : null;
  return end === null ? String(bound) : `<${end}`;
}

/** What was typed into a bound's box; undefined when it is no bound. `end` is the end of the range that the box sets. */
export function readBound(
  text: string,
  type: ColumnType,
  end: "min" | "max",
): number | string | null | undefined {
  if (text.trim() === "") return null;
  if (type === "date" || type === "timestamp") return readTime(text.trim(), end);
  const digits = text.replace(/[,\s]/g, "");
  const isBelow = digits.startsWith("<");
  const value = Number(isBelow ? digits.slice(1) : digits);
  if (!Number.isFinite(value) || digits === "<") return undefined;
  if (!isBelow) return type === "integer" && isBeyondDoubles(digits) ? digits : value;
  return type === "integer" ? Math.ceil(value) - 1 : nextBelow(value);
}

/** Integers that a double would round keep their digits, as text. */
function isBeyondDoubles(digits: string): boolean {
  return /^-?\d{1,38}$/.test(digits) && !Number.isSafeInteger(Number(digits));
}

const TIME =
  /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,6})?)?\s*(Z|[+-]\d{2}:?\d{2})?)?)?)?$/i;

/**
 * A day or a time in UTC, as the database reads it. A year or a month begins with its first day and ends with its last.
 * Other spellings are refused: Date.parse guesses at them, the database does not, and no row would be in view.
 */
function readTime(text: string, end: "min" | "max"): string | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const [, year = "", month, day, hour, minute = "00", second = "00", fraction = "", zone] = match;
  const monthNumber = Number(month ?? (end === "min" ? 1 : 12));
  const lastDay = new Date(Date.UTC(Number(year), monthNumber, 0)).getUTCDate();
  const dayNumber = Number(day ?? (end === "min" ? 1 : lastDay));
  if (monthNumber < 1 || monthNumber > 12 || dayNumber < 1 || dayNumber > lastDay) return undefined;
  const date = `${year}-${twoDigits(monthNumber)}-${twoDigits(dayNumber)}`;
  if (hour === undefined) return date;
  const time = `${date}T${twoDigits(Number(hour))}:${minute}:${second}`;
  if (Number(hour) > 23 || Number.isNaN(Date.parse(`${time}Z`))) return undefined;
  if (zone === undefined || zone.toUpperCase() === "Z") return `${time}${fraction}Z`;
  const timeMs = Date.parse(`${time}${zone.replace(/^(...):?/, "$1:")}`);
  return Number.isNaN(timeMs) ? undefined : `${new Date(timeMs).toISOString().slice(0, 19)}${fraction}Z`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/** What a box asks for that it cannot read. */
export function boundHint(type: ColumnType): string {
  switch (type) {
    case "date":
      return "Not a date, such as 2024, 2024-03 or 2024-03-31";
    case "timestamp":
      return "Not a time, such as 2024-03, 2024-03-31 or 2024-03-31 18:30, in UTC";
    default:
      return "Not a number";
  }
}
