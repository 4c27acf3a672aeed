import { formatCount, formatUnits } from "@/components/ui";

/** What is on its way while the rows that are counted are those of the view before. */
export type CountAhead = "searching" | "counting" | "failed";

/** What is on its way while the rows on the screen stand in another order, as in `sorting 44,866 rows by prompt`. */
export function sortingWords(rows: number | null, by: readonly string[]): string {
  const subject = rows === null ? "" : `${formatUnits(rows, "row")} `;
  return `sorting ${subject}by ${by.join(", then ")}`;
}

/** How many rows are in view, as in `1,174 of 44,866 rows`; of the view before it says that it is. */
export function inViewWords({
  inView,
  ofRows,
  isFinal,
  ahead,
}: {
  /** null until rows were counted at all. */
  inView: number | null;
  ofRows: number;
  /** All that the count is of has been read, and searched. */
  isFinal: boolean;
  /** null when the count is of the view. */
  ahead: CountAhead | null;
}): string {
  const doing = ahead === null || ahead === "failed" ? [] : [ahead];
  if (inView === null) return doing.join("");
  const count = `${formatCount(inView)} of ${formatUnits(ofRows, "row")}`;
  if (ahead !== null) return [...doing, `${count} before`].join(" · ");
  return isFinal ? count : `${count} so far`;
}
