import type { Engine } from "@/lib/engine";
import type { OpenOptions } from "./dataset";
import type { LoadLog } from "./load-log";
import type { Parsers } from "./parse-pool";
import type { FirstReply } from "./parse-protocol";
import type { RecordStore } from "./record-store";
import type { StagingTable } from "./staging-table";

/** What one load reads with, and what it fills. */
export interface LoaderParts {
  store: RecordStore;
  staging: StagingTable;
  log: LoadLog;
  pool: Parsers;
  /** Those that read lines of JSON. */
  linePool: Parsers;
  options: OpenOptions;
  engine: () => Promise<Engine>;
}

/** What a load tells of while it goes on. */
export interface LoaderEvents {
  /** A worker has the first chunk of a file. */
  onStarted(): void;
  /** The first chunk of a file was parsed; its rows are not in the index yet. */
  onFirst(file: number, reply: FirstReply): void;
  /**
   * Rows were added to the index. `readBytes` counts from the start of the file; with `hasMore` others wait to be added.
   * Resolves to the time in ms after which they are to be shown though no others come; null when they are shown.
   */
  onAppended(file: number, readBytes: number, hasMore: boolean): Promise<number | null>;
  /** No others came for so long. */
  onQuiet(): Promise<void>;
  /** All rows of a file are in the index, with the columns that are read before the others. */
  onColumns(file: number): Promise<void>;
}
