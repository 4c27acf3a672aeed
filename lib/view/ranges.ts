import type { ColumnType } from "@/lib/schema/model";
import type { ColumnFilter, ValueRange } from "./model";
import { nextAbove, nextBelow } from "./next-below";
import { dayText, isLastOfDay, placeOfTime, timeText } from "./time-place";

/** Where a bound stands among all others of its kind: a number as it is, its digits, or microseconds of a time. */
type Place = number | bigint;
type Bound = number | string;

interface Span {
  range: ValueRange;
  /** Both inclusive; infinite where the range is open. */
  start: Place;
  end: Place;
}

/** Everything, rows without a value too. */
export function isAnything({ min, max }: ValueRange): boolean {
  return min === null && max === null;
}

/**
 * The same values in as few ranges as can be, from the lowest to the highest: what overlaps or touches is one range.
 * Whole numbers touch as 9 and 10, where `type` says that all are whole. Ranges with a bound that cannot be compared,
 * such as a word in a link, stay as they are.
 */
export function normalRanges(
  ranges: readonly ValueRange[],
  type: ColumnType | null = null,
): readonly ValueRange[] {
  if (ranges.length < 2) return ranges;
  if (ranges.some(isAnything)) return [{ min: null, max: null }];
  const spans = spansOf(ranges, type);
  if (spans === null) return ranges;
  const filled = spans.filter(({ start, end }) => start <= end);
  if (filled.length === 0) return ranges.slice(0, 1);
  const joined: Span[] = [];
  for (const span of filled.toSorted((a, b) => compare(a.start, b.start))) {
    const last = joined.at(-1);
    // "Any number" is less than anything: it leaves out the rows that have none.
    const isOpen = last?.range.min === null && span.range.max === null;
    if (last === undefined || isOpen || !(span.start <= last.end || areNext(last.end, span.start, type))) {
      joined.push({ ...span });
    } else if (span.end > last.end) {
      last.end = span.end;
      last.range = { min: last.range.min, max: span.range.max };
    }
  }
  return joined.map(({ range }) => range);
}

/** Whether one of several ranges holds all of another. */
export function holdRange(ranges: readonly ValueRange[], range: ValueRange, type: ColumnType): boolean {
  const [wanted, ...spans] = spansOf([range, ...normalRanges(ranges, type)], type) ?? [];
  return wanted !== undefined && spans.some(({ start, end }) => start <= wanted.start && wanted.end <= end);
}

/** Whether a value can be in one of several ranges and in another one. */
export function touchRange(ranges: readonly ValueRange[], range: ValueRange, type: ColumnType): boolean {
  const [wanted, ...spans] = spansOf([range, ...ranges], type) ?? [];
  return wanted !== undefined && spans.some(({ start, end }) => start <= wanted.end && wanted.start <= end);
}

/** Several ranges without the values of another: one that holds it is cut in two. */
export function withoutRange(
  ranges: readonly ValueRange[],
  cut: ValueRange,
  type: ColumnType,
): readonly ValueRange[] {
  const [gone, ...spans] = spansOf([cut, ...normalRanges(ranges, type)], type) ?? [];
  if (gone === undefined) return ranges;
  return spans.flatMap(({ range, start, end }) => {
    if (end < gone.start || start > gone.end) return [range];
    return [
      ...(start < gone.start && cut.min !== null ? [{ min: range.min, max: before(cut.min, type) }] : []),
      ...(end > gone.end && cut.max !== null ? [{ min: after(cut.max, type), max: range.max }] : []),
    ].filter((rest) => spansOf([rest], type)?.every((span) => span.start <= span.end));
  });
}

/**
 * Several ranges with another lower (or upper) end of them all; null opens it. Those wholly beyond it go, the one that it
 * stands in is cut, and the outermost that is left reaches to it. One of them stays, even if nothing is left of it.
 */
export function withOuterEnd(
  ranges: readonly ValueRange[],
  end: "min" | "max",
  bound: Bound | null,
  type: ColumnType,
): readonly ValueRange[] {
  const sorted = normalRanges(ranges, type);
  const [limit, ...spans] = spansOf([{ min: null, max: null, [end]: bound }, ...sorted], type) ?? [];
  if (limit === undefined) return [{ min: null, max: null, [end]: bound }];
  const left = spans.filter((span) => (end === "min" ? span.end >= limit.start : span.start <= limit.end));
  const kept = left.length > 0 ? left : end === "min" ? spans.slice(-1) : spans.slice(0, 1);
  const outermost = end === "min" ? 0 : kept.length - 1;
  return kept.map(({ range, start, end: last }, place) => {
    const isCut = end === "min" ? start < limit.start : last > limit.end;
    return place === outermost || isCut ? { ...range, [end]: bound } : range;
  });
}

/** Whether two ranges hold the same values. */
export function isSameRange(a: ValueRange, b: ValueRange, type: ColumnType): boolean {
  if (a.min === b.min && a.max === b.max) return true;
  return holdRange([a], b, type) && holdRange([b], a, type);
}

/** The ranges that a filter asks for or leaves out, single numbers among them; null where it is about something else. */
export function rangesOf(
  filter: ColumnFilter | null,
  type: ColumnType,
): { ranges: readonly ValueRange[]; exclude: boolean } | null {
  if (filter?.kind === "ranges") return filter;
  if (filter?.kind !== "one-of" || (type !== "integer" && type !== "double")) return null;
  const numbers = filter.values.map((value) => numberOf(value, type));
  const ranges = numbers.flatMap((number) => (number === null ? [] : [{ min: number, max: number }]));
  return ranges.length < numbers.length ? null : { ranges, exclude: filter.exclude };
}

/** A number as its text says it; digits that a double would round stay text. */
export function numberOf(text: string | null, type: "integer" | "double"): Bound | null {
  if (text === null || text.trim() === "") return null;
  if (type === "integer") return DIGITS.test(text) ? boundOf(BigInt(text)) : null;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}

const DIGITS = /^-?\d{1,38}$/;

/** null where a bound cannot be compared with the others. Without a type, all bounds must be of one kind. */
function spansOf(ranges: readonly ValueRange[], type: ColumnType | null): Span[] | null {
  const bounds = ranges.flatMap(({ min, max }) => [min, max]).filter((bound) => bound !== null);
  const isNumber = (bound: Bound) => typeof bound === "number" || DIGITS.test(bound);
  const areTimes = type === null ? !bounds.some(isNumber) : isTimeType(type);
  const spans = ranges.map((range) => {
    const start = range.min === null ? Number.NEGATIVE_INFINITY : placeOf(range.min, "min", areTimes);
    const end = range.max === null ? Number.POSITIVE_INFINITY : placeOf(range.max, "max", areTimes);
    return start === null || end === null ? null : { range, start, end };
  });
  return spans.every((span) => span !== null) ? spans : null;
}

function placeOf(bound: Bound, end: "min" | "max", isTime: boolean): Place | null {
  if (isTime) return placeOfTime(bound, end);
  if (typeof bound === "number") return Number.isFinite(bound) ? bound : null;
  return DIGITS.test(bound) ? BigInt(bound) : null;
}

/** Whether nothing can be between two places. */
function areNext(end: Place, start: Place, type: ColumnType | null): boolean {
  if (typeof end === "bigint" && typeof start === "bigint" && type !== null && isTimeType(type)) {
    return end + 1n === start;
  }
  if (type === "integer") return wholeFrom(start) === wholeTo(end) + 1n;
  if (typeof end === "bigint" || typeof start === "bigint") return false;
  return Number.isFinite(start) && nextBelow(start) === end;
}

function before(bound: Bound, type: ColumnType): Bound {
  const place = placeOf(bound, "min", isTimeType(type)) ?? 0;
  if (isTimeType(type)) {
    const end = BigInt(place) - 1n;
    return isLastOfDay(end) ? dayText(end) : timeText(end);
  }
  return type === "integer" ? boundOf(wholeFrom(place) - 1n) : nextBelow(Number(place));
}

function after(bound: Bound, type: ColumnType): Bound {
  const place = placeOf(bound, "max", isTimeType(type)) ?? 0;
  if (isTimeType(type)) {
    const start = BigInt(place) + 1n;
    return isLastOfDay(start - 1n) ? dayText(start) : timeText(start);
  }
  return type === "integer" ? boundOf(wholeTo(place) + 1n) : nextAbove(Number(place));
}

function isTimeType(type: ColumnType): boolean {
  return type === "date" || type === "timestamp";
}

function wholeFrom(place: Place): bigint {
  return typeof place === "bigint" ? place : BigInt(Math.ceil(place));
}

function wholeTo(place: Place): bigint {
  return typeof place === "bigint" ? place : BigInt(Math.floor(place));
}

function boundOf(whole: bigint): Bound {
  const number = Number(whole);
  return Number.isSafeInteger(number) ? number : String(whole);
}

function compare(a: Place, b: Place): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
