import {
  type ColumnFilter,
  type Pair,
  type PairFilter,
  type PairSide,
  rectanglesOf,
  type TextPair,
} from "@/lib/view";
import { quoteText, quoteTexts } from "./quote";

/** True where both sides of one of some pairs hold. What goes with the same first side is asked together. */
export function pairsSql(
  { column, other }: Pick<Extract<PairFilter, { kind: "pairs" }>, "column" | "other">,
  pairs: readonly Pair[],
  toSql: (filter: ColumnFilter) => string,
): string {
  const bySide = new Map<string, { first: PairSide; seconds: PairSide[] }>();
  for (const [first, second] of pairs) {
    const key = JSON.stringify(first);
    const known = bySide.get(key);
    if (known === undefined) bySide.set(key, { first, seconds: [second] });
    else known.seconds.push(second);
  }
  const conditions = [...bySide.values()].map(({ first, seconds }) => {
    const [ones] = filtersOf(column, [first]);
    const others = filtersOf(other, seconds).map((filter) => `(${toSql(filter)})`);
    return ones === undefined ? "false" : `((${toSql(ones)}) AND (${others.join(" OR ")}))`;
  });
  return anyOf(conditions);
}

function filtersOf(column: string, sides: readonly PairSide[]): ColumnFilter[] {
  const values = sides.filter((side) => side === null || typeof side === "string");
  const bins = sides.filter((side) => side !== null && typeof side !== "string");
  return [
    ...(values.length === 0 ? [] : [{ kind: "one-of" as const, column, values, exclude: false }]),
    ...(bins.length === 0 ? [] : [{ kind: "ranges" as const, column, ranges: bins, exclude: false }]),
  ];
}

/** True where one item of a list comes right after another. `list` is SQL of a list of texts. */
export function stepsSql(list: string, steps: readonly TextPair[]): string {
  const areSteps = rectanglesOf(steps).map(
    ({ firsts, seconds }) =>
      `(${list}[i - 1] IN (${textsOf(firsts)}) AND ${list}[i] IN (${textsOf(seconds)}))`,
  );
  return `len(list_filter(range(2, len(${list}) + 1), lambda i: ${areSteps.join(" OR ")})) > 0`;
}

/** True where an item of a list stands at a place. */
export function placesSql(list: string, places: readonly TextPair[]): string {
  const conditions = rectanglesOf(places).flatMap(({ firsts, seconds }) =>
    firsts.map((place) => {
      const [, number, isOpen] = /^(\d{1,9})(\+?)$/.exec(place) ?? [];
      if (number === undefined) return "false";
      return isOpen
        ? `list_has_any(list_slice(${list}, ${number}, len(${list})), ${quoteTexts(seconds)})`
        : `${list}[${number}] IN (${textsOf(seconds)})`;
    }),
  );
  return anyOf(conditions);
}

function textsOf(texts: readonly string[]): string {
  return texts.map(quoteText).join(", ");
}

function anyOf(conditions: readonly string[]): string {
  return `(${conditions.join(" OR ")})`;
}
