import type { Scope } from "@/lib/query";
import { arePending } from "@/lib/schema";
import type { FirstRows, RoundAnswers } from "./ask-round";

/** Rows that the index has, while files are read or once they are. */
export interface ReadRows {
  rows: number;
  /** No more will come, though some columns may still be read. */
  hasAll: boolean;
}

/** The rows that can be counted by these columns; null for all. */
export function partOfRows(
  { pending }: Pick<Scope, "pending">,
  columns: readonly string[],
  { rows, hasAll }: ReadRows,
): FirstRows | null {
  if (pending && arePending(pending, columns))
    return { rowEnd: pending.rowEnd, rows: hasAll ? pending.rows : null };
  return hasAll ? null : { rowEnd: rows, rows: null };
}

const GROWING_WORDS = "Charts are of the rows read until now; more are being counted.";
const SOME_GROW_WORDS = "Charts that say so are of the rows read until now; the others are of all rows.";

/** What is said of charts while rows are read. Some moments ago fewer were: that is told by the answers, not by what is read. */
export function growingWords(answers: RoundAnswers<unknown> | null, isSearched: boolean): string {
  const counted = [...(answers?.values() ?? [])].filter(({ value }) => value !== null);
  const growing = counted.filter(({ part }) => part !== null);
  // What a search has found in all rows that it has seen is not the last either.
  if (isSearched || growing.length === counted.length) return GROWING_WORDS;
  return growing.length === 0 ? "" : SOME_GROW_WORDS;
}
