import type { Engine } from "@/lib/engine";
import type { Dataset } from "@/lib/ingest";
import { insertMatchesSql, MATCHES_TABLE, type Matches, resetMatchesSql } from "@/lib/query";
import type { ChunkSearch } from "./search-chunk";

export interface SearchProgress {
  matches: number;
  searchedRows: number;
  /** All rows where their number is known; before, those that were indexed when the round began. */
  totalRows: number;
  /** Their number is known: before, a share of `totalRows` would fall with those that come. */
  hasAllRows: boolean;
}

export interface SearchOptions {
  signal?: AbortSignal;
  /** Told whenever more of the file has been searched: the matches of all rows up to there. */
  onProgress?(progress: SearchProgress, matches: Matches): void;
  /**
   * Told the matches of every row that was indexed when the round began: once for a dataset that is complete, again and
   * again for one that is still being read.
   */
  onRound?(matches: Matches, progress: SearchProgress): void;
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
  let rowEnd = 0;
  let searchedChunks = 0;
  for (;;) {
    // Asked before the chunks: what arrives in between is left for the next round.
    const isComplete = hasEnded(dataset);
    const revision = revisionOf(dataset);
    const chunks = dataset.chunks().slice(searchedChunks);
    searchedChunks += chunks.length;
    const roundRows = searchedRows + sumRows(chunks);
    const progress = (): SearchProgress => {
      // Reading may have ended since: rows that the next round will search are among those that it is a share of.
      const allRows = allRowsOf(dataset);
      return { matches, searchedRows, totalRows: allRows ?? roundRows, hasAllRows: allRows !== null };
    };
    const found = new Map<number, number[]>();
    let landedChunks = 0;
    const landNext = async (): Promise<void> => {
      const ready: number[] = [];
      let rowsReady = 0;
      let endReady = rowEnd;
      for (const { rowStart, rows } of chunks.slice(landedChunks)) {
        const foundRows = found.get(landedChunks);
        if (foundRows === undefined) break;
        found.delete(landedChunks++);
        for (const row of foundRows) ready.push(rowStart + row);
        rowsReady += rows;
        endReady = rowStart + rows;
      }
      if (rowsReady === 0) return;
      // What is counted of the matches meanwhile must not keep the workers waiting.
      if (ready.length > 0) await engine.urgent().execute(insertMatchesSql(ready));
      signal?.throwIfAborted();
      matches += ready.length;
      searchedRows += rowsReady;
      rowEnd = endReady;
      onProgress?.(progress(), { table: MATCHES_TABLE, rowEnd });
    };
    // In the order of the file, whichever chunk is through first: what is found then follows the rows that are looked at.
    let landing = Promise.resolve();
    const land = (): Promise<void> => {
      landing = landing.then(landNext);
      return landing;
    };
    const queue = chunks.entries();
    const searchNext = async (): Promise<void> => {
      for (const [place, { chunk, rows, read }] of queue) {
        signal?.throwIfAborted();
        found.set(place, (await searcher.search({ chunk, rows, read, text })).rows);
        signal?.throwIfAborted();
        await land();
      }
    };
    await Promise.all(Array.from({ length: searcher.size }, searchNext));
    signal?.throwIfAborted();
    onRound?.({ table: MATCHES_TABLE, rowEnd }, progress());
    if (isComplete) return MATCHES_TABLE;
    await nextRevision(dataset, revision, signal);
  }
}

function sumRows(chunks: readonly { rows: number }[]): number {
  return chunks.reduce((sum, { rows }) => sum + rows, 0);
}

function hasEnded(dataset: SearchedDataset): boolean {
  const { status } = dataset.getState();
  return status === "ready" || status === "failed";
}

/** How many rows there are; null while nobody knows how many are to come. */
function allRowsOf(dataset: SearchedDataset): number | null {
  if (hasEnded(dataset)) return sumRows(dataset.chunks());
  const state = dataset.getState();
  // The columns of all rows are there before their conversations are.
  return state.status === "reading" && state.hasAllRows ? state.rows : null;
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
