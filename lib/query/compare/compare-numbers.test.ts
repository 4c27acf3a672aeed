import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ColumnType } from "@/lib/schema";
import { ENGINES, type TestEngine } from "../testing/engines";
import { column, scopeOf, stageRows } from "../testing/test-index";
import { compareChart } from "./compare-chart";
import { compareNumbers } from "./compare-numbers";
import type { Side } from "./side";

describe.each(ENGINES)("in %s, the numbers of two datasets", (_, start) => {
  let engine: TestEngine;
  let other: TestEngine;
  beforeAll(async () => {
    engine = await start();
    other = await engine.besides("compared");
  });
  afterAll(() => engine.close());

  async function side(at: TestEngine, values: string, type: ColumnType): Promise<Side> {
    const columns = await stageRows(at, `SELECT unnest([${values}]) AS x`, [column("x", type)]);
    return { engine: at, place: at === engine ? "main" : "compared", scope: scopeOf(columns) };
  }

  it("fall into the same bins, which hold both", async () => {
    const a = await side(engine, "1, 2, 2, NULL", "integer");
    const b = await side(other, "2, 5, 5, 5", "integer");
    expect(await compareNumbers(a, b, "x", 10)).toEqual({
      edges: [1, 2, 3, 4, 5, 6],
      max: 5,
      a: [1, 2, 0, 0, 0],
      b: [0, 1, 0, 0, 3],
      emptyA: 1,
      emptyB: 0,
    });
  });

  it("keep their bins under a filter, and count what is in view", async () => {
    const a = await side(engine, "1, 2, 2, 9", "integer");
    const b = await side(other, "2, 5", "double");
    const filter = { kind: "ranges", column: "x", ranges: [{ min: 2, max: 2 }], exclude: false } as const;
    const narrowed = { ...a, scope: scopeOf(a.scope.columns, { filters: [filter] }) };
    const whole = await compareNumbers(a, b, "x", 8);
    const found = await compareNumbers(narrowed, b, "x", 8);
    expect(found?.edges).toEqual(whole?.edges);
    expect(whole?.a.reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(found?.a.reduce((sum, count) => sum + count, 0)).toBe(2);
    expect(found?.b).toEqual(whole?.b);
    // What the filter leaves out is told beside it, where there is one.
    expect(whole).not.toHaveProperty("all");
    expect(found?.all).toEqual({
      a: { counts: whole?.a, empty: 0 },
      b: { counts: whole?.b, empty: 0 },
    });
  });

  it("stand against nothing where one side has no such column", async () => {
    const a = await side(engine, "1, 2, 2, NULL", "integer");
    const none: Side = { ...(await side(other, "7", "integer")), scope: scopeOf([]) };
    const edges = [1, 2, 3];
    expect(await compareNumbers(a, none, "x", 10)).toEqual({
      ...{ edges, max: 2, a: [1, 2], b: [0, 0] },
      ...{ emptyA: 1, emptyB: 0 },
    });
    const b = await side(other, "1, 2", "integer");
    const missing: Side = { ...a, scope: scopeOf([]) };
    expect(await compareNumbers(missing, b, "x", 10)).toMatchObject({ edges, a: [0, 0], b: [1, 1] });
  });

  it("are none where a side has no such numbers", async () => {
    const a = await side(engine, "1, 2", "integer");
    expect(await compareNumbers(a, await side(other, "'a'", "text"), "x", 8)).toBeNull();
    expect(await compareNumbers(a, await side(other, "1", "integer"), "y", 8)).toBeNull();
    const nothing = await side(engine, "NULL", "integer");
    expect(await compareNumbers(nothing, await side(other, "NULL", "integer"), "x", 8)).toBeNull();
  });

  it("are those of one side where the field is text on the other", async () => {
    const numbers = await side(engine, "1, 2, 2", "integer");
    const texts = await side(other, "'2', 'x'", "text");
    const request = {
      chart: { kind: "histogram", columns: ["x"], settings: [] },
      roles: {},
      limit: 9,
      hasLengths: { a: false, b: false },
    } as const;
    const inBins = { edges: [1, 2, 3], max: 2, emptyA: 0, emptyB: 0 };
    expect(await compareChart(numbers, texts, request)).toEqual({
      kind: "numbers",
      numbers: { ...inBins, a: [1, 2], b: [0, 0] },
    });
    const others = await side(engine, "'2', 'x'", "text");
    const numbersB = await side(other, "1, 2, 2", "integer");
    expect(await compareChart(others, numbersB, request)).toEqual({
      kind: "numbers",
      numbers: { ...inBins, a: [0, 0], b: [1, 2] },
    });
  });
});
