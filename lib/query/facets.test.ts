import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Column } from "@/lib/schema";
import type { Filter } from "@/lib/view";
import { countRows } from "./fetch-page";
import { numberFacet } from "./number-facet";
import { ENGINES, type TestEngine } from "./testing/engines";
import { column, finishIndex, readRecords, scopeOf, stageFile } from "./testing/test-index";
import { distinctValues, listFacet, valueFacet } from "./value-facet";

interface Trajectory {
  sample_id: string;
  category: string;
  teacher_model: string;
  success: boolean;
  num_turns: number;
  tools_used: string[];
}

const IPW_COLUMNS = [
  column("sample_id", "text"),
  column("category", "text"),
  column("teacher_model", "text"),
  column("success", "boolean"),
  column("num_turns", "integer"),
  column("tools_used", "list<text>"),
];

function countBy<Row>(rows: readonly Row[], keysOf: (row: Row) => readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) for (const key of new Set(keysOf(row))) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

const STAGES = ENGINES.flatMap(([name, start]) => [
  [name, "while reading", start] as const,
  [name, "once complete", start] as const,
]);

describe.each(STAGES)("in %s, facets of trajectories, %s", (_, stage, start) => {
  const rows = readRecords<Trajectory>("shapes/ipw-sft-shape.jsonl");
  let engine: TestEngine;
  let columns: readonly Column[];
  beforeAll(async () => {
    engine = await start();
    columns = await stageFile(engine, "shapes/ipw-sft-shape.jsonl", IPW_COLUMNS);
    if (stage === "once complete") columns = (await finishIndex(engine, columns)).columns;
  });
  afterAll(() => engine.close());

  const math: Filter = {
    kind: "one-of",
    column: "category",
    values: ["High School Math", "General Math"],
    exclude: false,
  };
  const someTurns: Filter = {
    kind: "ranges",
    column: "num_turns",
    ranges: [{ min: 2, max: 3 }],
    exclude: false,
  };
  const isMath = (row: Trajectory) => math.values.includes(row.category);
  const hasSomeTurns = (row: Trajectory) => row.num_turns >= 2 && row.num_turns <= 3;

  it("counts every category of the file, in view and of all", async () => {
    const scope = scopeOf(columns, { filters: [someTurns] });
    const facet = await valueFacet(engine, scope, "category");
    const total = countBy(rows, (row) => [row.category]);
    const selected = countBy(rows.filter(hasSomeTurns), (row) => [row.category]);
    expect(total.get("High School Math")).toBe(117);
    expect(facet.distinct).toBe(total.size);
    expect(new Map(facet.values.map((entry) => [entry.value, entry.total]))).toEqual(total);
    expect(facet.values.map((entry) => entry.selected)).toEqual(
      facet.values.map(({ value }) => selected.get(value ?? "") ?? 0),
    );
    expect(facet.values.map((entry) => entry.selected)).toEqual(
      facet.values.map((entry) => entry.selected).toSorted((a, b) => b - a),
    );
  });

  it("leaves a facet's own filter out, and no other", async () => {
    const scope = scopeOf(columns, { filters: [math, someTurns] });
    const category = await valueFacet(engine, scope, "category");
    expect(category.values.reduce((sum, entry) => sum + entry.selected, 0)).toBe(
      rows.filter(hasSomeTurns).length,
    );
    const success = await valueFacet(engine, scope, "success", { order: "name" });
    const kept = rows.filter((row) => isMath(row) && hasSomeTurns(row));
    expect(success.values).toEqual([
      { value: "false", selected: kept.filter((row) => !row.success).length, total: 3 },
      { value: "true", selected: kept.filter((row) => row.success).length, total: 297 },
    ]);
    expect(await countRows(engine, scope)).toEqual({ inView: kept.length, total: rows.length });
  });

  it("counts a row once for a tool it used twice", async () => {
    const scope = scopeOf(columns, { filters: [math] });
    const facet = await listFacet(engine, scope, "tools_used");
    const total = countBy(rows, (row) => row.tools_used);
    const selected = countBy(rows.filter(isMath), (row) => row.tools_used);
    expect(facet.distinct).toBe(total.size);
    for (const { value, ...counts } of facet.values) {
      expect(counts).toEqual({ selected: selected.get(value ?? "") ?? 0, total: total.get(value ?? "") });
    }
  });

  it("groups teacher models", async () => {
    const scope = { ...scopeOf(columns, { groupTeachers: true }), teacherColumns: ["teacher_model"] };
    const facet = await valueFacet(engine, scope, "teacher_model", { order: "name" });
    expect(facet.values).toEqual([
      { value: "claude-opus", selected: 2, total: 2 },
      { value: "claude-sonnet", selected: 7, total: 7 },
      { value: "kimi-k2", selected: 291, total: 291 },
    ]);
  });

  it("reaches every value by pages and by search", async () => {
    const scope = scopeOf(columns);
    const all = await distinctValues(engine, scope, "category");
    const paged: (string | null)[] = [];
    for (let offset = 0; offset < all.length; offset += 4) {
      const page = await valueFacet(engine, scope, "category", { order: "name", limit: 4, offset });
      expect(page.distinct).toBe(all.length);
      paged.push(...page.values.map((entry) => entry.value));
    }
    expect(paged).toEqual(all);
    expect((await valueFacet(engine, scope, "category", { limit: 4, offset: 10_000 })).distinct).toBe(
      all.length,
    );
    const found = await distinctValues(engine, scope, "category", "mATH");
    expect(found).toEqual(all.filter((value) => value?.toLowerCase().includes("math")));
    expect(found.length).toBeGreaterThan(1);
  });

  it("restricts to the rows a search found", async () => {
    await engine.execute(
      "CREATE OR REPLACE TABLE found (_row UBIGINT); INSERT INTO found VALUES (0), (1), (299)",
    );
    const scope = { ...scopeOf(columns), matches: { table: "found", rowEnd: 300 } };
    expect(await countRows(engine, scope)).toEqual({ inView: 3, total: 300 });
    const facet = await valueFacet(engine, scope, "category");
    const expected = countBy(
      [0, 1, 299].map((row) => rows[row]?.category ?? ""),
      (category) => [category],
    );
    expect(facet.values.filter((entry) => entry.selected > 0).length).toBe(expected.size);
    for (const entry of facet.values) expect(entry.selected).toBe(expected.get(entry.value ?? "") ?? 0);
  });

  it("counts what a search had found, whatever it has found since", async () => {
    await engine.execute("CREATE OR REPLACE TABLE found AS SELECT unnest([3, 5, 150]) AS _row");
    const scope = { ...scopeOf(columns), matches: { table: "found", rowEnd: 200 } };
    const counts = await countRows(engine, scope);
    await engine.execute("INSERT INTO found SELECT unnest(range(200, 300))");
    const { values } = await valueFacet(engine, scope, "category");
    expect(values.reduce((sum, { selected }) => sum + selected, 0)).toBe(counts.inView);
    const { bins, emptySelected } = await numberFacet(engine, scope, "num_turns");
    expect(bins.reduce((sum, { selected }) => sum + selected, emptySelected)).toBe(counts.inView);
  });
});

describe.each(ENGINES)("in %s, facets of other data", (_, start) => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await start();
  });
  afterAll(() => engine.close());

  it("has eight categories of ten questions, and no value for a missing reference", async () => {
    const staged = await stageFile(engine, "mt-bench-question.jsonl", [
      column("question_id", "integer"),
      column("category", "text"),
      column("reference", "list<text>"),
    ]);
    const { columns, uniqueIdColumn, roles } = await finishIndex(engine, staged);
    const facet = await valueFacet(engine, scopeOf(columns), "category");
    expect(facet.values.map((entry) => entry.total)).toEqual(Array(8).fill(10));
    expect(uniqueIdColumn).toBe("question_id");
    expect(roles).toMatchObject({ id: ["question_id"], category: ["category"] });
    const empty: Filter = { kind: "empty", column: "reference", exclude: true };
    expect((await countRows(engine, scopeOf(columns, { filters: [empty] }))).inView).toBe(39);
  });

  it("splits the preferences half and half", async () => {
    const staged = await stageFile(engine, "kto-en-messages.json", [column("label", "boolean")]);
    const { columns, roles } = await finishIndex(engine, staged);
    const facet = await valueFacet(engine, scopeOf(columns), "label", { order: "name" });
    expect(facet.values).toEqual([
      { value: "false", selected: 150, total: 150 },
      { value: "true", selected: 150, total: 150 },
    ]);
    expect(roles).toEqual({ success: ["label"] });
  });

  it("orders length labels by their number, also when sorting rows", async () => {
    const staged = await stageFile(engine, "shapes/tulu3-mlt-shape.jsonl", [
      column("id", "text"),
      column("mlt", "list<text>"),
    ]);
    const { columns, roles } = await finishIndex(engine, staged);
    const facet = await listFacet(engine, scopeOf(columns), "mlt", { order: "name" });
    const numbers = [5, 10, 30, 50, 80, 150, 300, 500, 700, 800];
    expect(facet.values.map((entry) => entry.value)).toEqual(numbers.map((number) => `[MLT:${number}]`));
    expect(roles.labels).toEqual(["mlt"]);
    const rows = readRecords<{ mlt: string[] }>("shapes/tulu3-mlt-shape.jsonl");
    const total = countBy(rows, (row) => row.mlt);
    expect(facet.values.map((entry) => entry.total)).toEqual(
      facet.values.map(({ value }) => total.get(value ?? "")),
    );
  });

  it("shows no value and empty text as values of their own", async () => {
    await engine.execute("CREATE OR REPLACE TABLE staging AS SELECT unnest(['', NULL, 'a', NULL]) AS note");
    await engine.execute("CREATE OR REPLACE VIEW rows AS SELECT rowid AS _row, * FROM staging");
    const facet = await valueFacet(engine, scopeOf([column("note", "text")]), "note", { order: "name" });
    expect(facet.values).toEqual([
      { value: "", selected: 1, total: 1 },
      { value: "a", selected: 1, total: 1 },
      { value: null, selected: 2, total: 2 },
    ]);
    expect(await valueFacet(engine, scopeOf([]), "note")).toEqual({ values: [], distinct: 0 });
  });

  it("orders numbers by value", async () => {
    await engine.execute(
      "CREATE OR REPLACE TABLE staging AS SELECT unnest([10, 9, NULL, -1, 100]::BIGINT[]) AS n",
    );
    await engine.execute("CREATE OR REPLACE VIEW rows AS SELECT rowid AS _row, * FROM staging");
    expect(await distinctValues(engine, scopeOf([column("n", "integer")]), "n")).toEqual([
      "-1",
      "9",
      "10",
      "100",
      null,
    ]);
  });
});
