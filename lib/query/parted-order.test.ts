import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { SortKey } from "@/lib/view";
import { fetchPage, rowIds, rowIndexOf } from "./fetch-page";
import { quoteIdentifier } from "./quote";
import { ENGINES, type TestEngine } from "./testing/engines";
import { column, scopeOf } from "./testing/test-index";
import { forgetOrders } from "./view-orders";

const ROW_COUNT = 250_000;
const NAME = 'say "it\'s"';
const COLUMNS = [column(NAME, "text"), column("size", "integer")];
const name = quoteIdentifier(NAME);

describe.each(ENGINES)("in %s, a large view sorted by text", (_, start) => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await start();
    // A third of the rows share one text, and some have none.
    await engine.execute(
      `CREATE TABLE rows AS SELECT range::BIGINT AS _row, CASE WHEN range % 11 = 0 THEN NULL WHEN range % 3 = 0 THEN 'it''s one' ELSE 'é ' || (range * 7919 % 99991) END AS ${name}, (range % 100)::BIGINT AS size FROM range(${ROW_COUNT})`,
    );
  });
  afterAll(() => engine.close());

  const keys = (descending: boolean): SortKey[] => [
    { column: NAME, descending },
    { column: "size", descending: !descending },
  ];

  it.each([false, true])("has every row at its place, also far down; descending: %s", async (descending) => {
    const scope = scopeOf(COLUMNS, { sort: keys(descending) }, { revision: descending ? 2 : 1 });
    const [first, second] = descending ? ["DESC", "ASC"] : ["ASC", "DESC"];
    const expected = (
      await engine.query(
        `SELECT _row FROM rows ORDER BY ${name} ${first} NULLS LAST, size ${second} NULLS LAST, _row`,
      )
    )
      .column("_row")
      .map(Number);
    for (const place of [120_000, ROW_COUNT - 50, 1000, 83_300, 166_600]) {
      const page = await fetchPage(engine, scope, ["size"], place, place + 100);
      expect(page.column("_row").map(Number)).toEqual(expected.slice(place, place + 100));
      const row = expected[place + 7] ?? 0;
      expect(await rowIndexOf(engine, scope, row)).toBe(place + 7);
    }
    expect(await rowIndexOf(engine, scope, ROW_COUNT)).toBeNull();
    const all: number[] = [];
    for await (const rows of rowIds(engine, scope, 50_000)) all.push(...rows);
    expect(all).toEqual(expected);
  });

  it("sorts no more than the part that is looked at, and leaves nothing behind", async () => {
    const scope = scopeOf(COLUMNS, { sort: keys(false) }, { revision: 3 });
    const asked = vi.spyOn(engine, "execute");
    for (const place of [125_000, 125_100]) await fetchPage(engine, scope, ["size"], place, place + 100);
    expect(asked.mock.calls.filter(([sql]) => sql.includes("ORDER BY"))).toHaveLength(1);
    asked.mockRestore();
    await forgetOrders(engine);
    const left = await engine.query("SELECT table_name FROM duckdb_tables() WHERE temporary");
    expect(left.column("table_name")).toEqual([]);
  });

  it("keeps the rows that a filter leaves", async () => {
    const filter = { kind: "ranges", column: "size", ranges: [{ min: 5, max: 99 }], exclude: false } as const;
    const scope = scopeOf(COLUMNS, { sort: keys(false), filters: [filter] }, { revision: 4 });
    const sql = `SELECT _row FROM rows WHERE size >= 5 ORDER BY ${name} NULLS LAST, size DESC, _row LIMIT 20 OFFSET 100000`;
    const expected = (await engine.query(sql)).column("_row").map(Number);
    const page = await fetchPage(engine, scope, ["size"], 100_000, 100_020);
    expect(page.column("_row").map(Number)).toEqual(expected);
  });
});
