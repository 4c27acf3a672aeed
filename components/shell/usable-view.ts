import { type Column, columnLabel, HASH_COLUMNS, isMarkColumn } from "@/lib/schema";
import { columnsOfFilter, type ViewState } from "@/lib/view";

/** Whether a view filters or sorts by marks, which are in this browser only. */
export function isOfMarks(view: ViewState): boolean {
  const sorted = view.sort.map(({ column }) => column);
  return [...view.filters.flatMap(columnsOfFilter), ...sorted].some(isMarkColumn);
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
  const filters = view.filters.filter((filter) => columnsOfFilter(filter).every((name) => known.has(name)));
  const sort = view.sort.filter((key) => known.has(key.column));
  const named = [
    ...view.filters.flatMap(columnsOfFilter),
    ...view.sort.map(({ column }) => column),
    ...Object.values(view.roles).flat(),
  ];
  const missing = [...new Set(named.filter((name) => !known.has(name)))];
  if (missing.length === 0) return { view, missing, missingMarks: [] };
  return {
    view: { ...view, filters, sort },
    missing: missing.filter((name) => !isMarkColumn(name)).map(columnLabel),
    missingMarks: missing.filter(isMarkColumn).map(columnLabel),
  };
}
