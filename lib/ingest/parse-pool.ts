import { WorkerPool, workerCount } from "@/lib/worker";
import type { ParseCalls } from "./parse-protocol";

export type ParsePool = WorkerPool<ParseCalls>;

/** What reading a file asks of the workers. */
export type Parsers = Pick<ParsePool, "capacity" | "run">;

const createWorker = () =>
  new Worker(new URL("./parse-worker.ts", import.meta.url), { type: "module", name: "loupe-parse" });

let shared: ParsePool | undefined;

/** The page's parse workers, started on first use. */
export function getParsePool(): ParsePool {
  shared ??= new WorkerPool(workerCount(), createWorker);
  return shared;
}

let single: ParsePool | undefined;

/** A worker of its own for reading single Parquet rows, so that a click never waits behind 16 MB chunks. */
export function getRecordWorker(): ParsePool {
  single ??= new WorkerPool(1, createWorker);
  return single;
}
