import { describe, expect, it } from "vitest";
import type { AxisItem } from "@/lib/query/overview";
import type { Column } from "@/lib/schema";
import { type ChartRef, EMPTY_VIEW, type Pick, type ViewState } from "@/lib/view";
import { pickCell, stateOfCell } from "./cross-picks";

const column = (name: string, type: Column["type"]): Column => ({
  ...{ name, field: name, type, stored: "full", isEnum: false },
});
const value = (text: string): AxisItem => ({ kind: "value", value: text, total: 1 });
const bin = (start: number, end: number): AxisItem => ({ kind: "bin", start, end, isLast: false, total: 1 });

/** A heat map of two columns, picked by the names of lines. */
function heatMap(kind: ChartRef["kind"], first: Column, second: Column, lines: Record<string, AxisItem>) {
  const chart: ChartRef = { kind, columns: [first.name, second.name], settings: [] };
  const line = (name: string) => lines[name] ?? value(name);
  return {
    pick: (view: ViewState, a: string, b: string, pick: Pick) =>
      pickCell(view, chart, [first, line(a)], [second, line(b)], pick),
    stateOf: (view: ViewState, a: string, b: string) =>
      stateOfCell(view, chart, [first, line(a)], [second, line(b)]),
  };
}

describe("picking cells of two fields", () => {
  const wins = heatMap("wins", column("chosen", "text"), column("rejected", "text"), {});
  const sizes = heatMap("cross", column("mlt", "list<text>"), column("size", "integer"), {
    small: bin(0, 10),
    large: bin(10, 100),
  });

  it("filters both fields by the only cell, and clears both with a second click", () => {
    const one = sizes.pick(EMPTY_VIEW, "a", "small", "only");
    expect(one.filters).toEqual([
      { kind: "list", column: "mlt", values: ["a"], match: "any" },
      { kind: "ranges", column: "size", ranges: [{ min: 0, max: 9 }], exclude: false },
    ]);
    expect(sizes.pick(one, "a", "small", "only").filters).toEqual([]);
    expect(sizes.stateOf(one, "a", "small")).toBe("in");
    expect(sizes.stateOf(one, "a", "large")).toBe("out");
  });

  it("adds exactly one cell with Shift, and takes it back", () => {
    const one = wins.pick(EMPTY_VIEW, "a", "b", "only");
    const two = wins.pick(one, "c", "d", "add");
    const pairs = [
      ["a", "b"],
      ["c", "d"],
    ];
    expect(two.filters).toEqual([
      { kind: "pairs", column: "chosen", other: "rejected", pairs, exclude: false },
    ]);
    expect(["ab", "cd", "ad", "cb"].map((cell) => wins.stateOf(two, cell[0] ?? "", cell[1] ?? ""))).toEqual([
      "in",
      "in",
      "out",
      "out",
    ]);
    expect(wins.pick(two, "c", "d", "add").filters).toEqual(one.filters);
  });

  it("leaves out exactly one cell with Alt, whatever else the fields are filtered by", () => {
    const without = wins.pick(wins.pick(EMPTY_VIEW, "a", "b", "only"), "c", "d", "exclude");
    expect(without.filters).toEqual([
      { kind: "pairs", column: "chosen", other: "rejected", pairs: [["c", "d"]], exclude: true },
    ]);
    expect(wins.stateOf(without, "c", "d")).toBe("out");
    expect(wins.stateOf(without, "c", "b")).toBeNull();
    expect(wins.pick(without, "c", "d", "exclude").filters).toEqual([]);
    const some: ViewState = {
      ...EMPTY_VIEW,
      filters: [{ kind: "one-of", column: "chosen", values: ["a", "c"], exclude: false }],
    };
    expect(wins.pick(some, "c", "d", "exclude").filters).toEqual([...some.filters, ...without.filters]);
  });

  it("knows the cells of the same fields the other way round", () => {
    const turned = heatMap("cross", column("rejected", "text"), column("chosen", "text"), {});
    const two = wins.pick(wins.pick(EMPTY_VIEW, "a", "b", "only"), "c", "d", "add");
    expect(turned.stateOf(two, "b", "a")).toBe("in");
    expect(turned.pick(two, "d", "c", "add").filters).toHaveLength(2);
  });

  it("adds bins of numbers to each other", () => {
    const two = sizes.pick(sizes.pick(EMPTY_VIEW, "a", "small", "only"), "b", "large", "add");
    expect(two.filters).toMatchObject([
      {
        kind: "pairs",
        pairs: [
          ["a", { min: 0, max: 9 }],
          ["b", { min: 10, max: 99 }],
        ],
      },
    ]);
  });
});

describe("picking cells of a list in its order", () => {
  it("picks tools that follow each other", () => {
    const tools = column("_tools", "list<text>");
    const steps = heatMap("tool-steps", tools, tools, {});
    const one = steps.pick(EMPTY_VIEW, "search", "calculator", "only");
    expect(one.filters).toEqual([
      { kind: "steps", column: "_tools", pairs: [["search", "calculator"]], exclude: false },
    ]);
    expect(steps.stateOf(one, "calculator", "search")).toBe("out");
    expect(steps.pick(one, "search", "calculator", "only").filters).toEqual([]);
    expect(steps.pick(one, "search", "search", "exclude").filters).toMatchObject([
      { pairs: [["search", "search"]], exclude: true },
    ]);
  });

  it("picks labels at places, the last one with all beyond", () => {
    const mlt = column("mlt", "list<text>");
    const turns = heatMap("label-turns", mlt, mlt, {});
    const two = turns.pick(turns.pick(EMPTY_VIEW, "2", "[MLT:5]", "only"), "12", "[MLT:50]", "add");
    expect(two.filters).toMatchObject([
      {
        kind: "places",
        pairs: [
          ["2", "[MLT:5]"],
          ["12+", "[MLT:50]"],
        ],
      },
    ]);
    expect(turns.stateOf(two, "12", "[MLT:50]")).toBe("in");
    expect(turns.stateOf(two, "12", "[MLT:5]")).toBe("out");
  });
});
