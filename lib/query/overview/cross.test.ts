import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Column } from "@/lib/schema";
import type { Filter } from "@/lib/view";
import { ENGINES, type TestEngine } from "../testing/engines";
import { column, finishIndex, literal, scopeOf, stageRows } from "../testing/test-index";
import { itemCounts } from "./breakdown";
import { type Cross, cross, differenceSql } from "./cross";
import { quantiles } from "./quantiles";
import { MOST_PLACES, sequence } from "./sequence";

interface Row {
  source: string | null;
  labels: string[];
  'say "hi"': number | null;
  chosen: string;
  rejected: string;
  good: number;
  bad: number;
}

const LABELS = ["[MLT:5]", "[MLT:50]", "[MLT:>800]"];
const MODELS = ["vllm:a@1", "vllm:a@2", "b", "c"];
const ROWS: Row[] = Array.from({ length: 120 }, (_, row) => ({
  source: row % 11 === 0 ? null : (["x/one", "x/two", "it's"][row % 3] ?? null),
  labels: Array.from({ length: row % 16 }, (__, place) => LABELS[(row + place * place) % 3] ?? ""),
  'say "hi"': row % 13 === 0 ? null : row * row,
  chosen: MODELS[row % 4] ?? "",
  rejected: MODELS[(row * 7 + 1) % 4] ?? "",
  good: (row % 9) / 2,
  bad: (row % 5) / 4,
}));
const COLUMNS = [
  column("source", "text"),
  column("labels", "list<text>"),
  column('say "hi"', "integer"),
  column("chosen", "text"),
  column("rejected", "text"),
  column("good", "double"),
  column("bad", "double"),
];

/** A cell by the words of its lines. */
function cellsOf(answer: Cross | null): Map<string, [selected: number, total: number]> {
  const words = (side: "rows" | "columns", place: number) => {
    const item = answer?.[side].items[place];
    return item?.kind === "bin" ? `${item.start}` : String(item?.value);
  };
  return new Map(
    answer?.cells.map((cell) => [
      `${words("rows", cell.row)} ${words("columns", cell.column)}`,
      [cell.selected, cell.total],
    ]),
  );
}

function countPairs(rows: readonly Row[], keys: (row: Row) => readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) for (const key of keys(row)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

describe.each(ENGINES)("in %s", (_, start) => {
  let engine: TestEngine;
  let columns: readonly Column[];
  beforeAll(async () => {
    engine = await start();
    const values = ROWS.map((row) => `(${Object.values(row).map(literal).join(", ")})`).join(", ");
    const names = Object.keys(ROWS[0] ?? {}).map((name) => `"${name.replaceAll('"', '""')}"`);
    const staged = await stageRows(
      engine,
      `SELECT * FROM (VALUES ${values}) AS t(${names.join(", ")})`,
      COLUMNS,
    );
    columns = (await finishIndex(engine, staged)).columns;
  });
  afterAll(() => engine.close());

  const few: Filter = { kind: "ranges", column: 'say "hi"', ranges: [{ min: 0, max: 2500 }], exclude: false };
  const isFew = (row: Row) => row['say "hi"'] !== null && row['say "hi"'] <= 2500;
  const own: Filter = { kind: "list", column: "labels", match: "any", values: ["[MLT:5]"], without: [] };

  it("two fields count a row once for each item of a list, without their own filters", async () => {
    const answer = await cross(engine, scopeOf(columns, { filters: [few, own] }), ["source", "labels"]);
    const pairs = (row: Row) =>
      row.source === null ? [] : [...new Set(row.labels)].map((item) => `${row.source} ${item}`);
    const total = countPairs(ROWS, pairs);
    const selected = countPairs(ROWS.filter(isFew), pairs);
    expect(cellsOf(answer)).toEqual(
      new Map([...total].map(([key, count]) => [key, [selected.get(key) ?? 0, count]])),
    );
    expect(answer?.inView).toBe(ROWS.filter(isFew).length);
    expect(answer?.total).toBe(ROWS.length);
    expect(answer?.columns.items.map((item) => item.kind === "value" && item.value)).toEqual(LABELS);
  });

  it("numbers are binned, and every row with a number lies in a bin", async () => {
    const answer = await cross(engine, scopeOf(columns), ['say "hi"', "source"]);
    const counted = answer?.cells.reduce((sum, cell) => sum + cell.total, 0);
    expect(counted).toBe(ROWS.filter((row) => row['say "hi"'] !== null && row.source !== null).length);
    for (const { row, column: place, total } of answer?.cells ?? []) {
      const [bin, item] = [answer?.rows.items[row], answer?.columns.items[place]];
      if (bin?.kind !== "bin" || item?.kind !== "value") throw new Error("no bin");
      const isIn = (value: number | null) =>
        value !== null && value >= bin.start && (bin.isLast ? value <= bin.end : value < bin.end);
      expect(total).toBe(ROWS.filter((r) => r.source === item.value && isIn(r['say "hi"'])).length);
    }
  });

  it("models win over each other on one pair of axes, with their mean margin, grouped when asked", async () => {
    const scope = {
      ...scopeOf(columns, { groupTeachers: true }),
      teacherColumns: ["chosen", "rejected"],
    };
    const measureSql = differenceSql(scope, ["good", "bad"]);
    const answer = await cross(engine, scope, ["chosen", "rejected"], { isSquare: true, measureSql });
    expect(answer?.rows.items).toEqual(answer?.columns.items);
    const group = (model: string) => model.replace("vllm:", "").replace(/@.*/, "");
    const counts = countPairs(ROWS, (row) => [`${group(row.chosen)} ${group(row.rejected)}`]);
    expect(cellsOf(answer)).toEqual(new Map([...counts].map(([key, count]) => [key, [count, count]])));
    for (const cell of answer?.cells ?? []) {
      const [a, b] = [answer?.rows.items[cell.row], answer?.columns.items[cell.column]];
      const of = ROWS.filter(
        (row) =>
          a?.kind === "value" &&
          b?.kind === "value" &&
          group(row.chosen) === a.value &&
          group(row.rejected) === b.value,
      );
      expect(cell.mean).toBeCloseTo(of.reduce((sum, row) => sum + row.good - row.bad, 0) / of.length, 9);
    }
    expect(differenceSql(scope, ["good", "source"])).toBeNull();
  });

  it("items of a list are counted by their place, the last line holding those beyond", async () => {
    const answer = await sequence(engine, scopeOf(columns, { filters: [few, own] }), "labels", "places");
    const places = (row: Row) =>
      row.labels.map((item, place) => `${Math.min(place + 1, MOST_PLACES)} ${item}`);
    const total = countPairs(ROWS, places);
    const selected = countPairs(ROWS.filter(isFew), places);
    expect(cellsOf(answer)).toEqual(
      new Map([...total].map(([key, count]) => [key, [selected.get(key) ?? 0, count]])),
    );
    expect(answer?.rows.items).toHaveLength(MOST_PLACES);
  });

  it("items of a list are counted by the item before them", async () => {
    const answer = await sequence(engine, scopeOf(columns), "labels", "steps");
    const steps = countPairs(ROWS, (row) =>
      row.labels.slice(1).map((item, place) => `${row.labels[place]} ${item}`),
    );
    expect(cellsOf(answer)).toEqual(new Map([...steps].map(([key, count]) => [key, [count, count]])));
    expect(answer?.total).toBe([...steps.values()].reduce((sum, count) => sum + count, 0));
  });

  it("items are counted with their repeats, in the order of labels", async () => {
    const answer = await itemCounts(engine, scopeOf(columns, { filters: [few, own] }), "labels");
    const total = countPairs(ROWS, (row) => row.labels);
    const selected = countPairs(ROWS.filter(isFew), (row) => row.labels);
    expect(answer.values.map(({ value, selected: inView, total: all }) => [value, inView, all])).toEqual(
      LABELS.map((label) => [label, selected.get(label), total.get(label)]),
    );
    expect(answer.rowsTotal).toBe(ROWS.reduce((sum, row) => sum + row.labels.length, 0));
  });

  it("quantiles are those of the rows in view", async () => {
    const only: Filter = { kind: "one-of", column: "source", values: ["it's"], exclude: false };
    const answer = await quantiles(engine, scopeOf(columns, { filters: [only, few] }), 'say "hi"');
    const values = ROWS.filter((row) => row.source === "it's")
      .flatMap((row) => row['say "hi"'] ?? [])
      .sort((a, b) => a - b);
    const middle = (values.length - 1) / 2;
    expect(answer?.at[2]).toBe(((values[Math.floor(middle)] ?? 0) + (values[Math.ceil(middle)] ?? 0)) / 2);
    expect(answer?.mean).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / values.length, 9);
    expect(await quantiles(engine, scopeOf(columns), "source")).toBeNull();
  });
});
