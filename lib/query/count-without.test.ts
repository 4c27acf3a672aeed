import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Filter } from "@/lib/view";
import { countWithout } from "./count-without";
import { ENGINES, type TestEngine } from "./testing/engines";
import { column, scopeOf, stageRows } from "./testing/test-index";

const NAME = 'say "hi"';
const COLUMNS = [column(NAME, "text"), column("n", "integer")];
const isA: Filter = { kind: "one-of", column: NAME, values: ["a"], exclude: false };
const isMany: Filter = { kind: "ranges", column: "n", ranges: [{ min: 5, max: null }], exclude: false };

describe.each(ENGINES)("in %s, rows without each part of the view", (_, start) => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await start();
    // a: 0 to 3; b: 4 to 9
    const select = `SELECT CASE WHEN i < 4 THEN 'a' ELSE 'b' END AS "say ""hi""", i AS n FROM range(10) t(i)`;
    await stageRows(engine, select, COLUMNS);
    await engine.execute("CREATE TABLE found AS SELECT UNNEST([1, 2, 6])::UBIGINT AS _row");
  });
  afterAll(() => engine.close());

  it("counts what each filter alone keeps out", async () => {
    const counts = await countWithout(engine, scopeOf(COLUMNS, { filters: [isA, isMany] }));
    expect([...counts.filters]).toEqual([
      [NAME, 5],
      ["n", 4],
    ]);
    expect(counts.search).toBeNull();
  });

  it("counts what the search keeps out", async () => {
    const scope = {
      ...scopeOf(COLUMNS, { filters: [isA, isMany] }),
      matches: { table: "found", rowEnd: 10 },
    };
    const counts = await countWithout(engine, scope);
    expect([...counts.filters]).toEqual([
      [NAME, 1],
      ["n", 2],
    ]);
    expect(counts.search).toBe(0);
  });

  it("counts every row where one filter is all there is", async () => {
    const counts = await countWithout(engine, scopeOf(COLUMNS, { filters: [isMany] }));
    expect(counts.filters.get("n")).toBe(10);
  });

  it("counts nothing for a view of all rows", async () => {
    const counts = await countWithout(engine, scopeOf(COLUMNS, {}));
    expect(counts).toEqual({ filters: new Map(), search: null });
  });
});
