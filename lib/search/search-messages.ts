import type { Dataset } from "@/lib/ingest";
import { WorkerPool, workerCount } from "@/lib/worker";
import type { SearchCalls } from "./search-protocol";
import { type SearchOptions, searchRows } from "./search-rows";

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
 * Scans the message text of every row and puts the rows that hold `text` into a table, whose name it gives. While the
 * dataset is still being read it goes on with the rows that arrive, and resolves once the dataset is complete.
 * Rejects with an AbortError when `signal` fires, with SourceError when the file is gone.
 */
export async function searchMessages(
  dataset: Dataset,
  text: string,
  options: SearchOptions = {},
): Promise<string> {
  const engine = await dataset.engine();
  await dataset.whenUnpacked();
  options.signal?.throwIfAborted();
  const workers = getSearchPool();
  const searcher = {
    size: workers.size,
    search: (search: SearchCalls["search"]["request"]) => workers.run("search", search),
  };
  return searchRows(dataset, engine, searcher, text, options);
}
