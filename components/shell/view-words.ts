import type { ViewState } from "@/lib/view";
import type { SearchState } from "./use-search";

/** Why it cannot be told which rows are in view, where rows would be saved. */
export function unknownWords(view: ViewState, search: SearchState): string {
  const isSearched =
    view.search === "" || (search.text === view.search && !search.isRunning && search.error === null);
  if (isSearched) return "Rows can be saved once your marks are here";
  return search.error === null
    ? "Rows can be saved once the search is done"
    : "The search failed: clear it to save rows";
}

/** What leaves rows out of the view, as in `the filters and the search`; null where every row is in view. */
export function leftOutWords(view: ViewState): string | null {
  const { filters, search } = view;
  const words = [
    ...(filters.length === 0 ? [] : [filters.length === 1 ? "the filter" : "the filters"]),
    ...(search === "" ? [] : ["the search"]),
  ];
  return words.length === 0 ? null : words.join(" and ");
}
