import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Engine } from "@/lib/engine";
import type { PendingColumns } from "@/lib/schema";
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
      if (rows.isDue(performance.now(), hasMore(ms))) {
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
      if (!rows.isDue(performance.now(), false)) continue;
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
