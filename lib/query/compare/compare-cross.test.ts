import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Filter } from "@/lib/view";
import type { Cross } from "../overview/cross";
import { ENGINES, type TestEngine } from "../testing/engines";
import { column, finishIndex, literal, scopeOf, stageRows } from "../testing/test-index";
import { compareCross, compareSequence, joinAxes } from "./compare-cross";
import type { Side } from "./side";

interface Row {
  'say "hi"': string | null;
  labels: string[];
  size: number | null;
}

const COLUMNS = [column('say "hi"', "text"), column("labels", "list<text>"), column("size", "integer")];
const LABELS = ["[MLT:5]", "[MLT:50]", "[MLT:>800]"];
/** More sources than an axis has lines, and each side with some of its own. */
const rowsOf = (count: number, shift: number): Row[] =>
  Array.from({ length: count }, (_, row) => ({
    'say "hi"': row % 17 === 0 ? null : `s${Math.floor(((row + shift) % 40) ** 1.5 / 9) + shift}`,
    labels: Array.from({ length: row % 4 }, (__, place) => LABELS[(row + place + shift) % 3] ?? ""),
    size: row % 9 === 0 ? null : row * (shift + 1),
  }));
const A = rowsOf(300, 0);
const B = rowsOf(180, 3);

/** What is in view of the cells, by the words of their lines. */
function cellsOf(answer: Cross): Map<string, number> {
  const words = (side: "rows" | "columns", place: number) => {
    const item = answer[side].items[place];
    return item?.kind === "bin" ? `${item.start}` : String(item?.value);
  };
  return new Map(
    answer.cells
      .filter(({ selected }) => selected > 0)
      .map((cell) => [`${words("rows", cell.row)} ${words("columns", cell.column)}`, cell.selected]),
  );
}

function count(rows: readonly Row[], keys: (row: Row) => readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) for (const key of keys(row)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

describe.each(ENGINES)("in %s, a table of two fields of two datasets", (_, start) => {
  let engine: TestEngine;
  let other: TestEngine;
  let a: Side;
  let b: Side;
  beforeAll(async () => {
    engine = await start();
    other = await engine.besides("compared");
    const sideOf = async (at: TestEngine, rows: readonly Row[]): Promise<Side> => {
      const values = rows.map((row) => `(${Object.values(row).map(literal).join(", ")})`).join(", ");
      const select = `SELECT "say ""hi""", labels::VARCHAR[] AS labels, size::BIGINT AS size FROM (VALUES ${values}) AS t("say ""hi""", labels, size)`;
      const { columns } = await finishIndex(at, await stageRows(at, select, COLUMNS));
      return { engine: at, place: at === engine ? "main" : "compared", scope: scopeOf(columns) };
    };
    a = await sideOf(engine, A);
    b = await sideOf(other, B);
  });
  afterAll(() => engine.close());

  it("has on its axes what is most frequent in both together, and counts each side on them", async () => {
    const found = await compareCross(a, b, ['say "hi"', "labels"], { isSquare: false, ratings: [] });
    const totals = count([...A, ...B], (row) => (row['say "hi"'] === null ? [] : [row['say "hi"']]));
    const items = found?.a.rows.items.map((item) => (item.kind === "value" ? item.value : null)) ?? [];
    expect(items).toHaveLength(20);
    const least = Math.min(...items.map((value) => totals.get(value ?? "") ?? 0));
    const left = [...totals].filter(([value]) => !items.includes(value));
    expect(Math.max(...left.map(([, total]) => total))).toBeLessThanOrEqual(least);
    expect(found?.a.rows.hidden).toBe(left.length);
    expect(found?.b.rows).toEqual(found?.a.rows);
    expect(found?.a.columns.items.map((item) => item.kind === "value" && item.value)).toEqual(LABELS);
    const cells = (row: Row) =>
      items.includes(row['say "hi"'])
        ? [...new Set(row.labels)].map((label) => `${row['say "hi"']} ${label}`)
        : [];
    expect(found && cellsOf(found.a)).toEqual(count(A, cells));
    expect(found && cellsOf(found.b)).toEqual(count(B, cells));
    expect([found?.a.inView, found?.b.inView]).toEqual([A.length, B.length]);
  });

  it("follows the filters of each side, but not those on its own fields", async () => {
    const few: Filter = { kind: "ranges", column: "size", ranges: [{ min: 0, max: 200 }], exclude: false };
    const own: Filter = { kind: "list", column: "labels", match: "any", values: ["[MLT:5]"], without: [] };
    const narrowed = { ...a, scope: scopeOf(a.scope.columns, { filters: [few, own] }) };
    const found = await compareCross(narrowed, b, ['say "hi"', "labels"], { isSquare: false, ratings: [] });
    expect(found?.a.inView).toBe(A.filter(({ size }) => size !== null && size <= 200).length);
    expect(found?.b.inView).toBe(B.length);
  });

  it("puts the numbers of both into the same bins", async () => {
    const found = await compareCross(a, b, ["size", "labels"], { isSquare: false, ratings: [] });
    const bins = found?.a.rows.items ?? [];
    const binOf = (value: number) =>
      bins.find(
        (bin) =>
          bin.kind === "bin" && value >= bin.start && (bin.isLast ? value <= bin.end : value < bin.end),
      );
    const cells = (row: Row) => {
      const bin = row.size === null ? undefined : binOf(row.size);
      return bin?.kind === "bin" ? [...new Set(row.labels)].map((label) => `${bin.start} ${label}`) : [];
    };
    expect(found && cellsOf(found.a)).toEqual(count(A, cells));
    expect(found && cellsOf(found.b)).toEqual(count(B, cells));
  });

  it("is empty on a side without the field", async () => {
    const bare = { ...b, scope: scopeOf([column("labels", "list<text>")]) };
    const found = await compareCross(a, bare, ['say "hi"', "labels"], { isSquare: false, ratings: [] });
    expect(found?.b.cells).toEqual([]);
    expect(found?.a.cells.length).toBeGreaterThan(0);
    expect(
      await compareCross(bare, bare, ['say "hi"', "labels"], { isSquare: false, ratings: [] }),
    ).toBeNull();
  });

  it("counts items by their place, and by the item before them", async () => {
    const places = await compareSequence(a, b, "labels", "places");
    const byPlace = (row: Row) => row.labels.map((label, place) => `${place + 1} ${label}`);
    expect(places && cellsOf(places.a)).toEqual(count(A, byPlace));
    expect(places && cellsOf(places.b)).toEqual(count(B, byPlace));
    expect(places?.a.rows.items.map((item) => item.kind === "value" && item.value)).toEqual(["1", "2", "3"]);
    const steps = await compareSequence(a, b, "labels", "steps");
    const bySteps = (row: Row) => row.labels.slice(1).map((label, place) => `${row.labels[place]} ${label}`);
    expect(steps && cellsOf(steps.a)).toEqual(count(A, bySteps));
    expect(steps && cellsOf(steps.b)).toEqual(count(B, bySteps));
    expect(steps?.a.rows).toEqual(steps?.b.rows);
  });
});

it("axes join by value, with what they come to together", () => {
  const item = (value: string, total: number) => ({ kind: "value", value, total }) as const;
  const joined = joinAxes(
    { items: [item("x", 5), item("y", 1)], hidden: 0 },
    { items: [item("z", 9), item("y", 7)], hidden: 2 },
  );
  expect(joined).toEqual({ items: [item("z", 9), item("y", 8), item("x", 5)], hidden: 2 });
});
