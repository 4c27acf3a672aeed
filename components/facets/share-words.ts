import { formatUnits } from "@/components/ui";

/** What is left where a facet's own filter is not asked for. */
export interface RowsAround {
  rows: number;
  hasFilters: boolean;
  hasSearch: boolean;
  /** False while more rows may come. */
  isFinal: boolean;
}

/**
 * What the percentages of a facet are of, as in `the 1,520 rows that the other filters leave`: not of the rows beside
 * them, which are those of the value in all of the data.
 */
export function wholeWords({ rows, hasFilters, hasSearch, isFinal }: RowsAround): string {
  const count = `${formatUnits(rows, "row")}${isFinal ? "" : " so far"}`;
  if (!hasFilters && !hasSearch) return `all ${count}`;
  const left = hasFilters
    ? `the other filters${hasSearch ? " and the search" : ""} leave`
    : "the search leaves";
  return `the ${count} that ${left}`;
}
