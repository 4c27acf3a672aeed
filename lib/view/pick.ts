import type { ColumnType } from "@/lib/schema/model";
import { filterOn, withFilter, withoutFilter, withRanges } from "./edit-view";
import { anyOfItems, listOn, withList } from "./list-filter";
import type { ColumnFilter, ValueRange, ViewState } from "./model";
import { type Pick, pickAllAmong, pickAmong, pickBeside } from "./pick-among";
import { holdRange, isAnything, isSameRange, rangesOf, touchRange, withoutRange } from "./ranges";

/** Whether a value is let through by the filter of its column: null while the column has none. */
export type PickState = "in" | "out" | null;

/** Picks a value of a scalar column. */
export function pickValue(view: ViewState, column: string, value: string | null, pick: Pick): ViewState {
  return withFilter(view, {
    ...{ kind: "one-of", column },
    ...pickAmong(chosenOf(view, column), value, pick),
  });
}

/** Picks several values of a scalar column, as a drag does. */
export function pickValues(
  view: ViewState,
  column: string,
  values: readonly (string | null)[],
  pick: Pick,
): ViewState {
  return withFilter(view, {
    ...{ kind: "one-of", column },
    ...pickAllAmong(chosenOf(view, column), values, pick),
  });
}

function chosenOf(view: ViewState, column: string) {
  const old = filterOn(view, column);
  return old?.kind === "one-of" ? old : { values: [], exclude: false };
}

/** The same for an item of a list column: rows whose list has it, has any (or all) of several, or has none of them. */
export function pickItem(view: ViewState, column: string, value: string, pick: Pick): ViewState {
  const { values, without } = listOn(view, column);
  const isOnly = values.length === 1 && values.includes(value) && without.length === 0;
  return pickItems(view, column, pick === "only" && isOnly ? [] : [value], pick);
}

/** Picks several items of a list column, as a drag does. */
export function pickItems(view: ViewState, column: string, values: readonly string[], pick: Pick): ViewState {
  if (pick === "only") return withList(view, anyOfItems(column, values));
  const old = listOn(view, column);
  return withList(view, { ...old, ...pickBeside(old, values, pick) });
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
