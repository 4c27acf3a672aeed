import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Column } from "@/lib/schema";
import { fetchPage } from "./fetch-page";
import { filterToSql } from "./filter-to-sql";
import { ENGINES, type TestEngine } from "./testing/engines";
import { column, scopeOf, stageRows } from "./testing/test-index";

/** A column of numbers, kept as JSON for one of them, or for a word among them. */
const CELLS = ["2", "10", "12345678901234567890", "-1.5", "12.5", '"10"', "null", "[]", "9007199254740993"];

describe.each(ENGINES)("in %s, numbers that are kept as JSON", (_, start) => {
  let engine: TestEngine;
  let columns: readonly Column[];
  beforeAll(async () => {
    engine = await start();
    const list = CELLS.map((cell) => `'${cell}'`).join(", ");
    columns = await stageRows(engine, `SELECT unnest([${list}]) AS v`, [column("v", "json")]);
  });
  afterAll(() => engine.close());

  it("are sorted by their size, before what is no number", async () => {
    const sorted = async (descending: boolean) => {
      const scope = scopeOf(columns, { sort: [{ column: "v", descending }] });
      return (await fetchPage(engine, scope, ["v"], 0, CELLS.length)).column("v");
    };
    const numbers = ["-1.5", "2", "10", "12.5", "9007199254740993", "12345678901234567890"];
    const others = ['"10"', "[]", "null"];
    expect(await sorted(false)).toEqual([...numbers, ...others]);
    expect(await sorted(true)).toEqual([...numbers.toReversed(), ...others.toReversed()]);
  });

  it("are found however they are written", async () => {
    const rowsWith = async (...values: string[]) => {
      const where = filterToSql({ kind: "one-of", column: "v", values, exclude: false }, scopeOf(columns));
      return (await engine.query(`SELECT v FROM rows WHERE ${where} ORDER BY _row`)).column("v");
    };
    expect(await rowsWith("12.50")).toEqual(["12.5"]);
    expect(await rowsWith("1e1", "2.0")).toEqual(["2", "10"]);
    expect(await rowsWith('"10"')).toEqual(['"10"']);
    expect(await rowsWith("9007199254740993")).toEqual(["9007199254740993"]);
    expect(await rowsWith("9007199254740992")).toEqual([]);
    expect(await rowsWith("[]")).toEqual(["[]"]);
  });
});
