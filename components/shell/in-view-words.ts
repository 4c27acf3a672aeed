import { formatCount, formatPercent, formatUnits } from "@/components/ui";
import type { SearchProgress } from "@/lib/search";

/** What is on its way while the rows that are counted are those of the view before. */
export type CountAhead = "searching" | "counting" | "failed";

/** What is on its way while the rows on the screen stand in another order, as in `sorting 44,866 rows by prompt`. */
export function sortingWords(rows: number | null, by: readonly string[]): string {
  const subject = rows === null ? "" : `${formatUnits(rows, "row")} `;
  return `sorting ${subject}by ${by.join(", then ")}`;
}

/** A column by which rows are sorted, as people call it. */
export interface NamedSortKey {
  name: string;
  isDescending: boolean;
}

/** In which order the rows on the screen are, as in `Sorted by source, then total_tokens, descending`. */
export function sortedWords(sort: readonly NamedSortKey[]): string {
  const keys = sort.map(({ name, isDescending }) => `${name}${isDescending ? ", descending" : ""}`);
  return `Sorted by ${keys.join(", then ")}`;
}

/** That a search has found what is counted, in a share of the rows; null where the share is not known. */
interface SearchedWords {
  share: string | null;
}

/** Where a count is of what a search has found in some of the rows; null where it is of all, or nothing is searched. */
export function searchedWords(searched: SearchProgress | null): SearchedWords | null {
  if (searched === null || isThroughAll(searched)) return null;
  return { share: searchedShare(searched) };
}

/** Whether a search has looked through all rows there are and will be. */
export function isThroughAll({ searchedRows, totalRows, hasAllRows }: SearchProgress): boolean {
  return hasAllRows && searchedRows >= totalRows;
}

/** Of which share of the rows a search is through; null once it is through them all, and while more are to come. */
export function searchedShare({ searchedRows, totalRows, hasAllRows }: SearchProgress): string | null {
  return hasAllRows && searchedRows < totalRows ? formatPercent(searchedRows, totalRows) : null;
}

/** Behind what was found, as in `found in 12.3% so far`. */
export function foundWords({ share }: SearchedWords): string {
  return `found${share === null ? "" : ` in ${share}`} so far`;
}

const AHEAD_WORDS: Record<CountAhead, string> = {
  searching: "searching…",
  counting: "counting…",
  failed: "search failed",
};

/**
 * How many rows are in view, as in `1,174 of 44,866 rows`; while a search goes on, how many it has found. Of the view
 * before it says that the table is as it was.
 */
export function inViewWords({
  inView,
  ofRows,
  isFinal,
  searched,
  ahead,
}: {
  /** null until rows were counted at all. */
  inView: number | null;
  ofRows: number;
  /** All that the count is of has been read, and searched. */
  isFinal: boolean;
  /** null unless a search has still to look through rows. */
  searched: SearchedWords | null;
  /** null when the count is of the view. */
  ahead: CountAhead | null;
}): string {
  if (inView === null) return ahead === null ? "" : AHEAD_WORDS[ahead];
  if (ahead !== null) return `${AHEAD_WORDS[ahead]} (table as before: ${formatUnits(inView, "row")})`;
  if (searched !== null) return `${formatUnits(inView, "row")} ${foundWords(searched)}`;
  const count = `${formatCount(inView)} of ${formatUnits(ofRows, "row")}`;
  return isFinal ? count : `${count} so far`;
}
