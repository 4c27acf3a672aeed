import type { SourceHandle } from "@/lib/source/model";
import type { Value } from "./value";

/** Where a record's bytes are. `file` is the position of the file in the dataset. */
export type Locator =
  /** `offset` and `length` in bytes of the (unpacked) text. */
  | { kind: "text"; file: number; offset: number; length: number }
  | { kind: "parquet"; file: number; rowGroup: number; index: number };

/** A line or row that could not be read. Nothing is lost: it is counted, numbered and shown. */
export interface RecordProblem {
  file: number;
  /** 1-based line of the file; null for Parquet. */
  line: number | null;
  /** 1-based character in the line where reading failed; null when the whole line is meant. */
  column: number | null;
  /** First byte of the line in the (unpacked) file. */
  offset: number;
  /** Short reason, such as "the text that starts here is not closed". */
  reason: string;
  /** The raw line, clamped to 400 characters. */
  excerpt: string;
}

/** Something the person should know that stops nothing. */
export interface Notice {
  file: number;
  message: string;
}

/** How the bytes are packed and framed; found by content, never by extension. */
export type Packing = "none" | "gzip" | "zstd";
export type Framing = "lines" | "array" | "parquet";

/** What `detectFormat` found. */
export interface FormatDetection {
  packing: Packing;
  framing: Framing;
}

/** A stretch of the unpacked text of a packed file, kept so that records can be read again. */
export interface UnpackedPart {
  blob: Blob;
  /** Offset of its first byte in the whole unpacked text. */
  baseOffset: number;
  /** Bytes. */
  length: number;
}

/**
 * A stretch of unpacked text for one parse task. Cut so that tasks are independent of each other:
 * - "lines": every line that *starts* in [start, end) belongs to this chunk; the last may run past `end`.
 * - "array": [start, end) holds whole elements of the JSON array with the commas and white space around them; the chunk at
 *   offset 0 also holds what comes before the first element. Used too for JSON values that span lines without an array.
 */
export interface TextChunk {
  kind: "text";
  file: number;
  framing: "lines" | "array";
  source: SourceHandle;
  start: number;
  end: number;
  /** Added to a position in `source` to get the offset in the whole unpacked text (packed files are unpacked into parts). */
  baseOffset: number;
}

/** Rows [rowStart, rowEnd) of one row group. */
export interface RowStretch {
  rowGroup: number;
  rowStart: number;
  rowEnd: number;
}

/** Rows of Parquet that follow each other: of one row group, or of several small ones. */
export interface ParquetChunk {
  kind: "parquet";
  file: number;
  source: SourceHandle;
  stretches: readonly RowStretch[];
}

export type Chunk = TextChunk | ParquetChunk;

/** What a parse of one text chunk adds up to; lines = records + problems + blanks for "lines". */
export interface ChunkTotals {
  /**
   * "lines": newline-terminated or final lines that start in the chunk. "array": newlines in the chunk.
   * Either way the line of a record in the file is its line in the chunk plus the lines of all chunks before.
   */
  lines: number;
  records: number;
  problems: number;
  blanks: number;
}

/** One parsed record on its way to the index. */
export interface ParsedRecord {
  value: Value;
  /** Line relative to the chunk, 0-based; for an array the line on which the element starts. */
  line: number;
  offset: number;
  length: number;
  /** Bytes of the record that were not UTF-8, keys that came twice, numbers not representable: "not UTF-8", "repeated key", "NaN literal". */
  marks: readonly string[];
}

/** The file cannot be read at all, or not beyond a point. The message names file, place and cause in a sentence. */
export class FormatError extends Error {
  constructor(
    readonly code:
      | "empty"
      | "not-data"
      | "lfs-pointer"
      | "encrypted"
      | "truncated"
      | "codec"
      | "column"
      | "too-deep"
      | "too-large"
      | "unknown",
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = "FormatError";
  }
}
