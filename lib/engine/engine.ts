import type { TextsBeside } from "./texts-beside";

/** One result column, decoded: one entry per row. BIGINT beyond 2^53 arrives as bigint, lists as arrays, NULL as null. */
export type Cell = string | number | bigint | boolean | Date | null | readonly Cell[];

export interface QueryResult {
  columns: readonly string[];
  rowCount: number;
  /** Value at row (0-based) and column (by name). */
  get(row: number, column: string): Cell;
  /** All values of one column, in row order. */
  column(name: string): readonly Cell[];
}

/**
 * Where the tables of a dataset lie: the one on the screen, and the one it is compared with. Every engine finds its
 * own under their bare names; `memory.PLACE.TABLE` names a table of either.
 */
export type EnginePlace = "main" | "compared";

/** The one door to a database that holds the index table. DuckDB-Wasm is behind it now; a cluster database may be later. */
export interface Engine {
  /** Runs one SELECT. Rejects with EngineError, which carries the SQL; with an AbortError when `signal` fires first. */
  query(sql: string, signal?: AbortSignal): Promise<QueryResult>;
  /** Runs statements that return nothing, in order. `signal` as in `query`; what runs already is done nevertheless. */
  execute(sql: string, signal?: AbortSignal): Promise<void>;
  /** Appends an Arrow IPC stream to `table`, by position; creates the table first when `create` is true. The buffer is transferred. */
  insertArrow(table: string, ipc: Uint8Array, options: { create: boolean }): Promise<void>;
  /** The same database for loading rows: what it is asked goes before the statements of the view that wait. */
  urgent(): Engine;
  /** Bytes the database holds in memory. */
  memoryBytes(): Promise<number>;
  /** Texts of its rows that lie beside it; null while it holds all there are. */
  texts(): TextsBeside | null;
}

/** An engine whose index can be copied to a file and shown from there: the one in the browser. */
export interface KeepingEngine extends Engine {
  /**
   * The answer of one SELECT as `insertArrow` takes it. Waits until nobody else asks for anything: it is for copying
   * an index while a person works with it.
   */
  exportArrow(sql: string): Promise<Uint8Array>;
  /**
   * Attaches the database file under `name`, for reading only; its blocks are read when statements need them.
   * `onLost` is told when one cannot be read any more. Rejects with EngineError when the file is no database.
   */
  attachFile(name: string, file: Blob, onLost: () => void): Promise<void>;
  /** Ends what `attachFile` began. */
  detachFile(name: string): Promise<void>;
  /** Takes note of the texts that lie beside the rows that it shows from now on. */
  placeTexts(texts: TextsBeside | null): void;
  urgent(): KeepingEngine;
}

export class EngineError extends Error {
  constructor(
    readonly code: "start-failed" | "query-failed" | "insert-failed" | "out-of-memory",
    message: string,
    options?: { cause?: unknown; sql?: string },
  ) {
    super(message, { cause: options?.cause });
    this.name = "EngineError";
    this.sql = options?.sql ?? null;
  }
  readonly sql: string | null;
}

/** The error for what DuckDB said, whatever it was asked. */
export function explainFailure(
  code: "query-failed" | "insert-failed",
  message: string,
  options: { cause: unknown; sql?: string },
): EngineError {
  const isOutOfMemory =
    message.includes("Out of Memory Error") || message.includes("could not allocate block");
  return new EngineError(isOutOfMemory ? "out-of-memory" : code, message, options);
}
