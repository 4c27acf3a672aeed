import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Column } from "@/lib/schema";
import type { Filter } from "@/lib/view";
import { codedRows, codeRows, forgetCodedRows } from "./coded-rows";
import { NodeEngine } from "./testing/node-engine";
import { column, finishIndex, scopeOf, stageRows } from "./testing/test-index";
import { valueFacet } from "./value-facet";

const SELECT = `SELECT chr(97 + (i % 5)::INTEGER) AS letter, [chr(97 + (i % 3)::INTEGER), chr(97 + (i % 2)::INTEGER)] AS "list ""of"" two", i AS size, 'text ' || i AS note FROM range(300) AS t(i)`;
const LIST = 'list "of" two';
const COLUMNS = [
  column("letter", "text"),
  column(LIST, "list<text>"),
  column("size", "integer"),
  column("note", "text"),
];

describe("rows in codes", () => {
  let engine: NodeEngine;
  let columns: readonly Column[];
  let rowsRevision = 0;
  beforeAll(async () => {
    engine = await NodeEngine.start();
    columns = (await finishIndex(engine, await stageRows(engine, SELECT, COLUMNS))).columns;
  });
  afterAll(() => engine.close());

  const scopeWith = (...filters: Filter[]) =>
    scopeOf(columns, { filters }, { rowsRevision, revision: rowsRevision });
  const small = { fewestRows: 1, sliceRows: 128 };
  const tables = async () =>
    (await engine.query("SELECT table_name AS name FROM duckdb_tables() WHERE table_name LIKE 'coded%'"))
      .rowCount;
  const hasA: Filter = { kind: "list", column: LIST, match: "any", values: ["a"], without: [] };
  const hasNote: Filter = { kind: "contains", column: "note", text: "1", exclude: false };

  it("are asked in place of the rows where they hold all that is asked for", async () => {
    rowsRevision++;
    await codeRows(engine, scopeWith(), ["letter", LIST, "note"], small);
    const start = engine.statements.length;
    const inCodes = await valueFacet(engine, scopeWith(hasA), "letter");
    const among = await valueFacet(engine, scopeWith(hasA, hasNote), "letter");
    const asked = engine.statements
      .slice(start)
      .filter((sql) => /^WITH kept|coded_values|place FROM/.test(sql));
    // Rows are looked for only by what is not held; values are counted without the database.
    expect(asked.map((sql) => /FROM (rows|coded_values)/.exec(sql)?.[1])).toEqual(["coded_values", "rows"]);
    const sums = [inCodes, among].map(({ values }) =>
      values.reduce((sum, { selected }) => sum + selected, 0),
    );
    // Of three letters one is a, of two as well; every other number from 100 on has a 1, and so on.
    const rows = Array.from({ length: 300 }, (_, i) => i).filter((i) => i % 3 === 0 || i % 2 === 0);
    expect(sums).toEqual([rows.length, rows.filter((i) => String(i).includes("1")).length]);
  });

  it("do not hold what has too many values, which is counted as it is", async () => {
    rowsRevision++;
    await codeRows(engine, scopeWith(), ["letter", "note"], small);
    expect([...(codedRows(engine, scopeWith())?.columns.keys() ?? [])]).toEqual(["letter"]);
  });

  it("get the columns that are asked for later, and leave no table behind", async () => {
    rowsRevision++;
    await codeRows(engine, scopeWith(), ["letter"], small);
    await Promise.all([
      codeRows(engine, scopeWith(), ["letter", "size"], small),
      codeRows(engine, scopeWith(), [LIST], small),
    ]);
    const coded = codedRows(engine, scopeWith());
    expect([...(coded?.columns.keys() ?? [])].sort()).toEqual(["letter", LIST, "size"]);
    expect(await tables()).toBe(3);
    await forgetCodedRows(engine);
    expect(codedRows(engine, scopeWith())).toBeNull();
    expect(await tables()).toBe(0);
  });

  it("are not those of other rows", async () => {
    rowsRevision++;
    const older = scopeWith();
    await codeRows(engine, older, ["letter"], small);
    rowsRevision++;
    expect(codedRows(engine, scopeWith())).toBeNull();
    await codeRows(engine, scopeWith(), ["letter"], small);
    expect(codedRows(engine, older)).toBeNull();
    expect(await tables()).toBe(1);
  });

  it("are not made of few rows", async () => {
    rowsRevision++;
    await codeRows(engine, scopeWith(), ["letter"], { fewestRows: 301 });
    expect(codedRows(engine, scopeWith())).toBeNull();
  });

  it("are done without when they cannot be made", async () => {
    rowsRevision++;
    const gone = { ...scopeWith(), columns: [...columns, { ...column("gone", "text"), isEnum: true }] };
    await codeRows(engine, gone, ["letter", "gone"], small);
    expect(codedRows(engine, gone)).toBeNull();
    expect(await tables()).toBe(0);
    expect((await valueFacet(engine, gone, "letter")).distinct).toBe(5);
  });
});
