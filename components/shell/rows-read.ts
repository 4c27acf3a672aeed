import type { DatasetState, FileReport } from "@/lib/ingest";

/** Which rows of its files a dataset has: all of them, those read until now, those until reading was cancelled, or stopped. */
export type RowsRead = "all" | "so far" | "until cancelled" | "until stopped";

/** Files of which no more could be had than what is there. */
export function lostFiles({ report }: Pick<DatasetState, "report">): readonly FileReport[] {
  return report.files.filter((file) => file.lostAt !== null);
}

/** Whether every byte of the files was read. */
export function isReadWhole(
  state: DatasetState,
): state is Extract<DatasetState, { status: "ready" }> & { cancelled: false } {
  return state.status === "ready" && !state.cancelled && lostFiles(state).length === 0;
}

export function rowsReadOf(state: DatasetState): RowsRead {
  if (state.status === "ready") {
    // Small columns of a Parquet file are there of all rows, however few of its conversations were read.
    const hasAll = isReadWhole(state) || (state.pending !== null && state.report.files.length === 1);
    return hasAll ? "all" : state.cancelled ? "until cancelled" : "until stopped";
  }
  return state.status === "reading" && state.hasAllRows ? "all" : "so far";
}

/** Why there are no more rows, as the end of a sentence. */
export function endWords(rowsRead: "until cancelled" | "until stopped"): string {
  return rowsRead === "until cancelled" ? "reading was cancelled" : "reading stopped";
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
