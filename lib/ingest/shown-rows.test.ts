import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Engine } from "@/lib/engine";
import { jsonValue } from "@/lib/format";
import { quoteIdentifier } from "@/lib/query/quote";
import { WasmEngine } from "@/lib/query/testing/wasm-engine";
import type { PendingColumns } from "@/lib/schema";
import { ChunkIndexer } from "./chunk-indexer";
import { NO_READ_OPTIONS } from "./index-plan";
import { ShownRows } from "./shown-rows";
import { StagingTable } from "./staging-table";

function rowsFrom(): ShownRows {
  return new ShownRows(new StagingTable(["a.jsonl"]), 1, () => Promise.reject(new Error("no database")));
}

describe("what is counted already", () => {
  it("is counted again only where rows have come with the columns it is of", async () => {
    const names = new Set(["_turns"]);
    const staging = {
      ...{ pending: null as PendingColumns | null, publishedRows: 0, columns: [] },
      publish: async () => {},
    };
    const engine = { urgent: () => engine } as unknown as Engine;
    const rows = new ShownRows(staging as unknown as StagingTable, 1, async () => engine);
    const changed: string[] = [];
    const publish = async (whole: number, all: number) => {
      const { settledRevision: settled, wholeRevision } = rows.reading();
      staging.publish = async () => {
        staging.publishedRows = all;
        staging.pending = whole === all ? null : { rowEnd: whole, rows: all, names };
      };
      await rows.publish();
      const now = rows.reading();
      changed.push(
        [
          now.settledRevision === settled ? "" : "all rows",
          now.wholeRevision === wholeRevision ? "" : "whole rows",
        ].join(" "),
      );
    };
    await publish(128, 128);
    await publish(128, 743_472);
    await publish(80_000, 743_472);
    expect(changed).toEqual(["all rows whole rows", "all rows ", " whole rows"]);
  });
});

describe("columns while rows are read", () => {
  it("are those that statements can name: one that comes later is told with its rows", async () => {
    const engine = await WasmEngine.start();
    const staging = new StagingTable(["a.jsonl"]);
    const rows = new ShownRows(staging, 1, async () => engine);
    const learn = (record: Record<string, number>) => {
      const indexer = new ChunkIndexer({ fields: staging.planned, read: NO_READ_OPTIONS });
      indexer.add({ file: 0, offset: 0, length: 1, line: 1 }, jsonValue(record), []);
      const chunk = indexer.finish(0);
      staging.learn(chunk, staging.rows);
      return () => staging.append(engine, chunk, 0);
    };
    const told = () => rows.reading().columns.flatMap(({ name, field }) => (field === null ? [] : [name]));
    const select = () => engine.query(`SELECT ${told().map(quoteIdentifier)} FROM rows`);

    await learn({ first: 1 })();
    await rows.publish();
    const append = learn({ first: 2, late: 3 });
    expect(told()).toEqual(["first"]);
    expect((await select()).rowCount).toBe(1);

    await append();
    await rows.publish();
    expect(told()).toEqual(["first", "late"]);
    expect((await select()).rowCount).toBe(2);
    engine.close();
  });
});

describe("rows that have come are published", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
  afterEach(() => void vi.useRealTimers());

  /** The moments at which they are, when rows come every tenth of a second from `fromMs` on. */
  function momentsOf(fromMs: number, untilMs: number, hasMore: (nowMs: number) => boolean): number[] {
    const rows = rowsFrom();
    const startedMs = performance.now();
    vi.advanceTimersByTime(fromMs);
    const moments: number[] = [];
    for (let ms = fromMs; ms <= untilMs; ms += 100) {
      if (rows.dueInMs(performance.now(), hasMore(ms)) === 0) {
        moments.push(Math.round(performance.now() - startedMs));
        rows.publish().catch(() => {});
      }
      vi.advanceTimersByTime(100);
    }
    return moments;
  }

  it("soon, then ever more seldom, but after a while every few seconds", () => {
    const moments = momentsOf(100, 20_000, () => false);
    expect(moments.slice(0, 4)).toEqual([1200, 2400, 4800, 9600]);
    const gaps = moments.map((ms, at) => ms - (moments[at - 1] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(5000);
  });

  it("closely again once the columns of all rows are there, whatever time these took", () => {
    const rows = rowsFrom();
    vi.advanceTimersByTime(4000);
    rows.addColumnsOf(0);
    rows.publish().catch(() => {});
    const moments: number[] = [];
    for (let ms = 100; ms <= 10_000; ms += 100) {
      vi.advanceTimersByTime(100);
      if (rows.dueInMs(performance.now(), false) > 0) continue;
      moments.push(ms);
      rows.publish().catch(() => {});
    }
    expect(moments.slice(0, 4)).toEqual([1200, 2400, 4800, 9600]);
  });

  it("together with those that wait to be added after a long start, for a moment", () => {
    expect(momentsOf(2000, 3000, () => false)[0]).toBe(2000);
    expect(momentsOf(2000, 3000, (ms) => ms < 2200)[0]).toBe(2200);
    expect(momentsOf(2000, 3000, () => true)[0]).toBe(2300);
  });
});
