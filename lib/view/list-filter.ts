import { filterOn, toggled, withFilter } from "./edit-view";
import type { Filter, ViewState } from "./model";

type ListFilter = Extract<Filter, { kind: "list" }>;

/** Rows whose list holds any of some items. */
export function anyOfItems(column: string, values: readonly string[]): ListFilter {
  return { kind: "list", column, match: "any", values, without: [] };
}

/**
 * Ticks or unticks one value of a list facet; keeps whether any or all are asked for ("any" at first). One that is left
 * out is given back; where values are only left out, the value is too.
 */
export function toggleListValue(view: ViewState, column: string, value: string): ViewState {
  const old = listOn(view, column);
  const { values, without } = old;
  return withList(view, {
    ...old,
    ...(without.includes(value) || isOnlyWithout(old)
      ? { without: toggled(without, value) }
      : { values: toggled(values, value) }),
  });
}

/** Ticks all of `more` beside those already ticked, or leaves them out where values are only left out. */
export function selectListValues(view: ViewState, column: string, more: readonly string[]): ViewState {
  const old = listOn(view, column);
  const { values, without } = old;
  return withList(view, {
    ...old,
    ...(isOnlyWithout(old)
      ? { without: [...new Set([...without, ...more])] }
      : {
          values: [...new Set([...values, ...more])],
          without: without.filter((value) => !more.includes(value)),
        }),
  });
}

/** Asks for any or all of the ticked values of a list facet, or leaves out all that are named. */
export function withListMatch(
  view: ViewState,
  column: string,
  match: ListFilter["match"] | "none",
): ViewState {
  const old = listOn(view, column);
  const { values, without } = old;
  if (match === "none") {
    return withList(view, { ...old, values: [], without: [...new Set([...without, ...values])] });
  }
  return withList(view, { ...old, match, ...(isOnlyWithout(old) ? { values: without, without: [] } : {}) });
}

/** Whether a filter names items of lists only to leave them out. */
export function isOnlyWithout({ values, without }: Pick<ListFilter, "values" | "without">): boolean {
  return values.length === 0 && without.length > 0;
}

/** The filter on items of a list column; one that asks for nothing where there is none. */
export function listOn(view: Pick<ViewState, "filters">, column: string): ListFilter {
  const filter = filterOn(view, column);
  return filter?.kind === "list" ? filter : anyOfItems(column, []);
}

/** Sets the filter on items of a list column. What is asked of no items is asked of any. */
export function withList(view: ViewState, filter: ListFilter): ViewState {
  return withFilter(view, filter.values.length === 0 ? { ...filter, match: "any" } : filter);
}
