import type { ColumnType } from "@/lib/schema/model";
import { filterOn, withFilter, withoutFilter, withRanges } from "./edit-view";
import { anyOfItems, listOn, withList } from "./list-filter";
import type { ColumnFilter, ValueRange, ViewState } from "./model";
import { holdRange, isAnything, isSameRange, rangesOf, touchRange, withoutRange } from "./ranges";

/** What a gesture on a mark of a chart asks for: a click, a Shift-click, an Alt-click (or the same keys with Enter). */
export type Pick = "only" | "add" | "exclude";

/** Whether a value is let through by the filter of its column: null while the column has none. */
export type PickState = "in" | "out" | null;

/** What a field is filtered by: what is selected, or what is left out. */
interface Chosen<Value> {
  values: readonly Value[];
  exclude: boolean;
}

/**
 * Picks one value of those that can be chosen. A click: only it (again: everything). With Shift it comes to the
 * selection, or leaves it; where values are left out, it is given back. With Alt it is left out, or given back; of a
 * selection it is taken, and what was not selected anyway changes nothing. Where nothing would be left of the
 * selection, all but the value is.
 */
export function pickAmong<Value>(
  old: Chosen<Value>,
  value: Value,
  pick: Pick,
  isSame: (a: Value, b: Value) => boolean = Object.is,
): Chosen<Value> {
  const isNamed = old.values.some((other) => isSame(other, value));
  if (pick === "only") {
    const isOnly = isNamed && old.values.length === 1 && !old.exclude;
    return { values: isOnly ? [] : [value], exclude: false };
  }
  const exclude = pick === "exclude";
  const rest = old.values.filter((other) => !isSame(other, value));
  if (old.values.length === 0 || (rest.length === 0 && exclude && !old.exclude)) {
    return { values: [value], exclude };
  }
  const isSameWay = old.exclude === exclude;
  return { values: isSameWay && !isNamed ? [...old.values, value] : rest, exclude: old.exclude };
}

/** Picks a value of a scalar column. */
export function pickValue(view: ViewState, column: string, value: string | null, pick: Pick): ViewState {
  const old = filterOn(view, column);
  const chosen = old?.kind === "one-of" ? old : { values: [], exclude: false };
  return withFilter(view, { kind: "one-of", column, ...pickAmong(chosen, value, pick) });
}

/**
 * The same for an item of a list column: rows whose list has it, has any (or all) of several, or has none of them. Rows
 * may have an item beside those asked for, so what is left out stands beside the selection, and with Shift an item
 * comes to the selection whatever is left out.
 */
export function pickItem(view: ViewState, column: string, value: string, pick: Pick): ViewState {
  const old = listOn(view, column);
  const isNamed = old.values.includes(value);
  const isWithout = old.without.includes(value);
  const values = old.values.filter((other) => other !== value);
  const without = old.without.filter((other) => other !== value);
  if (pick === "only") {
    const isOnly = isNamed && values.length === 0 && without.length === 0;
    return withList(view, anyOfItems(column, isOnly ? [] : [value]));
  }
  if (isWithout) return withList(view, { ...old, without });
  if (pick === "add") return withList(view, { ...old, values: isNamed ? values : [...values, value] });
  const isTaken = isNamed && values.length > 0;
  return withList(view, { ...old, values, without: isTaken ? without : [...without, value] });
}

/** The same for a bin of numbers or dates; one that lies inside a range is cut out of it. */
export function pickRange(
  view: ViewState,
  column: { readonly name: string; readonly type: ColumnType },
  range: ValueRange,
  pick: Pick,
): ViewState {
  const { name, type } = column;
  const { ranges, exclude } = rangesOf(filterOn(view, name), type) ?? { ranges: [], exclude: false };
  const [first, ...more] = ranges;
  if (pick === "only") {
    const isOnly = first !== undefined && more.length === 0 && !exclude && isSameRange(first, range, type);
    return isOnly ? withoutFilter(view, name) : withRanges(view, column, [range], false);
  }
  const isLeavingOut = pick === "exclude";
  if (ranges.every(isAnything)) return withRanges(view, column, [range], isLeavingOut);
  if (exclude === isLeavingOut && !holdRange(ranges, range, type)) {
    return withRanges(view, column, [...ranges, range], exclude);
  }
  const rest = withoutRange(ranges, range, type);
  if (rest.length > 0) return withRanges(view, column, rest, exclude);
  return isLeavingOut && !exclude ? withRanges(view, column, [range], true) : withoutFilter(view, name);
}

/** How a filter treats one value of its column. */
export function stateOfValue(filter: ColumnFilter | null, value: string | null): PickState {
  if (filter?.kind === "one-of") return filter.values.includes(value) !== filter.exclude ? "in" : "out";
  if (filter?.kind === "list") {
    if (value === null) return filter.values.length === 0 ? "in" : "out";
    if (filter.without.includes(value)) return "out";
    return filter.values.length === 0 || filter.values.includes(value) ? "in" : "out";
  }
  return null;
}

/** Whether a filter names a value to leave it out. */
export function isLeftOut(filter: ColumnFilter | null, value: string | null): boolean {
  if (filter?.kind === "one-of") return filter.exclude && filter.values.includes(value);
  return filter?.kind === "list" && value !== null && filter.without.includes(value);
}

/** Whether a filter lets through anything that a bin can hold. */
export function isReached(filter: ColumnFilter | null, range: ValueRange, type: ColumnType): boolean {
  const chosen = rangesOf(filter, type);
  if (chosen === null) return true;
  const { ranges, exclude } = chosen;
  return exclude ? !holdRange(ranges, range, type) : touchRange(ranges, range, type);
}

/** How a filter treats a bin of its column: "in" when all of it is let through, "out" when nothing is, null between. */
export function stateOfRange(filter: ColumnFilter | null, range: ValueRange, type: ColumnType): PickState {
  const chosen = rangesOf(filter, type);
  if (chosen === null) return null;
  const { ranges, exclude } = chosen;
  const [isTouched, isHeld] = [touchRange(ranges, range, type), holdRange(ranges, range, type)];
  if (exclude ? !isTouched : isHeld) return "in";
  return (exclude ? isHeld : !isTouched) ? "out" : null;
}
