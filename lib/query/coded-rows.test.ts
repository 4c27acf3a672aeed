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

const ANY = { columns: [] };

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
  const hasA: Filter = { kind: "list", column: LIST, values: ["a"], match: "any" };
  const hasNote: Filter = { kind: "contains", column: "note", text: "1", exclude: false };

  it("are asked in place of the rows where they hold all that is asked for", async () => {
    rowsRevision++;
    await codeRows(engine, scopeWith(), ["letter", LIST, "note"], small);
    const table = codedRows(engine, scopeWith(), ANY)?.table ?? "none";
    const start = engine.statements.length;
    await valueFacet(engine, scopeWith(hasA), "letter");
    await valueFacet(engine, scopeWith(hasNote), "letter");
    const [inCodes, asTheyAre] = engine.statements
      .slice(start)
      .filter((sql) => /GROUPING SETS|^WITH kept/.test(sql))
      .map((sql) => sql.includes(`FROM ${table}`));
    expect([inCodes, asTheyAre]).toEqual([true, false]);
  });

  it("get the columns that are asked for later, and leave no table behind", async () => {
    rowsRevision++;
    await codeRows(engine, scopeWith(), ["letter"], small);
    await Promise.all([
      codeRows(engine, scopeWith(), ["letter", "size"], small),
      codeRows(engine, scopeWith(), [LIST], small),
    ]);
    const coded = codedRows(engine, scopeWith(), ANY);
    expect([...(coded?.values.keys() ?? [])].sort()).toEqual(["letter", LIST, "size"]);
    const summed = await engine.query(`SELECT sum(size) AS s, count(*) AS n FROM ${coded?.table}`);
    expect([summed.get(0, "s"), summed.get(0, "n")].map(Number)).toEqual([(299 * 300) / 2, 300]);
    expect(await tables()).toBe(3);
    await forgetCodedRows(engine);
    expect(codedRows(engine, scopeWith(), ANY)).toBeNull();
    expect(await tables()).toBe(0);
  });

  it("are not those of other rows", async () => {
    rowsRevision++;
    const older = scopeWith();
    await codeRows(engine, older, ["letter"], small);
    rowsRevision++;
    expect(codedRows(engine, scopeWith(), ANY)).toBeNull();
    await codeRows(engine, scopeWith(), ["letter"], small);
    expect(codedRows(engine, older, ANY)).toBeNull();
    expect(await tables()).toBe(2);
  });

  it("are not made of few rows", async () => {
    rowsRevision++;
    await codeRows(engine, scopeWith(), ["letter"], { fewestRows: 301 });
    expect(codedRows(engine, scopeWith(), ANY)).toBeNull();
  });

  it("are done without when they cannot be made", async () => {
    rowsRevision++;
    const gone = { ...scopeWith(), columns: [...columns, { ...column("gone", "text"), isEnum: true }] };
    await codeRows(engine, gone, ["letter", "gone"], small);
    expect(codedRows(engine, gone, ANY)).toBeNull();
    expect(await tables()).toBe(0);
    expect((await valueFacet(engine, gone, "letter")).distinct).toBe(5);
  });
});
