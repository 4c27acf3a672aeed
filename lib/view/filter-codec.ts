import { EMPTY_PART, escapePart, NULL_PART, splitParts, unescapePart } from "./escape";
import { endAbove } from "./filter-label";
import type { Filter, PairSide, ValueRange } from "./model";
import { nextBelow } from "./next-below";
import { pairWords, parsePairSets, WITHOUT_PART } from "./pair-codec";
import { normalRanges } from "./ranges";

const FILTER_SPECIAL = /[!~]/g;
const escapeWord = (text: string) => escapePart(text, FILTER_SPECIAL);

/** A filter as its link parameter, `category~in~High School Math~Text Classification`, not yet percent-encoded. */
export function serializeFilter(filter: Filter): string {
  return [escapeWord(filter.column), ...filterWords(filter)].join("~");
}

function filterWords(filter: Filter): string[] {
  switch (filter.kind) {
    case "one-of":
      return [filter.exclude ? "not-in" : "in", ...filter.values.map(serializeValue)];
    case "list":
      return listWords(filter);
    case "ranges": {
      const [only, ...more] = filter.ranges;
      return only === undefined || more.length > 0
        ? [filter.exclude ? "not-within" : "within", ...filter.ranges.map(serializeRange)]
        : singleRangeWords(only, filter.exclude);
    }
    case "contains":
      return [filter.exclude ? "has-not" : "has", escapeWord(filter.text)];
    case "equals":
      return [filter.exclude ? "is-not" : "is", escapeWord(filter.text)];
    case "empty":
      return [filter.exclude ? "not-empty" : "empty"];
    case "pairs":
      return pairWords(filter, ["with", escapeWord(filter.other)], serializeSide);
    case "steps":
      return pairWords(filter, ["then"], escapeWord);
    case "places":
      return pairWords(filter, ["at"], escapeWord);
  }
}

function listWords({ match, values, without }: Extract<Filter, { kind: "list" }>): string[] {
  const left = without.map(escapeWord);
  if (left.length === 0) return [match, ...values.map(escapeWord)];
  const isOnlyWithout = values.length === 0 && match === "any";
  return isOnlyWithout ? ["none", ...left] : [match, ...values.map(escapeWord), WITHOUT_PART, ...left];
}

function singleRangeWords({ min, max }: ValueRange, exclude: boolean): string[] {
  const not = exclude ? "not-" : "";
  const end = max === null ? null : exclusiveEnd(max);
  if (end !== null) {
    const below = ["below", serializeBound(end)];
    return min === null ? [`${not}below`, ...below.slice(1)] : [`${not}from`, serializeBound(min), ...below];
  }
  if (min !== null && max === null) return [`${not}from`, serializeBound(min)];
  if (min === null && max !== null) return [`${not}to`, serializeBound(max)];
  const both = exclude ? "outside" : "between";
  return min === null || max === null ? [both] : [both, serializeBound(min), serializeBound(max)];
}

const BOUNDS_SPECIAL = /[!~,]/g;

/** One of several ranges: `12,13`, `5,below,10`, one number as `7`, and `20,` where it is open. */
function serializeRange({ min, max }: ValueRange): string {
  return min !== null && Object.is(min, max) ? openWord(min) : [openWord(min), ...endWords(max)].join(",");
}

function endWords(max: ValueRange["max"]): string[] {
  const end = max === null ? null : exclusiveEnd(max);
  return end === null ? [openWord(max)] : ["below", openWord(end)];
}

function openWord(bound: number | string | null): string {
  if (bound === null) return "";
  return bound === "" ? EMPTY_PART : serializeBound(bound, BOUNDS_SPECIAL);
}

function parseRange(part: string): ValueRange | undefined {
  const [min, ...ends] = splitParts(part, ",");
  if (min === undefined || part === "") return undefined;
  if (ends.length === 0) return { min: parseOpen(min), max: parseOpen(min) };
  const max = parseEnd(ends);
  return max === undefined ? undefined : { min: parseOpen(min), max };
}

/** The upper end of a range, from `13` or `below,10`. */
function parseEnd([max, end, ...more]: readonly string[]): ValueRange["max"] | undefined {
  if (max === undefined || more.length > 0) return undefined;
  if (end === undefined) return parseOpen(max);
  return max === "below" ? (parseExclusiveEnd(end) ?? undefined) : undefined;
}

function parseOpen(part: string): number | string | null {
  if (part === "") return null;
  return part === EMPTY_PART ? "" : parseBound(part);
}

/** A side of a pair: a value as elsewhere, a bin as `!r0,99` or `!r5,below,10`. */
function serializeSide(side: PairSide): string {
  if (side === null || typeof side === "string") return serializeValue(side);
  return `!r${[openWord(side.min), ...endWords(side.max)].join(",")}`;
}

function parseSide(part: string): PairSide | undefined {
  if (part === NULL_PART) return null;
  if (!part.startsWith("!r")) return unescapePart(part);
  const [min, ...ends] = splitParts(part.slice(2), ",");
  const max = parseEnd(ends);
  if (min === undefined || max === undefined) return undefined;
  // A bin is open at neither end: nothing at all is an empty text.
  return { min: parseOpen(min) ?? "", max: max ?? "" };
}

function serializeValue(value: string | null): string {
  return value === null ? NULL_PART : escapeWord(value);
}

function serializeBound(bound: number | string, special: RegExp = FILTER_SPECIAL): string {
  if (typeof bound === "number") return Object.is(bound, -0) ? "-0" : String(bound);
  const word = escapePart(bound, special);
  // A text that reads as a number is marked, so that it does not come back as one.
  return isNumberWord(word) ? `!t${word}` : word;
}

function parseBound(part: string): number | string {
  if (isNumberWord(part)) return Number(part);
  return unescapePart(part.startsWith("!t") ? part.slice(2) : part);
}

/** Where a bin of fractions ends, 10 for the greatest double below it; null for a bound that is meant as it is. */
function exclusiveEnd(max: number | string): number | null {
  const end = typeof max === "number" ? endAbove(max) : null;
  return end !== null && nextBelow(end) === max ? end : null;
}

/** The greatest number below the bound of a link; null where that is none. */
function parseExclusiveEnd(part: string | undefined): number | null {
  return part !== undefined && isNumberWord(part) ? nextBelow(Number(part)) : null;
}

function isNumberWord(word: string): boolean {
  return word === "-0" || (Number.isFinite(Number(word)) && String(Number(word)) === word);
}

/** The filter a link parameter means; null when it means none. */
export function parseFilter(text: string): Filter | null {
  const [columnPart, operator, ...parts] = splitParts(text, "~");
  if (columnPart === undefined || operator === undefined) return null;
  const column = unescapePart(columnPart);
  const first = parts[0];
  const second = parts[1];
  const exclude = operator.startsWith("not-") || operator === "outside";
  const single = (min: ValueRange["min"], max: ValueRange["max"]): Filter => ({
    ...{ kind: "ranges", column, ranges: [{ min, max }], exclude },
  });
  switch (operator) {
    case "in":
    case "not-in":
      return {
        kind: "one-of",
        column,
        values: parts.map((part) => (part === NULL_PART ? null : unescapePart(part))),
        exclude: operator === "not-in",
      };
    case "any":
    case "all": {
      const end = parts.indexOf(WITHOUT_PART);
      const values = (end < 0 ? parts : parts.slice(0, end)).map(unescapePart);
      const without = end < 0 ? [] : parts.slice(end + 1).map(unescapePart);
      return { kind: "list", column, match: operator, values, without };
    }
    case "none":
      return { kind: "list", column, match: "any", values: [], without: parts.map(unescapePart) };
    case "from":
    case "not-from": {
      if (first === undefined) return null;
      if (parts.length === 1) return single(parseBound(first), null);
      const max = parseExclusiveEnd(parts[2]);
      if (second !== "below" || parts.length > 3 || max === null) return null;
      return single(parseBound(first), max);
    }
    case "below":
    case "not-below": {
      const max = parseExclusiveEnd(first);
      if (max === null || parts.length > 1) return null;
      return single(null, max);
    }
    case "to":
    case "not-to": {
      if (first === undefined || parts.length > 1) return null;
      return single(null, parseBound(first));
    }
    case "between":
    case "outside":
      if (first === undefined) return single(null, null);
      if (second === undefined || parts.length > 2) return null;
      return single(parseBound(first), parseBound(second));
    case "within":
    case "not-within": {
      const ranges = parts.map(parseRange).filter((range) => range !== undefined);
      if (ranges.length < parts.length) return null;
      return { kind: "ranges", column, ranges: normalRanges(ranges), exclude };
    }
    case "has":
    case "has-not":
      if (first === undefined || parts.length > 1) return null;
      return { kind: "contains", column, text: unescapePart(first), exclude: operator === "has-not" };
    case "is":
    case "is-not":
      if (first === undefined || parts.length > 1) return null;
      return { kind: "equals", column, text: unescapePart(first), exclude: operator === "is-not" };
    case "with":
    case "not-with": {
      const sets = parsePairSets(parts.slice(1), exclude, parseSide);
      if (first === undefined || sets === null) return null;
      return { kind: "pairs", column, other: unescapePart(first), ...sets };
    }
    case "then":
    case "not-then":
    case "at":
    case "not-at": {
      const sets = parsePairSets(parts, exclude, unescapePart);
      const kind = operator.endsWith("then") ? "steps" : "places";
      return sets === null ? null : { kind, column, ...sets };
    }
    case "empty":
    case "not-empty":
      return parts.length === 0 ? { kind: "empty", column, exclude: operator === "not-empty" } : null;
    default:
      return null;
  }
}
