import type { Dataset } from "@/lib/ingest";
import { insertLabelLengthsSql, resetLabelLengthsSql } from "@/lib/query/overview";
import { WorkerPool, workerCount } from "@/lib/worker";
import type { MeasureCalls } from "./measure-protocol";

let pool: WorkerPool<MeasureCalls> | undefined;

function getMeasurePool(): WorkerPool<MeasureCalls> {
  pool ??= new WorkerPool<MeasureCalls>(
    workerCount(),
    () =>
      new Worker(new URL("./measure-worker.ts", import.meta.url), { type: "module", name: "loupe-measure" }),
  );
  return pool;
}

export interface MeasureProgress {
  rows: number;
  totalRows: number;
}

/**
 * Reads a complete dataset once more and puts words and characters of every labelled assistant message into a table
 * that `hitRates` asks. Kept out of the index: few datasets have labels, and counting words takes as long as indexing.
 * Rejects with an AbortError when `signal` fires, with SourceError when the file is gone.
 */
export async function measureLabels(
  dataset: Dataset,
  options: { signal?: AbortSignal; onProgress?(progress: MeasureProgress): void } = {},
): Promise<void> {
  const { signal, onProgress } = options;
  const engine = await dataset.engine();
  await engine.execute(resetLabelLengthsSql());
  await dataset.whenUnpacked();
  const workers = getMeasurePool();
  const chunks = dataset.chunks();
  const totalRows = chunks.reduce((sum, { rows }) => sum + rows, 0);
  const queue = chunks.values();
  let rows = 0;
  const measureNext = async (): Promise<void> => {
    for (const { chunk, rowStart, rows: chunkRows, read } of queue) {
      signal?.throwIfAborted();
      const lengths = await workers.run("lengths", { chunk, read });
      signal?.throwIfAborted();
      if (lengths.rows.length > 0) await engine.execute(insertLabelLengthsSql(lengths, rowStart));
      rows += chunkRows;
      onProgress?.({ rows, totalRows });
    }
  };
  await Promise.all(Array.from({ length: workers.size }, measureNext));
}
