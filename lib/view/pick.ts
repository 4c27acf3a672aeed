import { filterOn, withBounds, withFilter, withoutFilter } from "./edit-view";
import type { ColumnFilter, ViewState } from "./model";

/** What a gesture on a mark of a chart asks for: a click, a Shift-click, an Alt-click (or the same keys with Enter). */
export type Pick = "only" | "add" | "exclude";

/** Bounds of a bin, both inclusive; null where it is open. */
export interface PickedRange {
  min: number | string | null;
  max: number | string | null;
}

/** Whether a value is let through by the filter of its column: null while the column has none. */
export type PickState = "in" | "out" | null;

/**
 * Picks a value of a scalar column: only it (again: everything), it beside the others, or all but it. Picking what is
 * picked already takes it back.
 */
export function pickValue(view: ViewState, column: string, value: string | null, pick: Pick): ViewState {
  const exclude = pick === "exclude";
  const old = filterOn(view, column);
  const values = old?.kind === "one-of" && old.exclude === exclude ? old.values : [];
  return withFilter(view, { kind: "one-of", column, values: picked(values, value, pick), exclude });
}

/** The same for an item of a list column: rows whose list has it, has any of several, or has none of them. */
export function pickItem(view: ViewState, column: string, value: string, pick: Pick): ViewState {
  const old = filterOn(view, column);
  const isSameWay = old?.kind === "list" && (old.match === "none") === (pick === "exclude");
  const values = isSameWay ? old.values : [];
  const match = pick === "exclude" ? "none" : isSameWay && pick === "add" ? old.match : "any";
  return withFilter(view, { kind: "list", column, values: picked(values, value, pick), match });
}

/** Picks a bin: only it (again: everything), the range from the picked one to it, or all but it. */
export function pickRange(view: ViewState, column: string, range: PickedRange, pick: Pick): ViewState {
  const old = filterOn(view, column);
  if (pick === "exclude") {
    if (old?.kind === "outside" && isSameRange(old, range)) return withoutFilter(view, column);
    return withFilter(view, { kind: "outside", column, ...range });
  }
  if (old?.kind !== "between") return withBounds(view, column, range.min, range.max);
  if (pick === "add") {
    return withBounds(view, column, lower(old.min, range.min), upper(old.max, range.max));
  }
  if (isSameRange(old, range)) return withoutFilter(view, column);
  return withBounds(view, column, range.min, range.max);
}

/** How a filter treats one value of its column. */
export function stateOfValue(filter: ColumnFilter | null, value: string | null): PickState {
  if (filter?.kind === "one-of") return filter.values.includes(value) !== filter.exclude ? "in" : "out";
  if (filter?.kind === "list") {
    const isNamed = value !== null && filter.values.includes(value);
    return isNamed !== (filter.match === "none") ? "in" : "out";
  }
  return null;
}

/** Whether a filter names a value to leave it out. */
export function isLeftOut(filter: ColumnFilter | null, value: string | null): boolean {
  if (filter?.kind === "one-of") return filter.exclude && filter.values.includes(value);
  return (
    filter?.kind === "list" && filter.match === "none" && value !== null && filter.values.includes(value)
  );
}

/** How a filter treats a bin: "in" when all of it is let through. Bounds are numbers on one scale. */
export function stateOfRange(
  filter: ColumnFilter | null,
  range: { start: number; end: number },
  toNumber: (bound: number | string) => number,
): PickState {
  if (filter?.kind !== "between" && filter?.kind !== "outside") return null;
  const min = filter.min === null ? Number.NEGATIVE_INFINITY : toNumber(filter.min);
  const max = filter.max === null ? Number.POSITIVE_INFINITY : toNumber(filter.max);
  const isInside = range.start >= min && range.start <= max && range.end >= min && range.end <= max;
  return isInside === (filter.kind === "between") ? "in" : "out";
}

function picked<Value>(old: readonly Value[], value: Value, pick: Pick): Value[] {
  if (pick === "only") return old.length === 1 && old[0] === value ? [] : [value];
  return old.includes(value) ? old.filter((other) => other !== value) : [...old, value];
}

function isSameRange(a: PickedRange, b: PickedRange): boolean {
  return a.min === b.min && a.max === b.max;
}

function lower(a: PickedRange["min"], b: PickedRange["min"]): PickedRange["min"] {
  if (a === null || b === null) return null;
  return a < b ? a : b;
}

function upper(a: PickedRange["max"], b: PickedRange["max"]): PickedRange["max"] {
  if (a === null || b === null) return null;
  return a > b ? a : b;
}
