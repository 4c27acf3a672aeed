import type { Column } from "@/lib/schema/model";
import { columnsOfFilter, isColumnFilter, subjectOf } from "./filter-subject";
import type { ColumnFilter, Filter, SortKey, ValueRange, ViewState } from "./model";
import { isAnything, normalRanges, withOuterEnd } from "./ranges";

/** The filter on values of a column, or null. A view made by these functions has at most one per column. */
export function filterOn(view: Pick<ViewState, "filters">, column: string): ColumnFilter | null {
  return view.filters.filter(isColumnFilter).find((filter) => filter.column === column) ?? null;
}

/** Sets the filter of its subject, in the place of the one that was there; a filter that asks for nothing removes it. */
export function withFilter(view: ViewState, filter: Filter): ViewState {
  const subject = subjectOf(filter);
  if (asksForNothing(filter)) return withoutFilter(view, subject);
  const at = view.filters.findIndex((old) => subjectOf(old) === subject);
  if (at < 0) return changed(view, [...view.filters, filter]);
  const others = view.filters.filter((old, index) => index > at && subjectOf(old) !== subject);
  return changed(view, [...view.filters.slice(0, at), filter, ...others]);
}

/** Removes every filter on a subject: a column, or what `subjectOf` says. */
export function withoutFilter(view: ViewState, subject: string): ViewState {
  const filters = view.filters.filter((filter) => subjectOf(filter) !== subject);
  return filters.length === view.filters.length ? view : changed(view, filters);
}

/** Removes all filters and the search. */
export function clearFilters(view: ViewState): ViewState {
  return changed({ ...view, search: "" }, []);
}

/** Text searched for inside messages; "" ends the search. */
export function withSearch(view: ViewState, search: string): ViewState {
  return { ...view, search, message: null, walk: null };
}

/** Ticks or unticks one value of a value facet; keeps whether the facet excludes. */
export function toggleValue(view: ViewState, column: string, value: string | null): ViewState {
  const { values, exclude } = oneOf(view, column);
  return withFilter(view, { kind: "one-of", column, values: toggled(values, value), exclude });
}

/** Ticks all of `values` beside those already ticked: "select all found". */
export function selectValues(view: ViewState, column: string, values: readonly (string | null)[]): ViewState {
  const old = oneOf(view, column);
  const all = [...new Set([...old.values, ...values])];
  return withFilter(view, { kind: "one-of", column, values: all, exclude: old.exclude });
}

/** Shows only one value. */
export function selectOnly(view: ViewState, column: string, value: string | null): ViewState {
  return withFilter(view, { kind: "one-of", column, values: [value], exclude: false });
}

/** Hides the rows with one value, beside the values already hidden. */
export function excludeValue(view: ViewState, column: string, value: string | null): ViewState {
  const old = oneOf(view, column);
  const values = old.exclude ? [...new Set([...old.values, value])] : [value];
  return withFilter(view, { kind: "one-of", column, values, exclude: true });
}

/** Whether the ticked values are shown or hidden. */
export function withExclude(view: ViewState, column: string, exclude: boolean): ViewState {
  return withFilter(view, { kind: "one-of", column, values: oneOf(view, column).values, exclude });
}

/** Bounds of a number (or ISO date) column, both inclusive; null leaves one open, two nulls remove the filter. */
export function withBounds(
  view: ViewState,
  column: string,
  min: number | string | null,
  max: number | string | null,
): ViewState {
  return withFilter(view, { kind: "ranges", column, ranges: [{ min, max }], exclude: false });
}

/** Several ranges of a number (or date) column, or all but them; none remove the filter. */
export function withRanges(
  view: ViewState,
  { name, type }: Pick<Column, "name" | "type">,
  ranges: readonly ValueRange[],
  exclude: boolean,
): ViewState {
  return withFilter(view, { kind: "ranges", column: name, ranges: normalRanges(ranges, type), exclude });
}

/** Another lower (or upper) end of all that is selected of a column; null opens it. What is left out makes no difference. */
export function withEnd(
  view: ViewState,
  column: Pick<Column, "name" | "type">,
  end: "min" | "max",
  bound: number | string | null,
): ViewState {
  const old = filterOn(view, column.name);
  const ranges = old?.kind === "ranges" && !old.exclude ? old.ranges : [{ min: null, max: null }];
  return withRanges(view, column, withOuterEnd(ranges, end, bound, column.type), false);
}

/**
 * The next state of a column's header button: ascending, descending, unsorted.
 * With `keepOthers` (Shift) the column is one key of several; without, it is the only one.
 */
export function cycleSort(view: ViewState, column: string, keepOthers: boolean): ViewState {
  const old = view.sort.find((key) => key.column === column);
  const next: SortKey | null =
    old === undefined ? { column, descending: false } : old.descending ? null : { column, descending: true };
  if (!keepOthers) return { ...view, sort: next === null ? [] : [next] };
  if (old === undefined) return { ...view, sort: next === null ? view.sort : [...view.sort, next] };
  const sort = view.sort.map((key) => (key.column === column ? next : key)).filter((key) => key !== null);
  return { ...view, sort };
}

/** Groups teacher models or shows them as they are. Filters on their columns would mean other values, so they go. */
export function withGroupedTeachers(
  view: ViewState,
  groupTeachers: boolean,
  teacherColumns: readonly string[],
): ViewState {
  if (view.groupTeachers === groupTeachers) return view;
  return changed(
    { ...view, groupTeachers },
    view.filters.filter((filter) => !columnsOfFilter(filter).some((name) => teacherColumns.includes(name))),
  );
}

/** Other rows in view are another walk. */
function changed(view: ViewState, filters: readonly Filter[]): ViewState {
  return { ...view, filters, walk: null };
}

function asksForNothing(filter: Filter): boolean {
  switch (filter.kind) {
    case "one-of":
      return filter.values.length === 0;
    case "list":
      return filter.values.length === 0 && filter.without.length === 0;
    case "pairs":
    case "steps":
    case "places":
      return filter.pairs.length === 0 && filter.without.length === 0;
    case "ranges":
      return filter.ranges.every(isAnything);
    case "contains":
      return filter.text === "";
    case "equals":
    case "empty":
      return false;
  }
}

function oneOf(view: ViewState, column: string): { values: readonly (string | null)[]; exclude: boolean } {
  const filter = filterOn(view, column);
  return filter?.kind === "one-of" ? filter : { values: [], exclude: false };
}

/** Values with one of them taken away, or put behind them. */
export function toggled<Value>(values: readonly Value[], value: Value): Value[] {
  return values.includes(value) ? values.filter((old) => old !== value) : [...values, value];
}
