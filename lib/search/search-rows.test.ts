import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DatasetState } from "@/lib/ingest";
import { countRows, type Matches } from "@/lib/query";
import { ENGINES, type TestEngine } from "@/lib/query/testing/engines";
import { scopeOf, stageRows } from "@/lib/query/testing/test-index";
import { searchChunk } from "./search-chunk";
import { type ChunkSearcher, type SearchedDataset, type SearchProgress, searchRows } from "./search-rows";
import { indexFile, search, sharedHandle } from "./testing";

const SEARCHER: ChunkSearcher = { size: 2, search: searchChunk };

/** A dataset of the shared data whose chunks arrive one by one, as while it is being read. */
async function arrivingDataset(name: string) {
  const { chunks } = await indexFile(sharedHandle(name), 50_000);
  const listeners = new Set<() => void>();
  let arrived = 0;
  let isComplete = false;
  let rowStart = 0;
  const stored = chunks.map((chunk) => {
    const place = { ...chunk, rowStart };
    rowStart += chunk.rows;
    return place;
  });
  const dataset: SearchedDataset = {
    chunks: () => stored.slice(0, arrived),
    // Of the state a search reads no more than this.
    getState: () => ({ status: isComplete ? "ready" : "reading", revision: arrived }) as DatasetState,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  return {
    dataset,
    chunkCount: stored.length,
    rowsAt: (count: number) => stored.slice(0, count).reduce((sum, chunk) => sum + chunk.rows, 0),
    arrive(count: number) {
      arrived = count;
      tell();
    },
    complete() {
      arrived = stored.length;
      isComplete = true;
      tell();
    },
    isWatched: () => listeners.size > 0,
  };
}

describe.each(ENGINES)("in %s, a search", (_, start) => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await start();
  });
  afterAll(() => engine.close());

  const matches = async (table: string) =>
    (await engine.query(`SELECT count(*) AS n FROM ${table}`)).get(0, "n");

  it("puts the rows of a whole file into a table", async () => {
    const file = await arrivingDataset("numina-cot-sharegpt.jsonl");
    file.complete();
    const told: number[] = [];
    const table = await searchRows(file.dataset, engine, SEARCHER, "\\boxed{", {
      onProgress: ({ searchedRows, totalRows }) => {
        expect(totalRows).toBe(1000);
        told.push(searchedRows);
      },
    });
    expect(told.at(-1)).toBe(1000);
    const rows = (await engine.query(`SELECT _row FROM ${table} ORDER BY _row`)).column("_row");
    expect(rows).toEqual(
      await search(await indexFile(sharedHandle("numina-cot-sharegpt.jsonl")), "\\boxed{"),
    );
    expect(rows.length).toBeGreaterThan(500);
  });

  it("tells what it has found so far, in the order of the file", async () => {
    const file = await arrivingDataset("numina-cot-sharegpt.jsonl");
    file.complete();
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let asked = 0;
    const lateSecond: ChunkSearcher = {
      size: 3,
      search: async (chunk) => {
        const place = asked++;
        if (place === 1) await held;
        if (place === file.chunkCount - 1) queueMicrotask(letGo);
        return searchChunk(chunk);
      },
    };
    const told: Promise<[rows: readonly unknown[], searchedRows: number, matches: number]>[] = [];
    await searchRows(file.dataset, engine, lateSecond, "e", {
      onProgress: ({ searchedRows, matches: found }, { table }) => {
        const rows = engine.query(`SELECT _row FROM ${table} ORDER BY _row`);
        told.push(rows.then((result) => [result.column("_row").map(Number), searchedRows, found]));
      },
    });
    const [first, second] = await Promise.all(told);
    const upTo = (end: number) => Array.from({ length: end }, (_, row) => row);
    // Every row holds the letter. What came after the chunk that was late waited for it.
    expect(first).toEqual([upTo(file.rowsAt(1)), file.rowsAt(1), file.rowsAt(1)]);
    expect(second?.[1]).toBeGreaterThan(file.rowsAt(2));
    expect(second?.[0]).toEqual(upTo(second?.[1] ?? 0));
  });

  it("tells matches that are the same when it has found more", async () => {
    const file = await arrivingDataset("numina-cot-sharegpt.jsonl");
    file.complete();
    const told: [count: number, matches: Matches][] = [];
    await searchRows(file.dataset, engine, SEARCHER, "pythagorean", {
      onProgress: (progress, found) => told.push([progress.matches, found]),
      onRound: (found, progress) => told.push([progress.matches, found]),
    });
    await stageRows(engine, "SELECT 1 AS one FROM range(1000)", []);
    for (const [count, found] of told) {
      const { inView } = await countRows(engine, scopeOf([], {}, { matches: found }));
      expect(inView).toBe(count);
    }
    expect(new Set(told.map(([count]) => count)).size).toBeGreaterThan(2);
  });

  it("knows its share of all rows while the columns of all are there and their conversations are not", async () => {
    const file = await arrivingDataset("numina-cot-sharegpt.jsonl");
    const { getState } = file.dataset;
    const dataset: SearchedDataset = {
      ...file.dataset,
      getState: () => ({ ...getState(), hasAllRows: true, rows: 1000 }) as DatasetState,
    };
    file.arrive(1);
    const told: SearchProgress[] = [];
    await searchRows(dataset, engine, SEARCHER, "e", {
      onRound: (_, progress) => {
        told.push(progress);
        file.complete();
      },
    });
    const searched = told.map(({ searchedRows, totalRows, hasAllRows }) => [
      searchedRows,
      totalRows,
      hasAllRows,
    ]);
    expect(searched[0]).toEqual([file.rowsAt(1), 1000, true]);
    expect(searched.at(-1)).toEqual([1000, 1000, true]);
  });

  it("goes on with the rows that arrive, until the dataset is complete", async () => {
    const file = await arrivingDataset("numina-cot-sharegpt.jsonl");
    file.arrive(2);
    const rounds: unknown[] = [];
    let next = 3;
    const table = await searchRows(file.dataset, engine, SEARCHER, "e", {
      onRound: ({ table }) => {
        rounds.push(matches(table));
        if (next <= file.chunkCount) file.arrive(next++);
        else file.complete();
      },
    });
    const counts = await Promise.all(rounds);
    expect(counts[0]).toBe(file.rowsAt(2));
    expect(counts.at(-1)).toBe(1000);
    expect(await matches(table)).toBe(1000);
    expect(file.isWatched()).toBe(false);
  });

  it("tells of how many rows it is a share once they are all there, and of as many from then on", async () => {
    const file = await arrivingDataset("numina-cot-sharegpt.jsonl");
    file.arrive(3);
    const told: SearchProgress[] = [];
    await searchRows(file.dataset, engine, SEARCHER, "e", {
      onProgress: (progress) => {
        told.push(progress);
        // In the midst of a round, which goes on with the rows that were there when it began.
        if (progress.searchedRows < file.rowsAt(3)) file.complete();
      },
      onRound: (_, progress) => {
        told.push(progress);
        file.complete();
      },
    });
    const [first, ...others] = told;
    expect(first).toMatchObject({ totalRows: file.rowsAt(3), hasAllRows: false });
    for (const progress of others) expect(progress).toMatchObject({ totalRows: 1000, hasAllRows: true });
    expect(others.some(({ searchedRows }) => searchedRows === file.rowsAt(3))).toBe(true);
    expect(others.at(-1)?.searchedRows).toBe(1000);
  });

  it("wakes up for rows that arrive after it has searched all there were", async () => {
    const file = await arrivingDataset("numina-cot-sharegpt.jsonl");
    file.arrive(1);
    let tellRound = () => {};
    const firstRound = new Promise<void>((resolve) => {
      tellRound = resolve;
    });
    const searching = searchRows(file.dataset, engine, SEARCHER, "e", { onRound: () => tellRound() });
    await firstRound;
    file.complete();
    expect(await matches(await searching)).toBe(1000);
  });

  it("stops where it is when it is aborted, also while it waits for rows", async () => {
    const file = await arrivingDataset("numina-cot-sharegpt.jsonl");
    file.arrive(1);
    const abort = new AbortController();
    const searching = searchRows(file.dataset, engine, SEARCHER, "e", {
      signal: abort.signal,
      onRound: () => queueMicrotask(() => abort.abort()),
    });
    await expect(searching).rejects.toThrow(expect.objectContaining({ name: "AbortError" }));
    expect(file.isWatched()).toBe(false);
  });

  it("starts with an empty table", async () => {
    const file = await arrivingDataset("numina-cot-sharegpt.jsonl");
    file.complete();
    await searchRows(file.dataset, engine, SEARCHER, "e");
    const table = await searchRows(file.dataset, engine, SEARCHER, "no such words anywhere");
    expect(await matches(table)).toBe(0);
  });
});
