import { describe, expect, it } from "vitest";
import { areaOf } from "@/components/charts";
import type { AxisItem } from "@/lib/query/overview";
import type { Column } from "@/lib/schema";
import { type ChartRef, EMPTY_VIEW, nextBelow, type Pick, type ViewState } from "@/lib/view";
import { brushCells, isCellLeftOut, pickCell, stateOfCell } from "./cross-picks";

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
    isLeftOut: (view: ViewState, a: string, b: string) =>
      isCellLeftOut(view, chart, [first, line(a)], [second, line(b)]),
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
      { kind: "list", column: "mlt", match: "any", values: ["a"], without: [] },
      { kind: "ranges", column: "size", ranges: [{ min: 0, max: 9 }], exclude: false },
    ]);
    expect(sizes.pick(one, "a", "small", "only").filters).toEqual([]);
    // Rows with "a" may have "b" as well.
    const without = sizes.pick(one, "b", "small", "exclude");
    expect(without.filters.slice(0, 2)).toEqual(one.filters);
    expect(without.filters).toHaveLength(3);
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
    expect(two.filters).toEqual([{ kind: "pairs", column: "chosen", other: "rejected", pairs, without: [] }]);
    expect(["ab", "cd", "ad", "cb"].map((cell) => wins.stateOf(two, cell[0] ?? "", cell[1] ?? ""))).toEqual([
      "in",
      "in",
      "out",
      "out",
    ]);
    expect(wins.pick(two, "c", "d", "add").filters).toEqual(one.filters);
  });

  it("leaves out exactly one cell with Alt, and gives it back with Shift", () => {
    const without = wins.pick(EMPTY_VIEW, "c", "d", "exclude");
    expect(without.filters).toEqual([
      { kind: "pairs", column: "chosen", other: "rejected", pairs: [], without: [["c", "d"]] },
    ]);
    expect(wins.stateOf(without, "c", "d")).toBe("out");
    expect(wins.stateOf(without, "c", "b")).toBeNull();
    expect(wins.pick(without, "c", "d", "exclude").filters).toEqual([]);
    expect(wins.pick(without, "c", "d", "add").filters).toEqual([]);
    expect(wins.pick(without, "a", "b", "add").filters).toEqual(without.filters);
    const two = wins.pick(without, "a", "b", "exclude");
    expect(two.filters).toMatchObject([
      {
        pairs: [],
        without: [
          ["c", "d"],
          ["a", "b"],
        ],
      },
    ]);
  });

  it("leaves a cell out of what the fields are filtered by", () => {
    const some: ViewState = {
      ...EMPTY_VIEW,
      filters: [{ kind: "one-of", column: "chosen", values: ["a", "c"], exclude: false }],
    };
    const without = wins.pick(some, "c", "d", "exclude");
    expect(without.filters).toEqual([...some.filters, ...wins.pick(EMPTY_VIEW, "c", "d", "exclude").filters]);
    expect(wins.pick(without, "c", "d", "add").filters).toEqual(some.filters);
    expect(wins.pick(some, "x", "d", "exclude").filters).toEqual(some.filters);
  });

  it("takes a cell out of the selection with Alt, and changes nothing for another", () => {
    const one = wins.pick(EMPTY_VIEW, "a", "b", "only");
    expect(wins.pick(one, "c", "d", "exclude").filters).toEqual(one.filters);
    const two = wins.pick(one, "c", "d", "add");
    expect(wins.pick(two, "a", "d", "exclude").filters).toEqual(two.filters);
    expect(wins.pick(two, "c", "d", "exclude").filters).toEqual(one.filters);
    // With nothing left of it, the selection was about what is left out now.
    expect(wins.pick(one, "a", "b", "exclude").filters).toMatchObject([{ pairs: [], without: [["a", "b"]] }]);
  });

  it("knows the cells of the same fields the other way round", () => {
    const turned = heatMap("cross", column("rejected", "text"), column("chosen", "text"), {});
    const two = wins.pick(wins.pick(EMPTY_VIEW, "a", "b", "only"), "c", "d", "add");
    expect(turned.stateOf(two, "b", "a")).toBe("in");
    expect(turned.pick(two, "d", "c", "add").filters).toHaveLength(2);
    expect(turned.pick(two, "d", "c", "exclude").filters).toHaveLength(2);
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

describe("picking cells beside a brushed rectangle", () => {
  const map = heatMap("cross", column("n", "integer"), column("size", "double"), {
    low: bin(0, 10),
    middle: bin(10, 20),
    high: bin(20, 30),
    small: bin(0, 1),
    large: bin(1, 2),
  });
  const brushed: ViewState = {
    ...EMPTY_VIEW,
    filters: [
      { kind: "ranges", column: "n", ranges: [{ min: 0, max: 19 }], exclude: false },
      { kind: "ranges", column: "size", ranges: [{ min: 0, max: nextBelow(2) }], exclude: false },
    ],
  };
  const states = (view: ViewState) =>
    ["low", "middle", "high"].map((a) => ["small", "large"].map((b) => map.stateOf(view, a, b)).join(" "));

  it("adds a cell, and takes it away again", () => {
    expect(states(brushed)).toEqual(["in in", "in in", "out out"]);
    const more = map.pick(brushed, "high", "large", "add");
    expect(states(more)).toEqual(["in in", "in in", "out in"]);
    expect(map.pick(more, "high", "large", "add").filters).toEqual(brushed.filters);
    const fewer = map.pick(more, "middle", "small", "add");
    expect(states(fewer)).toEqual(["in in", "out in", "out in"]);
    expect(fewer.filters).toMatchObject([
      {
        kind: "pairs",
        pairs: [
          [
            { min: 0, max: 9 },
            { min: 0, max: nextBelow(2) },
          ],
          [
            { min: 10, max: 19 },
            { min: 1, max: nextBelow(2) },
          ],
          [
            { min: 20, max: 29 },
            { min: 1, max: nextBelow(2) },
          ],
        ],
      },
    ]);
  });

  it("leaves a cell out of it", () => {
    const without = map.pick(brushed, "middle", "small", "exclude");
    expect(without.filters.slice(0, 2)).toEqual(brushed.filters);
    expect(states(without)).toEqual(["in in", "out in", "out out"]);
    expect(map.pick(brushed, "high", "small", "exclude").filters).toEqual(brushed.filters);
  });

  it("adds to several ranges of both fields", () => {
    const several: ViewState = {
      ...EMPTY_VIEW,
      filters: [
        {
          kind: "ranges",
          column: "n",
          ranges: [
            { min: 0, max: 9 },
            { min: 20, max: 29 },
          ],
          exclude: false,
        },
        { kind: "ranges", column: "size", ranges: [{ min: 0, max: nextBelow(1) }], exclude: false },
      ],
    };
    expect(states(map.pick(several, "middle", "large", "add"))).toEqual(["in out", "out in", "in out"]);
  });
});

describe("brushing a rectangle of cells", () => {
  const chart: ChartRef = { kind: "cross", columns: ["n", "mlt"], settings: [] };
  const bins = [bin(0, 10), bin(10, 20), bin(20, 30)];
  const words = [value("a"), value("b")];

  it("sets a filter on each field, in place of cells picked before", () => {
    const [n, mlt] = [column("n", "integer"), column("mlt", "list<text>")];
    const cells: ViewState = {
      ...EMPTY_VIEW,
      filters: [
        { kind: "pairs", column: "mlt", other: "n", pairs: [], without: [["a", { min: 0, max: 9 }]] },
      ],
    };
    expect(brushCells(cells, chart, [n, bins.slice(0, 2)], [mlt, words]).filters).toEqual([
      { kind: "ranges", column: "n", ranges: [{ min: 0, max: 19 }], exclude: false },
      { kind: "list", column: "mlt", match: "any", values: ["a", "b"], without: [] },
    ]);
  });

  it("names its cells where the lines are of one list", () => {
    const tools = column("tools", "list<text>");
    const steps: ChartRef = { kind: "tool-steps", columns: ["tools"], settings: [] };
    const old: ViewState = {
      ...EMPTY_VIEW,
      filters: [{ kind: "steps", column: "tools", pairs: [["x", "y"]], without: [["a", "c"]] }],
    };
    expect(brushCells(old, steps, [tools, words], [tools, [value("b"), value("c")]]).filters).toEqual([
      {
        ...{ kind: "steps", column: "tools", without: [] },
        pairs: [
          ["a", "b"],
          ["a", "c"],
          ["b", "b"],
          ["b", "c"],
        ],
      },
    ]);
  });

  it("goes over all cells between its corners", () => {
    expect(areaOf({ from: 13, to: 2 }, 5)).toEqual({
      rows: { first: 0, last: 2 },
      columns: { first: 2, last: 3 },
    });
  });
});

describe("picking cells of a list in its order", () => {
  it("picks tools that follow each other", () => {
    const tools = column("_tools", "list<text>");
    const steps = heatMap("tool-steps", tools, tools, {});
    const one = steps.pick(EMPTY_VIEW, "search", "calculator", "only");
    expect(one.filters).toEqual([
      { kind: "steps", column: "_tools", pairs: [["search", "calculator"]], without: [] },
    ]);
    expect(steps.stateOf(one, "calculator", "search")).toBe("out");
    expect(steps.pick(one, "search", "calculator", "only").filters).toEqual([]);
    expect(steps.pick(one, "search", "search", "exclude").filters).toMatchObject([
      { pairs: [["search", "calculator"]], without: [["search", "search"]] },
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

describe("leaving cells of lists out beside those that are selected", () => {
  const tools = column("tools", "list<text>");
  const maps = {
    steps: heatMap("tool-steps", tools, tools, {}),
    places: heatMap("label-turns", tools, tools, {}),
    pairs: heatMap("cross", tools, column("source", "text"), {}),
  };

  it.each(["steps", "places", "pairs"] as const)("keeps the selection of %s", (kind) => {
    const map = maps[kind];
    const cell = (view: ViewState, name: string, pick: Pick) =>
      map.pick(view, name.charAt(0), name.charAt(1), pick);
    const cellsOf = (view: ViewState) =>
      view.filters.map((filter) =>
        filter.kind === kind
          ? [filter.pairs, filter.without].map((some) => some.map((pair) => pair.join("")).join(" "))
          : filter.kind,
      );
    const two = cell(cell(EMPTY_VIEW, "1a", "only"), "2b", "add");
    expect(cellsOf(two)).toEqual([["1a 2b", ""]]);
    const less = cell(two, "3c", "exclude");
    expect(cellsOf(less)).toEqual([["1a 2b", "3c"]]);
    expect(["1a", "2b", "3c", "1b"].map((name) => map.stateOf(less, name.charAt(0), name.charAt(1)))).toEqual(
      [...["in", "in", "out", "out"]],
    );
    expect(map.isLeftOut(less, "3", "c")).toBe(true);
    expect(map.isLeftOut(less, "1", "b")).toBe(false);
    // A selected one is left out too, and not only taken away.
    expect(cellsOf(cell(less, "2b", "exclude"))).toEqual([["1a", "3c 2b"]]);
    expect(cellsOf(cell(less, "4d", "add"))).toEqual([["1a 2b 4d", "3c"]]);
    expect(cellsOf(cell(less, "1a", "add"))).toEqual([["2b", "3c"]]);
    expect(cell(less, "3c", "exclude").filters).toEqual(two.filters);
    expect(cell(less, "3c", "add").filters).toEqual(two.filters);
    const none = cell(cell(less, "1a", "exclude"), "2b", "exclude");
    expect(cellsOf(none)).toEqual([["", "3c 1a 2b"]]);
    expect(map.stateOf(none, "4", "d")).toBeNull();
    expect(cellsOf(cell(none, "4d", "add"))).toEqual([["4d", "3c 1a 2b"]]);
    expect(cell(less, "3c", "only").filters).toEqual(cell(EMPTY_VIEW, "3c", "only").filters);
  });

  it("adds a cell to what both fields are filtered by", () => {
    const one = maps.pairs.pick(EMPTY_VIEW, "a", "x", "only");
    const less = maps.pairs.pick(one, "b", "x", "exclude");
    expect(less.filters).toEqual([
      ...one.filters,
      { kind: "pairs", column: "tools", other: "source", pairs: [], without: [["b", "x"]] },
    ]);
    const cells = {
      pairs: [
        ["a", "x"],
        ["c", "x"],
      ],
      without: [["b", "x"]],
    };
    expect(maps.pairs.pick(less, "c", "x", "add").filters).toMatchObject([cells]);
    expect(maps.pairs.pick(less, "b", "x", "add").filters).toEqual(one.filters);
    expect(maps.pairs.pick(one, "a", "x", "exclude").filters).toMatchObject([
      { kind: "pairs", pairs: [], without: [["a", "x"]] },
    ]);
  });

  it("knows cells of both kinds the other way round", () => {
    const turned = heatMap("cross", column("source", "text"), tools, {});
    const two = maps.pairs.pick(maps.pairs.pick(EMPTY_VIEW, "a", "x", "only"), "b", "y", "add");
    const less = turned.pick(two, "z", "c", "exclude");
    expect(less.filters).toMatchObject([{ without: [["z", "c"]] }]);
    expect(maps.pairs.stateOf(less, "c", "z")).toBe("out");
    expect(maps.pairs.stateOf(less, "a", "x")).toBe("in");
  });
});
