import type { Engine } from "@/lib/engine/engine";
import type { Value } from "@/lib/format/value";
import type { DatasetIdentity } from "@/lib/kept/model";
import type { TextsProgress } from "@/lib/previews";
import type { SourceHandle } from "@/lib/source/model";
import type { ViewState } from "@/lib/view/model";
import type { DatasetState, FirstRows, ReadingProgress } from "./model";
import type { StoredChunk } from "./record-store";

/** One record as it stands in its file. */
export interface RawRecord {
  row: number;
  fileName: string;
  /** 1-based line; null for Parquet. */
  line: number | null;
  value: Value;
  /** The exact text of the record in its file; for Parquet, its values as JSON. */
  text: string;
  /** "not UTF-8", "repeated key", "NaN literal". */
  marks: readonly string[];
}

export type OpenOptions = Pick<ViewState, "conversationField" | "roles"> & {
  /** Reads the files though an index of them is kept. */
  isReadAnew?: boolean;
  /** What came with the page: shown until a worker has read the first rows itself. */
  firstRows?: FirstRows | undefined;
};

/** An open dataset: a store for useSyncExternalStore, the engine that holds its index, and its records by locator. */
export interface Dataset {
  subscribe(listener: () => void): () => void;
  getState(): DatasetState;
  /** What tells the files of the dataset, in their order, from others. Rejects with SourceError. */
  fingerprint(): Promise<string>;
  /** What an index of the files is kept under; null when none of them can be. Rejects with SourceError. */
  identity(): Promise<DatasetIdentity | null>;
  /** How far reading has come: told several times a second, where the state changes only with what can be seen. */
  subscribeProgress(listener: () => void): () => void;
  getProgress(): ReadingProgress;
  /**
   * How far beginnings of texts have been put into the database, where a statement waits for them; null when none does.
   * `subscribeProgress` tells of it.
   */
  getTextsProgress(): TextsProgress | null;
  /**
   * The index of large files is complete, but not kept yet: who leaves now has them read again. `subscribeProgress` tells
   * of it.
   */
  isKeeping(): boolean;
  /** Resolves when a worker has the first of the bytes, so that whoever draws the page no longer holds that up; and in any case soon. */
  readonly started: Promise<void>;
  /** Resolves when statements can be run on `rows`. */
  engine(): Promise<Engine>;
  /** Stops reading; keeps what was read. */
  cancel(): void;
  /** Frees the index. */
  close(): void;
  /** Reads one record through its locator. `row` is `_row`. Rejects with SourceError when the file changed or is gone. */
  readRecord(row: number, signal?: AbortSignal): Promise<RawRecord>;
  /** Where the rows that are indexed so far can be read again, in order. */
  chunks(): readonly StoredChunk[];
  /**
   * Resolves when `chunks` holds every row that is indexed: an index that was kept is there before a packed file is
   * unpacked once more. Rejects with SourceError or FormatError.
   */
  whenUnpacked(): Promise<void>;
  /** The original records of `rows` (in that order), byte for byte, one per line, as a stream for saving. */
  exportRecords(rows: AsyncIterable<readonly number[]>): ReadableStream<Uint8Array>;
}

export type OpenDataset = (handles: readonly SourceHandle[], options: OpenOptions) => Dataset;
