import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ColumnType } from "@/lib/schema";
import type { NumberFacet } from "./model";
import { numberFacet } from "./number-facet";
import { quoteDouble } from "./quote";
import { ENGINES, type TestEngine } from "./testing/engines";
import { column, scopeOf, stageRows } from "./testing/test-index";

/** Holds a histogram against its values, counted again in plain code. */
function checkFacet(facet: NumberFacet, values: readonly (number | null)[], bins: number): void {
  const finite = values.filter((value) => value !== null && Number.isFinite(value)) as number[];
  expect(facet.emptyTotal).toBe(values.length - finite.length);
  expect(facet.min).toBe(finite.length === 0 ? null : Math.min(...finite) + 0);
  expect(facet.max).toBe(finite.length === 0 ? null : Math.max(...finite) + 0);
  expect(facet.bins.length).toBeLessThanOrEqual(bins);
  if (finite.length === 0) return;
  const last = facet.bins.length - 1;
  for (const [index, bin] of facet.bins.entries()) {
    expect(bin.end).toBeGreaterThan(bin.start);
    if (index > 0) expect(bin.start).toBe(facet.bins[index - 1]?.end);
    const inside = finite.filter(
      (value) => value >= bin.start && (index === last ? value <= bin.end : value < bin.end),
    );
    expect(bin.total).toBe(inside.length);
    expect(bin.selected).toBe(inside.length);
  }
  expect(facet.bins.reduce((sum, bin) => sum + bin.total, 0)).toBe(finite.length);
}

describe.each(ENGINES)("in %s, a histogram", (_, start) => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await start();
  });
  afterAll(() => engine.close());

  async function facetOf(
    values: readonly (number | null)[],
    type: ColumnType,
    bins: number,
  ): Promise<NumberFacet> {
    const list = values.map((value) =>
      value === null ? "NULL" : type === "integer" ? String(value) : quoteDouble(value),
    );
    const select = `SELECT unnest([${list.join(", ")}]::${type === "integer" ? "BIGINT" : "DOUBLE"}[]) AS x`;
    const columns = await stageRows(engine, select, [column("x", type)]);
    return numberFacet(engine, scopeOf(columns), "x", bins);
  }

  it("holds every number in the bin it belongs to", async () => {
    const doubles = fc.oneof(
      fc.double(),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: -20, max: 2000 }).map((value) => value / 10),
      fc.constantFrom(0, 1e-300, 1e300, 5e-324),
    );
    const values = fc.array(fc.option(doubles, { nil: null }), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(values, fc.integer({ min: 1, max: 60 }), async (list, bins) => {
        checkFacet(await facetOf(list, "double", bins), list, bins);
      }),
      { numRuns: 150 },
    );
  });

  it("gives whole numbers whole bounds", async () => {
    const integers = fc.oneof(
      fc.integer({ min: 0, max: 30 }),
      fc.integer({ min: -100, max: 100_000 }),
      fc.maxSafeInteger(),
    );
    const values = fc.array(fc.option(integers, { nil: null }), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(values, fc.integer({ min: 1, max: 60 }), async (list, bins) => {
        const facet = await facetOf(list, "integer", bins);
        checkFacet(facet, list, bins);
        for (const bin of facet.bins) expect([bin.start, bin.end].every(Number.isInteger)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it("has a bin for each of a few whole numbers", async () => {
    const facet = await facetOf([1, 1, 1, 1, 2, 3, 5], "integer", 40);
    expect(facet.isLog).toBe(false);
    expect(facet.bins.map((bin) => [bin.start, bin.end, bin.total])).toEqual([
      [1, 2, 4],
      [2, 3, 1],
      [3, 4, 1],
      [4, 5, 0],
      [5, 6, 1],
    ]);
  });

  it("tells whole numbers apart that are one double, and knows the only one by all its digits", async () => {
    const onlyOf = async (list: string) => {
      const columns = await stageRows(engine, `SELECT unnest([${list}]::BIGINT[]) AS x`, [
        column("x", "integer"),
      ]);
      const { only, emptyTotal, bins } = await numberFacet(engine, scopeOf(columns), "x", 40);
      expect(bins.reduce((sum, { total }) => sum + total, emptyTotal)).toBe(list.split(",").length);
      return only;
    };
    expect(await onlyOf("9007199254740993, 9007199254740992, NULL")).toBeNull();
    expect(await onlyOf("9007199254740993, 9007199254740993, NULL")).toBe(9007199254740993n);
    expect(await onlyOf("7, 7")).toBe(7);
    expect(await onlyOf("7, 8")).toBeNull();
  });

  it("is logarithmic when most values crowd at the low end", async () => {
    const skewed = Array.from({ length: 200 }, (_, index) => Math.round(1.06 ** index));
    const facet = await facetOf([0, ...skewed], "integer", 40);
    expect(facet.isLog).toBe(true);
    expect(facet.bins[0]).toMatchObject({ start: 0, end: 1, total: 1 });
    expect(
      (
        await facetOf(
          Array.from({ length: 200 }, (_, index) => index),
          "integer",
          40,
        )
      ).isLog,
    ).toBe(false);
  });

  it("counts what is in view without its own filter", async () => {
    const columns = await stageRows(
      engine,
      "SELECT range::DOUBLE AS x, range % 2 = 0 AS even FROM range(10)",
      [column("x", "double"), column("even", "boolean")],
    );
    const scope = scopeOf(columns, {
      filters: [
        { kind: "ranges", column: "x", ranges: [{ min: 3, max: 4 }], exclude: false },
        { kind: "one-of", column: "even", values: ["true"], exclude: false },
      ],
    });
    const facet = await numberFacet(engine, scope, "x", 2);
    expect(facet.bins).toEqual([
      { start: 0, end: 5, selected: 3, total: 5 },
      { start: 5, end: 10, selected: 2, total: 5 },
    ]);
  });

  it("cuts dates by the calendar", async () => {
    const select =
      "SELECT unnest(['2023-11-15', '2024-01-01', '2024-01-31', '2024-03-01', NULL]::DATE[]) AS day";
    const columns = await stageRows(engine, select, [column("day", "date")]);
    const facet = await numberFacet(engine, scopeOf(columns), "day", 6);
    const day = (text: string) => Date.parse(text);
    expect(facet.bins.map((bin) => [bin.start, bin.total])).toEqual([
      [day("2023-11-01"), 1],
      [day("2023-12-01"), 0],
      [day("2024-01-01"), 2],
      [day("2024-02-01"), 0],
      [day("2024-03-01"), 1],
    ]);
    expect(facet).toMatchObject({
      emptyTotal: 1,
      min: day("2023-11-15"),
      max: day("2024-03-01"),
      isLog: false,
    });
  });

  it("takes times of any age", async () => {
    const times = fc.array(
      fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }),
      {
        minLength: 1,
        maxLength: 20,
      },
    );
    await fc.assert(
      fc.asyncProperty(times, fc.integer({ min: 2, max: 50 }), async (list, bins) => {
        const select = `SELECT unnest([${list.map((date) => `epoch_ms(${date.getTime()})`).join(", ")}]) AS at`;
        const columns = await stageRows(engine, select, [column("at", "timestamp")]);
        checkFacet(await numberFacet(engine, scopeOf(columns), "at", bins), list.map(Number), bins);
      }),
      { numRuns: 100 },
    );
  });

  it("is measured once for each revision of the data", async () => {
    const columns = await stageRows(engine, "SELECT range::DOUBLE AS x FROM range(10)", [
      column("x", "double"),
    ]);
    const at = (revision: number) => numberFacet(engine, scopeOf(columns, {}, { revision }), "x", 5);
    expect((await at(1)).max).toBe(9);
    await engine.execute("INSERT INTO staging BY NAME SELECT 99 AS x");
    expect((await at(1)).max).toBe(9);
    expect((await at(2)).max).toBe(99);
  });

  it("has no bins without numbers", async () => {
    expect(await facetOf([null, Number.NaN], "double", 10)).toMatchObject({
      bins: [],
      min: null,
      emptyTotal: 2,
    });
    expect(await numberFacet(engine, scopeOf([]), "missing")).toMatchObject({ bins: [], min: null });
  });
});
