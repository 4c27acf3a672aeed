import type { Dataset } from "@/lib/ingest";
import { insertMatchesSql, MATCHES_TABLE, resetMatchesSql } from "@/lib/query";
import { WorkerPool, workerCount } from "@/lib/worker";
import type { SearchCalls } from "./search-protocol";

export interface SearchProgress {
  matches: number;
  searchedRows: number;
  totalRows: number;
}

export interface SearchOptions {
  signal?: AbortSignal;
  /** Told whenever more of the file has been searched; the table holds the matches so far. */
  onProgress?(progress: SearchProgress): void;
}

let pool: WorkerPool<SearchCalls> | undefined;

function getSearchPool(): WorkerPool<SearchCalls> {
  pool ??= new WorkerPool<SearchCalls>(
    workerCount(),
    () =>
      new Worker(new URL("./search-worker.ts", import.meta.url), { type: "module", name: "loupe-search" }),
  );
  return pool;
}

/**
 * Scans the message text of every row that is indexed so far and puts the rows that hold `text` into a table,
 * whose name it gives. Rejects with an AbortError when `signal` fires, with SourceError when the file is gone.
 */
export async function searchMessages(
  dataset: Dataset,
  text: string,
  options: SearchOptions = {},
): Promise<string> {
  const engine = await dataset.engine();
  const chunks = [...dataset.chunks()];
  const totalRows = chunks.reduce((sum, chunk) => sum + chunk.rows, 0);
  await engine.execute(resetMatchesSql());
  let matches = 0;
  let searchedRows = 0;
  const workers = getSearchPool();
  const queue = chunks.values();
  const searchNext = async (): Promise<void> => {
    for (const { chunk, rowStart, rows, read } of queue) {
      options.signal?.throwIfAborted();
      const found = await workers.run("search", { chunk, rows, read, text });
      options.signal?.throwIfAborted();
      if (found.rows.length > 0)
        await engine.execute(insertMatchesSql(found.rows.map((row) => rowStart + row)));
      matches += found.rows.length;
      searchedRows += rows;
      options.onProgress?.({ matches, searchedRows, totalRows });
    }
  };
  await Promise.all(Array.from({ length: workers.size }, searchNext));
  return MATCHES_TABLE;
}
