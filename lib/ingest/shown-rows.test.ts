import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ShownRows } from "./shown-rows";
import { StagingTable } from "./staging-table";

function rowsFrom(): ShownRows {
  return new ShownRows(new StagingTable(["a.jsonl"]), 1, () => Promise.reject(new Error("no database")));
}

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

  it("together with those that wait to be added after a long start, for a moment", () => {
    expect(momentsOf(2000, 3000, () => false)[0]).toBe(2000);
    expect(momentsOf(2000, 3000, (ms) => ms < 2200)[0]).toBe(2200);
    expect(momentsOf(2000, 3000, () => true)[0]).toBe(2300);
  });
});
