import { describe, expect, it, vi } from "vitest";
import { withSetting } from "@/lib/overview";
import type { ChartAnswer } from "@/lib/query/overview";
import type { Column, ColumnType } from "@/lib/schema";
import { type ChartRef, EMPTY_VIEW, type ViewState } from "@/lib/view";
import { pairedHitTable } from "./hit-rate-table";
import { hasWholes } from "./paired-bars";
import { crossLines } from "./paired-cross-lines";
import { differenceText } from "./paired-cross-words";
import { brushLines, pairedLines } from "./paired-lines";
import { axisOrder, BY_DIFFERENCE, unorderedChart } from "./paired-order";
import { pairedCrossTable, pairedHitNumbers, pairedTable } from "./paired-table";
import { filterWords, pairWords, pointsWords, type ToldPair, wholeWords } from "./share-words";

function column(name: string, type: ColumnType): Column {
  return { name, field: name, type, stored: "full", isEnum: false };
}

const COLUMNS = [
  column("model", "text"),
  column("tools", "list<text>"),
  column("turns", "integer"),
  column("other", "text"),
];

function breakdownOf(counts: Record<string, number>, rows: number): ChartAnswer {
  const values = Object.entries(counts).map(([value, selected]) => ({
    ...{ value, selected, total: selected, running: 0 },
    means: [selected / 10],
  }));
  return {
    kind: "breakdown",
    breakdown: { values, distinct: 3, core: 1, largestTotal: 9, rowsInView: rows, rowsTotal: rows },
    measures: [{ name: "tokens", kind: "mean", column: "tokens" }],
  };
}

function context(chart: ChartRef, order: "difference" | "count" | "name" = "difference") {
  const onEdit = vi.fn<(change: (view: ViewState) => ViewState) => void>();
  const isOfA = (name: string) => name !== "other";
  return { chart, view: EMPTY_VIEW, filtersB: [], onEdit, columns: COLUMNS, isOfA, order };
}

const chartOf = (kind: ChartRef["kind"], ...columns: string[]): ChartRef => ({ kind, columns, settings: [] });

describe("a chart of two sides", () => {
  const a = breakdownOf({ x: 50, y: 30, gone: 0 }, 100);
  const b = breakdownOf({ y: 40, z: 10 }, 200);

  it("has a line for each value in view of either, the largest difference in share first", () => {
    const lines = pairedLines({ kind: "values", a, b }, context(chartOf("teachers", "model")));
    expect(
      lines.map(({ name, a: left, b: right, shareA, shareB }) => [name, left, right, shareA, shareB]),
    ).toEqual([
      ["x", 50, 0, 0.5, 0],
      ["y", 30, 40, 0.3, 0.2],
      ["z", 0, 10, 0, 0.05],
    ]);
    expect(lines[1]?.note).toBe("A: on average 3 tokens; B: on average 4 tokens");
    // Below its bars, for a teacher; a value of another field has it in its hint alone.
    expect(lines.map(({ feet }) => feet)).toEqual([
      [["A: on average 5 tokens"]],
      [["A: on average 3 tokens", "B: on average 4 tokens"]],
      [["B: on average 1 tokens"]],
    ]);
    const others = pairedLines({ kind: "values", a, b }, context(chartOf("values", "model")));
    expect(others.map(({ feet }) => feet)).toEqual([undefined, undefined, undefined]);
    expect(pairedTable("model", lines)).toEqual({
      head: ["model", "A", "A, %", "B", "B, %", "difference, pp", "A mean tokens", "B mean tokens"],
      rows: [
        ["x", 50, 50, 0, 0, -50, 5, null],
        ["y", 30, 30, 40, 20, -10, 3, 4],
        ["z", 0, 0, 10, 5, 5, null, 1],
      ],
    });
  });

  it("knows what stands behind the rows in view, where they are not all", () => {
    const inView: ChartAnswer = {
      kind: "breakdown",
      measures: [],
      breakdown: {
        values: [{ value: "y", selected: 10, total: 40, running: 10, means: [] }],
        ...{ distinct: 1, core: 1, largestTotal: 40, rowsInView: 20, rowsTotal: 200 },
      },
    };
    const of = context(chartOf("values", "model"));
    const [line] = pairedLines({ kind: "values", a, b: inView }, of).filter(({ name }) => name === "y");
    expect(line === undefined ? [] : [pairWords(line), wholeWords(line)]).toEqual([
      ["A 30 of 100 rows, 30.00%", "B 10 of 20 rows, 50.00%", "difference +20.00 pp, B is 1.67 × A"],
      ["all rows of B: 40 of 200, 20.00%, in view 2.5 × that"],
    ]);
    expect([line?.shareB, line?.wholes]).toEqual([
      0.5,
      { a: { count: 30, of: 100 }, b: { count: 40, of: 200 } },
    ]);
    expect(hasWholes(pairedLines({ kind: "values", a, b: inView }, of))).toBe(true);
    expect(hasWholes(pairedLines({ kind: "values", a, b }, of))).toBe(false);
    const all = { a: { counts: [8, 2], empty: 0 }, b: { counts: [1, 0], empty: 1 } };
    const numbers = { edges: [1, 2, 3], max: 2, a: [8, 0], b: [1, 0], emptyA: 0, emptyB: 1, all };
    const bins = pairedLines({ kind: "numbers", numbers }, context(chartOf("histogram", "turns")));
    expect(bins.map(({ name, wholes }) => [name, wholes?.a, wholes?.b])).toEqual([
      ["1", { count: 8, of: 10 }, { count: 1, of: 2 }],
      ["2", { count: 2, of: 10 }, { count: 0, of: 2 }],
      ["no value", { count: 0, of: 10 }, { count: 1, of: 2 }],
    ]);
  });

  it("tells how the filters of either side treat a value, B's own ones too", () => {
    const filters = [{ kind: "one-of", column: "model", values: ["y"], exclude: false } as const];
    const of = { ...context(chartOf("values", "model"), "name"), filtersB: filters };
    const states = pairedLines({ kind: "values", a, b }, of).map((line) => line.states);
    expect(states).toEqual([
      { a: null, b: "out" },
      { a: null, b: "in" },
      { a: null, b: "out" },
    ]);
    expect(states.map((both) => filterWords(both.a, both.b))).toEqual([
      ...["left out in B", "picked in B", "left out in B"],
    ]);
    const both = { ...of, view: { ...EMPTY_VIEW, filters } };
    const [first] = pairedLines({ kind: "values", a, b }, both);
    expect(first && filterWords(first.states.a, first.states.b)).toBe("left out in A and B");
    expect(filterWords("in", "out")).toBe("picked in A, left out in B");
  });

  it("filters A by value or by item, and by nothing that A does not have", () => {
    const of = context(chartOf("values", "model"));
    pairedLines({ kind: "values", a, b }, of)[0]?.onPick?.("only");
    expect(of.onEdit.mock.lastCall?.[0](EMPTY_VIEW).filters).toEqual([
      { kind: "one-of", column: "model", values: ["x"], exclude: false },
    ]);
    const ofList = context(chartOf("values", "tools"));
    pairedLines({ kind: "values", a, b }, ofList)[0]?.onPick?.("exclude");
    expect(ofList.onEdit.mock.lastCall?.[0](EMPTY_VIEW).filters).toEqual([
      { kind: "list", column: "tools", match: "any", values: [], without: ["x"] },
    ]);
    const ofB = context(chartOf("values", "other"));
    expect(pairedLines({ kind: "values", a: null, b }, ofB).map(({ onPick }) => onPick)).toEqual([
      null,
      null,
    ]);
  });

  it("of numbers keeps its bins in their course, empty ones between them too, the last one up to the greatest value", () => {
    const numbers = { edges: [1, 2, 5, 8], max: 7, a: [8, 0, 1], b: [1, 0, 1], emptyA: 1, emptyB: 0 };
    const of = context(chartOf("histogram", "turns"));
    const lines = pairedLines({ kind: "numbers", numbers }, of);
    expect(lines.map(({ name, shareA, shareB }) => [name, shareA, shareB])).toEqual([
      ["1", 0.8, 0.5],
      ["2 to 4", 0, 0],
      ["5 to 7", 0.1, 0.5],
      ["no value", 0.1, 0],
    ]);
    lines[2]?.onPick?.("only");
    expect(of.onEdit.mock.lastCall?.[0](EMPTY_VIEW).filters).toEqual([
      { kind: "ranges", column: "turns", ranges: [{ min: 5, max: 7 }], exclude: false },
    ]);
    const sorted = context(withSetting(of.chart, BY_DIFFERENCE));
    expect(pairedLines({ kind: "numbers", numbers }, sorted).map(({ name }) => name)).toEqual([
      ...["5 to 7", "1", "no value", "2 to 4"],
    ]);
  });

  it("of numbers tells bins apart that stand close", () => {
    const edges = [0, 1, 2, 3].map((step) => 1_700_000_000 + step / 2);
    const numbers = { edges, max: 1_700_000_001.5, a: [1, 1, 1], b: [1, 1, 1], emptyA: 0, emptyB: 0 };
    const of = { ...context(chartOf("histogram", "size")), columns: [column("size", "double")] };
    expect(pairedLines({ kind: "numbers", numbers }, of).map(({ name }) => name)).toEqual([
      "1,700,000,000 to 1,700,000,000.5",
      "1,700,000,000.5 to 1,700,000,001",
      "1,700,000,001 to 1,700,000,001.5",
    ]);
  });

  it("of labels keeps the order of their numbers, unless the chart itself is asked for the largest difference", () => {
    const labels = (counts: Record<string, number>): ChartAnswer => {
      const answer = breakdownOf(counts, 100);
      return answer.kind === "breakdown" ? { ...answer, kind: "labels", unit: "message" } : answer;
    };
    const left = labels({ "[MLT:5]": 1, "[MLT:50]": 40, "[MLT:>800]": 30 });
    const right = labels({ "[MLT:800]": 20, "[MLT:50]": 50, "[MLT:5]": 30, "[MLT:150]": 2 });
    for (const order of ["difference", "count", "name"] as const) {
      const of = context(chartOf("labels", "tools"), order);
      const names = pairedLines({ kind: "values", a: left, b: right }, of).map(({ name }) => name);
      expect(names).toEqual(["[MLT:5]", "[MLT:50]", "[MLT:150]", "[MLT:800]", "[MLT:>800]"]);
    }
    const sorted = withSetting(chartOf("labels", "tools"), BY_DIFFERENCE);
    const names = pairedLines({ kind: "values", a: left, b: right }, context(sorted, "name")).map(
      ({ name }) => name,
    );
    expect(names).toEqual(["[MLT:>800]", "[MLT:5]", "[MLT:800]", "[MLT:50]", "[MLT:150]"]);
    expect(unorderedChart(sorted)).toEqual(chartOf("labels", "tools"));
    const of = context(chartOf("labels", "tools"));
    brushLines(pairedLines({ kind: "values", a: left, b: right }, of), { from: 3, to: 1 }, of);
    expect(of.onEdit.mock.lastCall?.[0](EMPTY_VIEW).filters).toEqual([
      {
        ...{ kind: "list", column: "tools", match: "any", without: [] },
        values: ["[MLT:50]", "[MLT:150]", "[MLT:800]"],
      },
    ]);
  });

  it("of bins brushes the range from one to another", () => {
    const numbers = { edges: [1, 2, 5, 8], max: 7, a: [8, 0, 1], b: [1, 0, 1], emptyA: 1, emptyB: 0 };
    const of = context(chartOf("histogram", "turns"));
    const lines = pairedLines({ kind: "numbers", numbers }, of);
    brushLines(lines, { from: 2, to: 0 }, of);
    expect(of.onEdit.mock.lastCall?.[0](EMPTY_VIEW).filters).toEqual([
      { kind: "ranges", column: "turns", ranges: [{ min: 1, max: 7 }], exclude: false },
    ]);
  });

  it("of length labels compares how many keep to their range", () => {
    const rate = (
      label: string,
      messages: number,
      hits: number,
      range = { over: 0, upTo: 9 } as null | object,
    ) => ({
      ...{ label, messages, hits, total: messages, spread: label === "[MLT:5]" ? [4, 5.5, 8] : null },
      range: range as { over: number; upTo: number } | null,
    });
    const left: ChartAnswer = { kind: "hit-rate", rates: [rate("[MLT:5]", 10, 5), rate("[MLT:50]", 4, 4)] };
    const right: ChartAnswer = {
      kind: "hit-rate",
      rates: [rate("[MLT:5]", 20, 19), rate("[MLT:50]", 2, 2), rate("[MLT:no]", 9, 0, null)],
    };
    const lines = pairedLines(
      { kind: "values", a: left, b: right },
      context(chartOf("hit-rate", "tools"), "name"),
    );
    expect(lines.map(({ name, shareA, shareB, of, sub }) => [name, shareA, shareB, of, sub])).toEqual([
      ["[MLT:5]", 0.5, 0.95, { a: 10, b: 20 }, "1–9 words"],
      ["[MLT:50]", 1, 1, { a: 4, b: 2 }, "1–9 words"],
      // A label that no range is known of is there all the same.
      ["[MLT:no]", 0, 0, { a: 0, b: 9 }, "no range"],
    ]);
    const sorted = context(withSetting(chartOf("hit-rate", "tools"), BY_DIFFERENCE));
    const far: ChartAnswer = { kind: "hit-rate", rates: [rate("[MLT:50]", 2, 1), rate("[MLT:500]", 2, 2)] };
    // What only one side has is no difference of two rates.
    expect(pairedLines({ kind: "values", a: left, b: far }, sorted).map(({ name }) => name)).toEqual([
      ...["[MLT:50]", "[MLT:500]", "[MLT:5]"],
    ]);
    expect(lines[0]?.note).toBe("A: median 5.5, 80% from 4 to 8; B: median 5.5, 80% from 4 to 8");
    expect(lines[1]?.note).toBe("A: no message in view; B: no message in view");
    expect(lines.map(({ feet }) => feet?.[1])).toEqual([
      ["A median 5.5 · B median 5.5"],
      ["A none in view · B none in view"],
      ["A none in view · B none in view"],
    ]);
    expect(pairedHitNumbers("hits", lines).rows[0]).toEqual([
      ...["[MLT:5]", "1–9 words", 5, 10, 50, 19, 20, 95, 45],
      ...[5.5, 4, 8, 5.5, 4, 8],
    ]);
    expect(pairedHitTable("hits", lines).rows).toEqual([
      [
        { main: "[MLT:5]", below: ["1–9 words"] },
        { main: 50, below: ["5 of 10", "median 5.5", "80% 4–8"] },
        { main: 95, below: ["19 of 20", "median 5.5", "80% 4–8"] },
        45,
      ],
      [
        { main: "[MLT:50]", below: ["1–9 words"] },
        { main: 100, below: ["4 of 4"] },
        { main: 100, below: ["2 of 2"] },
        0,
      ],
      [
        { main: "[MLT:no]", below: ["no range"] },
        { main: null, below: ["0 messages"] },
        { main: null, below: ["9 messages"] },
        null,
      ],
    ]);
  });
});

describe("a heat map of two sides", () => {
  const item = (value: string) => ({ kind: "value", value, total: 1 }) as const;
  const axes = {
    rows: { items: [item("p"), item("q")], hidden: 0 },
    columns: { items: [item("[MLT:5]"), item("[MLT:50]")], hidden: 0 },
  };
  const differences = [0.1, 0, -0.3, 0.2];

  it("orders values by their differences, and leaves labels in their course", () => {
    const cross = chartOf("cross", "model", "tools");
    expect(axisOrder(cross, axes, differences, "difference")).toEqual({ rows: [1, 0], columns: [0, 1] });
    expect(axisOrder(cross, axes, differences, "count")).toEqual({ rows: [0, 1], columns: [0, 1] });
    const turns = chartOf("label-turns", "tools");
    expect(axisOrder(turns, axes, differences, "difference").rows).toEqual([0, 1]);
    const square = { rows: axes.rows, columns: axes.rows };
    const wins = chartOf("wins", "model", "other");
    expect(axisOrder(wins, square, [0, 0.1, null, 0], "name")).toEqual({ rows: [0, 1], columns: [0, 1] });
  });

  it("of what follows what keeps what follows itself on the diagonal", () => {
    const steps = chartOf("tool-steps", "tools");
    const unlike = {
      rows: { items: [item("p"), item("q"), item("only before")], hidden: 0 },
      columns: { items: [item("only after"), item("q"), item("p")], hidden: 0 },
    };
    const of = [0.9, 0.1, 0, 0, 0.5, 0.3, 0, 0, 0];
    for (const order of ["difference", "count", "name"] as const) {
      const { rows, columns } = axisOrder(steps, unlike, of, order);
      const names = rows.map((row) => unlike.rows.items[row]?.value);
      const others = columns.map((column) => unlike.columns.items[column]?.value);
      expect(others.slice(0, 2)).toEqual(names.slice(0, 2));
      expect([names[2], others[2]]).toEqual(["only before", "only after"]);
    }
    expect(axisOrder(steps, unlike, of, "difference").rows).toEqual([1, 0, 2]);
  });

  it("as a list of its cells has the largest difference first, of the share that is coloured", () => {
    const cell = (row: number, place: number, selected: number) => ({
      ...{ row, column: place, selected, total: selected, mean: null },
    });
    const a = { ...axes, cells: [cell(0, 0, 2), cell(1, 1, 1)], inView: 4, total: 4 };
    const b = { ...axes, cells: [cell(0, 1, 8), cell(1, 1, 2)], inView: 10, total: 10 };
    const onEdit = vi.fn<(change: (view: ViewState) => ViewState) => void>();
    const linesOf = (colour: "count" | "column-share") =>
      crossLines({
        ...{
          chart: chartOf("cross", "model", "turns"),
          cross: { a, b },
          colour,
          view: EMPTY_VIEW,
          filtersB: [],
          onEdit,
        },
        ...{ unit: "row" as const },
        columns: [column("model", "text"), column("turns", "text")],
      });
    expect(linesOf("count").map(({ name, shareA, shareB, of }) => [name, shareA, shareB, of])).toEqual([
      ["p, [MLT:50]", 0, 0.8, { a: 4, b: 10 }],
      ["p, [MLT:5]", 0.5, 0, { a: 4, b: 10 }],
      ["q, [MLT:50]", 0.25, 0.2, { a: 4, b: 10 }],
    ]);
    expect(linesOf("column-share").map(({ name, shareA, shareB, of }) => [name, shareA, shareB, of])).toEqual(
      [
        ["p, [MLT:50]", 0, 0.8, { a: 1, b: 10 }],
        ["q, [MLT:50]", 1, 0.2, { a: 1, b: 10 }],
        ["p, [MLT:5]", 1, 0, { a: 2, b: 0 }],
      ],
    );
    linesOf("count")[0]?.onPick?.("only");
    expect(onEdit.mock.lastCall?.[0](EMPTY_VIEW).filters.map(({ kind }) => kind)).toEqual([
      "one-of",
      "one-of",
    ]);
  });

  it("as a table has the largest difference first, counts and shares of either side", () => {
    const cell = (row: number, place: number, selected: number) => ({
      ...{ row, column: place, selected, total: selected, mean: null },
    });
    const a = { ...axes, cells: [cell(0, 0, 2), cell(1, 1, 1)], inView: 4, total: 4 };
    const b = { ...axes, cells: [cell(0, 1, 8), cell(1, 1, 2)], inView: 10, total: 10 };
    const table = pairedCrossTable(chartOf("cross", "model", "tools"), { a, b }, COLUMNS, new Map());
    expect(table.rows).toEqual([
      ["p", "[MLT:50]", 0, 0, 8, 80, 80],
      ["p", "[MLT:5]", 2, 50, 0, 0, -50],
      ["q", "[MLT:50]", 1, 25, 2, 20, -5],
    ]);
  });
});

it("a pair is told by count, share and ratio of either side, and by its difference", () => {
  const told = (a: number, b: number, more: Partial<ToldPair> = {}) =>
    pairWords({
      ...{ a, b, of: { a: 1000, b: 500 }, shareA: a / 1000, shareB: b / 500, unit: "message", ...more },
    });
  expect(told(5, 0)).toEqual([
    ...["A 5 of 1,000 messages, 0.50%", "B 0 of 500 messages, 0%", "difference −0.50 pp, only in A"],
  ]);
  expect(told(0, 500, { of: { a: 0, b: 500 } })).toEqual([
    ...["A 0 messages", "B 500 of 500 messages, 100%", "difference +100.00 pp, only in B"],
  ]);
  expect(told(3, 0, { of: { a: 3, b: 0 }, isOfPart: true })).toEqual([
    ...["A 3 of 3 messages, 100%", "B 0 messages"],
  ]);
  expect(told(3, 0, { lone: "a" })).toEqual(["A 3 of 1,000 messages, 0.30%"]);
  expect(told(0, 0, { isUncounted: true })).toEqual(["A 1,000 messages", "B 500 messages", "no range"]);
});

it("a difference has its sign, however small, and always as many decimals", () => {
  const words = (shareB: number) => pointsWords({ shareA: 0.5, shareB: 0.5 + shareB });
  expect([0, 0.0241, -0.001, -0.00002, 0.000001].map(words)).toEqual([
    "0.00 pp",
    "+2.41 pp",
    "−0.10 pp",
    "−<0.01 pp",
    "+<0.01 pp",
  ]);
});

it("differences in a heat map are all as fine as the largest of them; what rounds to nothing has no sign", () => {
  const texts = (values: number[], most: number) =>
    values.map((value) => differenceText(value, most, "count"));
  expect(texts([0.3, -0.1, 0.002, 0], 0.3)).toEqual(["+30", "−10", "0", "0"]);
  expect(texts([0.05, -0.004, -0.0002], 0.05)).toEqual(["+5.0", "−0.4", "0.0"]);
  expect(texts([0.0015, -0.0002], 0.0015)).toEqual(["+0.15", "−0.02"]);
});
