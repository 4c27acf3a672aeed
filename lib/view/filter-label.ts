import { columnLabel } from "@/lib/schema/column-label";
import { OWN_COLUMNS } from "@/lib/schema/model";
import { columnsOfFilter } from "./filter-subject";
import type { Filter, PairSide, ValueRange, ViewState } from "./model";

const SHOWN_VALUES = 3;
/** A double has 15 digits of its own; a bound with fewer was rounded by a person or a bin. */
const ROUND_DIGITS = 12;

/** A filter in words, for its chip: "category is High School Math or General Math", "turns from 2 to 5". */
export function filterLabel(filter: Filter): string {
  const ofGroup = duplicatesLabel(filter, null);
  if (ofGroup !== null) return ofGroup;
  const columns = columnsOfFilter(filter).map(columnLabel).join(" with ");
  return `${columns} ${condition(filter)}`;
}

/**
 * A filter on what duplicates have in common, which is a hash, in words: "same conversation as row 1,235". `firstRow` is the
 * first row of the group, from 0; null while it is not known. null for any other filter.
 */
export function duplicatesLabel(filter: Filter, firstRow: number | null): string | null {
  const what = filter.kind === "equals" ? HASHED[filter.column] : undefined;
  if (filter.kind !== "equals" || what === undefined) return null;
  const row = firstRow === null ? "" : `row ${(firstRow + 1).toLocaleString("en-US")}`;
  if (filter.exclude) return `another ${what} than ${row === "" ? "that of a group of duplicates" : row}`;
  return `same ${what}${row === "" ? "" : ` as ${row}`}`;
}

const HASHED: Readonly<Record<string, string>> = {
  [OWN_COLUMNS.hash]: "conversation",
  [OWN_COLUMNS.promptHash]: "prompt",
};

/** The search in words, for its chip. */
export function searchLabel(text: string): string {
  return `messages contain “${text}”`;
}

/** What the rows in view have in common, in words: of the search, as its chip stands first, and of each filter. */
export function conditionLabels({ filters, search }: Pick<ViewState, "filters" | "search">): string[] {
  return [...(search === "" ? [] : [searchLabel(search)]), ...filters.map(filterLabel)];
}

function condition(filter: Filter): string {
  switch (filter.kind) {
    case "one-of":
      return `${filter.exclude ? "is not" : "is"} ${joinValues(filter.values.map(valueWords), "or")}`;
    case "list": {
      const { match, values, without } = filter;
      const several = values.length > 1 ? `${match} of ` : "";
      const words = joinValues(values.map(valueWords), match === "all" ? "and" : "or");
      const has = values.length === 0 && without.length > 0 ? [] : [`${several}${words}`];
      const lacks = without.length === 0 ? [] : [`none of ${joinValues(without.map(valueWords), "or")}`];
      return `has ${[...has, ...lacks].join(", ")}`;
    }
    case "ranges": {
      const [only, ...more] = filter.ranges;
      if (only === undefined || more.length > 0) {
        return `${filter.exclude ? "is not" : "is"} ${joinValues(filter.ranges.map(rangeWords), "or")}`;
      }
      const { min, max } = only;
      const not = filter.exclude ? "not " : "";
      if (min !== null && min === max) return `is ${not}${boundWords(min)}`;
      if (min !== null && max !== null) return `${not}from ${rangeWords(only)}`;
      if (min === null && max === null) return filter.exclude ? "is nothing" : "is anything";
      return `${not}${rangeWords(only)}`;
    }
    case "contains":
      return `${filter.exclude ? "does not contain" : "contains"} “${filter.text}”`;
    case "equals":
      return `${filter.exclude ? "is not exactly" : "is exactly"} “${filter.text}”`;
    case "empty":
      return filter.exclude ? "is not empty" : "is empty";
    case "pairs":
      return pairsCondition(filter, (pair) => pair.map(sideWords).join(" with "), ["is", "is not"]);
    case "steps":
      return pairsCondition(filter, (step) => step.map(valueWords).join(" then "), HAS);
    case "places":
      return pairsCondition(filter, ([place, item]) => `${valueWords(item)} at ${placeWords(place)}`, HAS);
  }
}

const HAS = ["has", "does not have"] as const;

/** "has a then b or c then d, but not e then f", "does not have e then f". */
function pairsCondition<Of>(
  { pairs, without }: { pairs: readonly Of[]; without: readonly Of[] },
  words: (pair: Of) => string,
  [has, hasNot]: readonly [string, string],
): string {
  const left = joinValues(without.map(words), "or");
  if (pairs.length === 0 && without.length > 0) return `${hasNot} ${left}`;
  const asked = `${has} ${joinValues(pairs.map(words), "or")}`;
  return without.length === 0 ? asked : `${asked}, but not ${left}`;
}

function valueWords(value: string | null): string {
  if (value === null) return "no value";
  return value === "" ? "empty text" : value;
}

function sideWords(side: PairSide): string {
  if (side === null || typeof side === "string") return valueWords(side);
  return rangeWords(side);
}

/** "3", "12 to 13", "5 to below 10", "at least 20". */
function rangeWords({ min, max }: ValueRange): string {
  if (min !== null && min === max) return boundWords(min);
  if (min !== null && max !== null) return `${boundWords(min)} to ${endWords(max)}`;
  if (min !== null) return `at least ${boundWords(min)}`;
  return max === null ? "anything" : atMost(max);
}

/** Several ranges of a filter in words: "12 to 13 or 20 to 25". */
export function rangesLabel(ranges: readonly ValueRange[]): string {
  return joinValues(ranges.map(rangeWords), "or");
}

function placeWords(place: string): string {
  return place.endsWith("+") ? `place ${place.slice(0, -1)} or later` : `place ${place}`;
}

/** All digits of a number: a filter that is told rounded is another one. */
function boundWords(bound: number | string): string {
  if (typeof bound !== "number") return bound;
  if (Math.abs(bound) > Number.MAX_SAFE_INTEGER) return bound.toExponential();
  const [whole = "", ...rest] = String(bound).split(/(?=[.e])/);
  return [Number(whole).toLocaleString("en-US"), ...rest].join("");
}

function atMost(max: number | string): string {
  const words = endWords(max);
  return words.startsWith("below ") ? words : `at most ${words}`;
}

function endWords(max: number | string): string {
  const end = typeof max === "number" ? endAbove(max) : null;
  return end === null ? boundWords(max) : `below ${boundWords(end)}`;
}

/** The round number that `max` is the greatest double below, as where a bin of fractions ends; null where it is none. */
export function endAbove(max: number): number | null {
  if (max === -Number.MIN_VALUE) return 0;
  const round = Number(max.toPrecision(ROUND_DIGITS));
  return round > max && round - max <= Math.abs(max) * Number.EPSILON ? round : null;
}

function joinValues(values: readonly string[], conjunction: "or" | "and"): string {
  if (values.length === 0) return "nothing";
  if (values.length === 1) return values[0] ?? "";
  const shown = values.length > SHOWN_VALUES + 1 ? values.slice(0, SHOWN_VALUES) : values.slice(0, -1);
  const last = values.length > SHOWN_VALUES + 1 ? `${values.length - SHOWN_VALUES} more` : values.at(-1);
  return `${shown.join(", ")} ${conjunction} ${last}`;
}
