import { type Column, columnLabel, HASH_COLUMNS, isMarkColumn } from "@/lib/schema";
import type { ViewState } from "@/lib/view";

/** Whether a view filters or sorts by marks, which are in this browser only. */
export function isOfMarks(view: ViewState): boolean {
  return [...view.filters, ...view.sort].some(({ column }) => isMarkColumn(column));
}

/**
 * The part of a view that this dataset can answer, and the names of columns it lacks: of the data, and of marks, which
 * are in another browser.
 */
export function usableView(
  view: ViewState,
  columns: readonly Column[],
): { view: ViewState; missing: string[]; missingMarks: string[] } {
  const known = new Set([...columns, ...HASH_COLUMNS].map((column) => column.name));
  const filters = view.filters.filter((filter) => known.has(filter.column));
  const sort = view.sort.filter((key) => known.has(key.column));
  const named = [
    ...view.filters,
    ...view.sort,
    ...Object.values(view.roles)
      .flat()
      .map((column) => ({ column })),
  ];
  const missing = [...new Set(named.map(({ column }) => column).filter((name) => !known.has(name)))];
  if (missing.length === 0) return { view, missing, missingMarks: [] };
  return {
    view: { ...view, filters, sort },
    missing: missing.filter((name) => !isMarkColumn(name)).map(columnLabel),
    missingMarks: missing.filter(isMarkColumn).map(columnLabel),
  };
}
