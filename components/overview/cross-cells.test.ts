import { describe, expect, it } from "vitest";
import type { Cross } from "@/lib/query/overview";
import { measureCells, percentText, shortCount, textsOf, unitWords } from "./cross-cells";
import { tableOf } from "./table-of";

const item = (value: string) => ({ kind: "value", value, total: 332 }) as const;
/** x beats y in all their 332 pairs; z met nobody. */
const AXIS = { items: [item("x"), item("y"), item("z")], hidden: 0 };
const WINS: Cross = {
  ...{ rows: AXIS, columns: AXIS, inView: 332, total: 332 },
  cells: [{ row: 0, column: 1, selected: 332, total: 332, mean: 1.5 }],
};

describe("cells of a heat map", () => {
  it("of wins have a rate wherever two models met, also where one never won", () => {
    const { values } = measureCells(WINS, "rate");
    expect(values.slice(0, 6)).toEqual([null, 1, null, 0, null, null]);
    const chart = { kind: "wins", columns: ["chosen", "rejected"], settings: [] } as const;
    const table = tableOf(chart, { kind: "cross", cross: WINS, unit: "row" }, [], new Map(), "in view");
    expect(table.rows).toEqual([
      ["x", "y", 332, 100, 100, 332, 1.5],
      ["y", "x", 0, 0, 0, 0, null],
    ]);
  });

  it("of a model against itself have no rate, however many there are", () => {
    const cells = [...WINS.cells, { row: 0, column: 0, selected: 3, total: 3, mean: 0 }];
    expect(measureCells({ ...WINS, cells }, "rate").values.slice(0, 2)).toEqual([null, 1]);
    expect(measureCells({ ...WINS, cells }, "count").values.slice(0, 2)).toEqual([3, 332]);
  });

  it("write their count the shorter the less room there is, and never as a share", () => {
    expect(textsOf(154_557, "count")).toEqual(["154,557", "155k", "155k"]);
    expect(textsOf(3, "count")).toEqual(["3", "3", "3"]);
    expect([unitWords("count", 2), unitWords("rate", null), unitWords("rate", 0)]).toEqual([
      ...["", "", "cells in %"],
    ]);
    expect(textsOf(-0.254, "margin")).toEqual(["−0.25", "−0.3"]);
  });

  it("keep short counts to three figures", () => {
    const counts = [0, 999, 1000, 9949, 9950, 999_499, 999_500, 12_345_678];
    expect(counts.map((count) => shortCount(count, 1))).toEqual([
      ...["0", "999", "1.0k", "9.9k", "10k", "999k", "1.0M", "12M"],
    ]);
    expect(counts.slice(2, 5).map((count) => shortCount(count, 0))).toEqual(["1k", "10k", "10k"]);
  });

  it("never write some as none, nor most as all", () => {
    expect([0, 0.001, 0.5, 0.999, 1].map((share) => percentText(share, 0))).toEqual([
      ...["0", "<1", "50", ">99", "100"],
    ]);
  });
});
