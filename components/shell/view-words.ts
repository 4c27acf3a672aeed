import type { ViewState } from "@/lib/view";

/** What leaves rows out of the view, as in `the filters and the search`; null where every row is in view. */
export function leftOutWords(view: ViewState): string | null {
  const { filters, search } = view;
  const words = [
    ...(filters.length === 0 ? [] : [filters.length === 1 ? "the filter" : "the filters"]),
    ...(search === "" ? [] : ["the search"]),
  ];
  return words.length === 0 ? null : words.join(" and ");
}
