import type { Engine } from "@/lib/engine";
import type { Dataset } from "@/lib/ingest";
import { insertMatchesSql, MATCHES_TABLE, resetMatchesSql } from "@/lib/query";
import type { ChunkSearch } from "./search-chunk";

export interface SearchProgress {
  matches: number;
  searchedRows: number;
  /** Rows that are indexed so far. */
  totalRows: number;
}

export interface SearchOptions {
  signal?: AbortSignal;
  /** Told whenever more of the file has been searched. */
  onProgress?(progress: SearchProgress): void;
  /**
   * Told that the table, whose name is given, holds the matches of every row that was indexed when the round began:
   * once for a dataset that is complete, again and again for one that is still being read.
   */
  onRound?(table: string): void;
}

/** What a search reads of a dataset. */
export type SearchedDataset = Pick<Dataset, "chunks" | "getState" | "subscribe">;

/** Whoever searches chunks: so many at a time. */
export interface ChunkSearcher {
  size: number;
  search(search: ChunkSearch): Promise<{ rows: number[] }>;
}

/**
 * Puts the rows of a dataset that hold `text` into a table, whose name it gives; goes on with the rows that arrive
 * until the dataset is complete. Rejects with an AbortError when `signal` fires, with SourceError when the file is gone.
 */
export async function searchRows(
  dataset: SearchedDataset,
  engine: Engine,
  searcher: ChunkSearcher,
  text: string,
  { signal, onProgress, onRound }: SearchOptions = {},
): Promise<string> {
  await engine.execute(resetMatchesSql());
  let matches = 0;
  let searchedRows = 0;
  let searchedChunks = 0;
  for (;;) {
    // Asked before the chunks: what arrives in between is left for the next round.
    const isComplete = hasEnded(dataset);
    const revision = revisionOf(dataset);
    const chunks = dataset.chunks().slice(searchedChunks);
    searchedChunks += chunks.length;
    const totalRows = chunks.reduce((sum, { rows }) => sum + rows, searchedRows);
    const queue = chunks.values();
    const searchNext = async (): Promise<void> => {
      for (const { chunk, rowStart, rows, read } of queue) {
        signal?.throwIfAborted();
        const found = await searcher.search({ chunk, rows, read, text });
        signal?.throwIfAborted();
        if (found.rows.length > 0)
          await engine.execute(insertMatchesSql(found.rows.map((row) => rowStart + row)));
        matches += found.rows.length;
        searchedRows += rows;
        onProgress?.({ matches, searchedRows, totalRows });
      }
    };
    await Promise.all(Array.from({ length: searcher.size }, searchNext));
    signal?.throwIfAborted();
    onRound?.(MATCHES_TABLE);
    if (isComplete) return MATCHES_TABLE;
    await nextRevision(dataset, revision, signal);
  }
}

function hasEnded(dataset: SearchedDataset): boolean {
  const { status } = dataset.getState();
  return status === "ready" || status === "failed";
}

/** Goes up whenever other rows are on show. */
function revisionOf(dataset: SearchedDataset): number {
  const state = dataset.getState();
  return "revision" in state ? state.revision : -1;
}

/** Waits until the dataset is past `revision`, or complete. */
function nextRevision(dataset: SearchedDataset, revision: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const check = () => {
      const isAborted = signal?.aborted ?? false;
      if (!isAborted && revisionOf(dataset) === revision && !hasEnded(dataset)) return;
      stop();
      signal?.removeEventListener("abort", check);
      if (isAborted) reject(signal?.reason);
      else resolve();
    };
    const stop = dataset.subscribe(check);
    signal?.addEventListener("abort", check);
    // It may have got there while the last rows were searched.
    check();
  });
}
