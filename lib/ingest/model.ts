import type { Notice, RecordProblem } from "@/lib/format/model";
import type { Column, RoleAssignment } from "@/lib/schema/model";
import type { PendingColumns } from "@/lib/schema/pending-columns";

/** One file of the dataset, and what reading it took. */
export interface FileReport {
  name: string;
  sizeBytes: number;
  /** "JSONL", "JSON array", "Parquet", with "gzip" or "zstd" in front when packed. */
  format: string;
  rows: number;
  lines: number;
  blankLines: number;
  problemLines: number;
  elapsedMs: number;
  /** SHA-256 over size and three 64 KB samples, hex; null until known. */
  fingerprint: string | null;
  /** A sentence when the file could not be read, or not to its end. */
  error: string | null;
  /** Byte behind which the file could not be had, for the reason in `error`: reading it again may go further; null else. */
  lostAt: number | null;
}

/** A field whose type had to be widened while reading. */
export interface TypeConflict {
  field: string;
  from: string;
  to: string;
  /** Row (0-based) at which it was noticed, to the nearest chunk. */
  row: number;
}

export interface LateField {
  field: string;
  /** First row of the chunk that has it. */
  row: number;
}

export interface LoadReport {
  files: readonly FileReport[];
  /** The first 1,000 problems; `problemCount` counts all. */
  problems: readonly RecordProblem[];
  problemCount: number;
  typeConflicts: readonly TypeConflict[];
  lateFields: readonly LateField[];
  notices: readonly Notice[];
  /** When the index was made that was kept since and is shown now (ms since 1970); null when the files were read. */
  keptSinceMs: number | null;
  /** The browser did not keep the index that was made now. */
  isIndexRefused: boolean;
}

export interface ReadingProgress {
  readBytes: number;
  totalBytes: number;
  rows: number;
  /** Of the last seconds; null until it can be told. */
  bytesPerSecond: number | null;
  /** null while unknown. */
  secondsLeft: number | null;
}

/** First rows, on the screen before the database has them. Cells by column name. */
export interface PreviewRows {
  columns: readonly Column[];
  rows: readonly Readonly<Record<string, import("@/lib/engine/engine").Cell>>[];
}

/** First rows of a dataset that somebody has read already, and what their columns mean. */
export interface FirstRows extends PreviewRows {
  roles: RoleAssignment;
  /** Where a row says that it is in its file is a place in Parquet, not in a text. */
  isParquet: boolean;
}

/**
 * - opening: no row read yet
 * - reading: rows can be seen, filtered and read; `revision` goes up when more rows are there
 * - ready: every row is indexed (or reading was cancelled)
 * - failed: nothing could be read
 */
export type DatasetState =
  | { status: "opening"; report: LoadReport; totalBytes: number }
  | {
      status: "reading";
      report: LoadReport;
      totalBytes: number;
      columns: readonly Column[];
      roles: RoleAssignment;
      preview: PreviewRows;
      /** Rows that statements can see now; 0 while the engine still starts. */
      rows: number;
      revision: number;
      /** null while all columns of those rows are there. */
      pending: PendingColumns | null;
      /** No more rows are to come: what is counted of columns that are not pending is final. */
      hasAllRows: boolean;
      /** Goes up as `revision` does, but not when only pending columns were read. */
      settledRevision: number;
      /** Goes up as `revision` does, but not when only columns were read that come before the others. */
      wholeRevision: number;
    }
  | {
      status: "ready";
      report: LoadReport;
      columns: readonly Column[];
      roles: RoleAssignment;
      preview: PreviewRows;
      rows: number;
      revision: number;
      cancelled: boolean;
      /** Less than `totalBytes` when reading was cancelled. */
      readBytes: number;
      /** Columns that reading was stopped before; null when every row has all. */
      pending: PendingColumns | null;
      totalBytes: number;
      /** The column (of role id) by which single rows can be linked; null when no id column is unique. */
      uniqueIdColumn: string | null;
    }
  | { status: "failed"; report: LoadReport; error: string };
