import type { DatasetState } from "@/lib/ingest";

/** Which rows of its files a dataset has: all of them, those read until now, or those until reading was cancelled. */
export type RowsRead = "all" | "so far" | "until cancelled";

export function rowsReadOf(state: DatasetState): RowsRead {
  if (state.status === "ready") return state.cancelled ? "until cancelled" : "all";
  return state.status === "reading" && state.hasAllRows ? "all" : "so far";
}

/** How many rows can be opened: the first ones of the file are on the screen before the database has any. */
export function openableRows(state: DatasetState): number {
  if (state.status !== "reading" && state.status !== "ready") return 0;
  return Math.max(state.rows, state.preview.rows.length);
}
