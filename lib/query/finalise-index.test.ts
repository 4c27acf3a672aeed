import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cell } from "@/lib/engine";
import type { Column } from "@/lib/schema";
import { fetchPage } from "./fetch-page";
import { tidyIndex } from "./finalise-index";
import { quoteText } from "./quote";
import { ENGINES, type TestEngine } from "./testing/engines";
import { column, finishIndex, scopeOf, stageFile, stageRows } from "./testing/test-index";
import { listFacet, valueFacet } from "./value-facet";

async function allCells(engine: TestEngine, columns: readonly Column[]): Promise<(readonly Cell[])[]> {
  const page = await fetchPage(
    engine,
    scopeOf(columns),
    columns.map((entry) => entry.name),
    0,
    1_000_000,
  );
  return ["_row", ...columns.map((entry) => entry.name)].map((name) => page.column(name));
}

const FILES: readonly [string, readonly Column[]][] = [
  [
    "shapes/ipw-sft-shape.jsonl",
    [
      column("sample_id", "text"),
      column("category", "text"),
      column("teacher_model", "text"),
      column("total_cost_usd", "double"),
      column("tools_used", "list<text>"),
    ],
  ],
  [
    "mt-bench-question.jsonl",
    [column("category", "text"), column("turns", "list<text>"), column("reference", "list<text>")],
  ],
  [
    "shapes/tulu3-mlt-shape.jsonl",
    [column("id", "text"), column("mlt", "list<text>"), column("source", "text")],
  ],
  ["tulu1-human-eval.jsonl", [column("prompt", "text"), column("id", "text")]],
];

describe.each(ENGINES)("in %s, the finished index", (_, start) => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await start();
  });
  afterAll(() => engine.close());

  it.each(FILES)("loses no value of %s", async (file, fields) => {
    const staged = await stageFile(engine, file, fields);
    const kept = staged.filter((entry) => entry.name !== "_problems");
    const before = await allCells(engine, kept);
    const { columns } = await finishIndex(engine, staged);
    expect(
      await allCells(
        engine,
        columns.filter((entry) => entry.name !== "_problems"),
      ),
    ).toEqual(before);
    expect(columns.map((entry) => entry.name)).toEqual(staged.map((entry) => entry.name));
    expect(columns.some((entry) => entry.isEnum)).toBe(true);
  });

  it.each([
    ["few-valued text", ["", "it's", "😀", "line\r\nbreak", " a ", "a", "A", "[MLT:5]"], true],
    ["text with NUL", ["nul\0inside", "\0", "nul", ""], false],
  ])("keeps every value of %s", async (_, values, isEnum) => {
    const list = `[${values.map(quoteText).join(", ")}, NULL]`;
    const staged = await stageRows(
      engine,
      `SELECT unnest(${list}::VARCHAR[]) AS "say ""hi""", ${list} AS items FROM range(30)`,
      [column('say "hi"', "text"), column("items", "list<text>")],
    );
    const before = await allCells(engine, staged);
    const { columns } = await finishIndex(engine, staged);
    expect(await allCells(engine, columns)).toEqual(before);
    expect(columns.map((entry) => entry.isEnum)).toEqual([true, isEnum, isEnum]);
    const facet = await valueFacet(engine, scopeOf(columns), 'say "hi"', { order: "name" });
    expect(new Set(facet.values.map((entry) => entry.value))).toEqual(new Set([...values, null]));
    expect(facet.values.every((entry) => entry.total === 30)).toBe(true);
    const items = await listFacet(engine, scopeOf(columns), "items", { order: "name" });
    expect(new Set(items.values.map((entry) => entry.value))).toEqual(new Set(values));
    const sort = [{ column: 'say "hi"', descending: false }];
    const sorted = await fetchPage(engine, scopeOf(columns, { sort }), ['say "hi"'], 0, 1);
    expect(values).toContain(sorted.get(0, 'say "hi"'));
  });

  it("keeps each row at its place, with the problems of its own", async () => {
    const staged = await stageRows(
      engine,
      "SELECT range AS n, greatest(range, 1000) AS id, 'k' || range % 3 AS kind FROM range(130000)",
      [column("n", "integer"), column("id", "integer"), column("kind", "text")],
    );
    const { columns } = await finishIndex(engine, staged);
    const wrong = await engine.query(
      "SELECT count(*) AS n FROM rows WHERE _row <> n OR kind <> 'k' || n % 3 OR (len(_problems) = 1) <> (n <= 1000)",
    );
    expect(wrong.get(0, "n")).toBe(0);
    expect((await fetchPage(engine, scopeOf(columns), ["n"], 129_990, 130_010)).column("n")).toEqual(
      Array.from({ length: 10 }, (_, index) => 129_990 + index),
    );
  });

  it("names repeated ids and conversations", async () => {
    const staged = await stageFile(engine, "tulu1-human-eval.jsonl", [
      column("id", "text"),
      column("prompt", "text"),
    ]);
    await engine.execute("UPDATE staging SET _hash = CASE WHEN rowid < 2 THEN 17 ELSE rowid + 100 END");
    const { columns, roles, uniqueIdColumn } = await finishIndex(engine, staged);
    expect(roles.id).toEqual(["id"]);
    expect(uniqueIdColumn).toBeNull();
    const facet = await listFacet(engine, scopeOf(columns), "_problems", { order: "name" });
    // 996 rows share 332 ids, three each.
    expect(facet.values).toEqual([
      { value: "duplicate conversation", selected: 2, total: 2 },
      { value: "duplicate id", selected: 996, total: 996 },
    ]);
  });

  it("finds the id that tells rows apart", async () => {
    const staged = await stageFile(engine, "esft-intent-messages.jsonl", [
      column("id", "text"),
      column("length", "integer"),
    ]);
    const { uniqueIdColumn, roles } = await finishIndex(engine, staged);
    expect(roles).toMatchObject({ id: ["id"], tokens: ["length"] });
    expect(uniqueIdColumn).toBe("id");
  });

  it("types dates only when every value is one", async () => {
    const staged = await stageRows(
      engine,
      `SELECT unnest(['2024-01-31', NULL, '1999-12-01']) AS day, unnest(['2024-01-31T10:00:00Z', '2024-02-01 10:00:00.123456', '2024-01-31']) AS at,
       unnest(['2024-01-31', '2024-02-30', '2024-03-01']) AS false_day, unnest(['2024-01-31T10:00:00+02:00', '2024-02-01T10:00:00Z', NULL]) AS zoned,
       unnest(['2024-01-31', 'soon', '2024-03-01']) AS mixed`,
      ["day", "at", "false_day", "zoned", "mixed"].map((name) => column(name, "text")),
    );
    const { columns } = await finishIndex(engine, staged);
    const types = Object.fromEntries(columns.map((entry) => [entry.name, entry.type]));
    expect(types).toMatchObject({
      day: "date",
      at: "timestamp",
      false_day: "text",
      zoned: "text",
      mixed: "text",
    });
    const page = await fetchPage(engine, scopeOf(columns), ["day", "at"], 0, 3);
    expect(page.get(0, "day")).toEqual(new Date("2024-01-31"));
    expect(page.get(0, "at")).toEqual(new Date("2024-01-31T10:00:00Z"));
  });

  it("takes the place of the one before", async () => {
    const first = await stageRows(engine, "SELECT 'a' AS kind FROM range(3)", [column("kind", "text")]);
    await finishIndex(engine, first);
    const second = await stageRows(engine, "SELECT 'b' AS other FROM range(2)", [column("other", "text")]);
    const { columns } = await finishIndex(engine, second);
    expect((await valueFacet(engine, scopeOf(columns), "other")).values).toEqual([
      { value: "b", selected: 2, total: 2 },
    ]);
    await tidyIndex(engine);
    const types = await engine.query(
      "SELECT count(*) AS n FROM duckdb_types() WHERE starts_with(type_name, 'value_')",
    );
    // One for the kind and one for the problems.
    expect(types.get(0, "n")).toBe(2);
  });

  it("keeps each of many rows", async () => {
    const staged = await stageRows(
      engine,
      "SELECT 'row ' || range AS name, ['kind ' || range % 3] AS kinds FROM range(130_001)",
      [column("name", "text"), column("kinds", "list<text>")],
    );
    const { columns } = await finishIndex(engine, staged);
    expect(columns.map((entry) => entry.isEnum)).toEqual([true, false, true]);
    const kept = await engine.query(
      "SELECT count(*) AS n, count(DISTINCT _row) AS places, count(*) FILTER (WHERE name = 'row ' || _row AND kinds[1]::VARCHAR = 'kind ' || _row % 3) AS same FROM rows",
    );
    expect(["n", "places", "same"].map((name) => kept.get(0, name))).toEqual([130_001, 130_001, 130_001]);
    const last = await fetchPage(engine, scopeOf(columns), ["name"], 130_000, 130_060);
    expect(last.column("name")).toEqual(["row 130000"]);
  });

  it("takes a dataset without rows", async () => {
    const staged = await stageRows(engine, "SELECT 'a' AS kind WHERE false", [column("kind", "text")]);
    const { uniqueIdColumn } = await finishIndex(engine, staged);
    expect(uniqueIdColumn).toBeNull();
    expect((await engine.query("SELECT count(*) AS n FROM rows")).get(0, "n")).toBe(0);
  });
});
