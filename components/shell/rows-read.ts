import type { DatasetState } from "@/lib/ingest";

/** Which rows of its files a dataset has: all of them, those read until now, or those until reading was cancelled. */
export type RowsRead = "all" | "so far" | "until cancelled";

export function rowsReadOf(state: DatasetState): RowsRead {
  if (state.status === "ready") {
    // Small columns of a Parquet file are there of all rows, however few of its conversations were read.
    const hasAll = !state.cancelled || (state.pending !== null && state.report.files.length === 1);
    return hasAll ? "all" : "until cancelled";
  }
  return state.status === "reading" && state.hasAllRows ? "all" : "so far";
}

/** How many first rows of the file can be on the screen, before the database has any. */
export function previewedRows(state: DatasetState): number {
  return state.status === "reading" || state.status === "ready" ? state.preview.rows.length : 0;
}

/** How many rows can be opened. */
export function openableRows(state: DatasetState): number {
  const indexed = state.status === "reading" || state.status === "ready" ? state.rows : 0;
  return Math.max(indexed, previewedRows(state));
}
