import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ColumnType } from "@/lib/schema";
import type { PairKind } from "@/lib/view";
import { quoteIdentifier } from "../quote";
import { ENGINES, type TestEngine } from "../testing/engines";
import { column, finishIndex, scopeOf, stageRows } from "../testing/test-index";
import { compareRecords, fetchPairs } from "./compare-records";
import { fetchOpenPairs } from "./open-pairs";
import { placeOfPair } from "./pair-place";
import type { Side } from "./side";

type Verdict = "same" | "differs" | "open";

describe.each(ENGINES)("in %s, two datasets", (_, start) => {
  let engine: TestEngine;
  let other: TestEngine;
  beforeAll(async () => {
    engine = await start();
    other = await engine.besides("compared");
  });
  afterAll(() => engine.close());

  /** One dataset of the rows given, with an id and an equal conversation each. */
  async function sideOf(
    at: TestEngine,
    types: Readonly<Record<string, ColumnType>>,
    rows: readonly (readonly string[])[],
  ): Promise<Side> {
    const own = [column("id", "text"), { ...column("_prompt", "text"), field: null }];
    const columns = [...own, ...Object.entries(types).map(([name, type]) => column(name, type))];
    const values = rows.map((cells, row) => `('r${row}', 'p', ${cells.join(", ")}, 1::UBIGINT)`);
    const names = [...columns.map(({ name }) => quoteIdentifier(name)), "conversation"].join(", ");
    const select = `SELECT * FROM (VALUES ${values.join(", ")}) AS t(${names})`;
    const staged = await stageRows(at, select, columns, "conversation");
    const place = at === engine ? "main" : "compared";
    return { engine: at, place, scope: scopeOf((await finishIndex(at, staged)).columns) };
  }

  it("are the same only where nothing is left out: a field of one side counts where it has a value", async () => {
    const left = await sideOf(engine, { truth: "text", n: "integer" }, [
      ["'yes'", "1"],
      ["NULL", "2"],
      ["NULL", "3"],
      ["'no'", "4"],
    ]);
    const right = await sideOf(other, { n: "integer", 'say "hi"': "text" }, [
      ["1", "NULL"],
      ["2", "'x'"],
      ["3", "NULL"],
      ["5", "'y'"],
    ]);
    const found = await compareRecords(left, right, "id");
    expect(found.counts).toEqual({ same: 1, extra: 2, different: 1, "only-a": 0, "only-b": 0 });
    expect(found.onlyIn).toEqual({ a: ["truth"], b: ['say "hi"'] });
    const listed = async (kind: PairKind, field?: string) =>
      (await fetchPairs(left, right, { kind, key: "id", start: 0, end: 9, ...(field ? { field } : {}) })).map(
        ({ key, fields }) => [key, ...fields],
      );
    expect(await listed("same")).toEqual([["r2"]]);
    expect(await listed("extra")).toEqual([
      ["r0", "truth"],
      ["r1", 'say "hi"'],
    ]);
    expect(await listed("extra", "truth")).toEqual([["r0", "truth"]]);
    expect(await placeOfPair(engine, { kind: "extra", field: 'say "hi"' }, { a: 1, b: 1 })).toBe(0);
    expect(await placeOfPair(engine, { kind: "extra", field: "truth" }, { a: 1, b: 1 })).toBeNull();
    expect(await placeOfPair(engine, { kind: "extra" }, { a: 1, b: 0 })).toBeNull();
    expect(await listed("different")).toEqual([["r3", "n", "truth", 'say "hi"']]);
    const inExtra = found.differences.filter(({ kind }) => kind === "extra");
    expect(inExtra.map(({ field, pairs }) => [field, pairs])).toEqual([
      ['say "hi"', 1],
      ["truth", 1],
    ]);
  });

  it("differ where a value is of another type, as they would in JSON", async () => {
    const cases: [
      type: ColumnType,
      value: string,
      other: ColumnType,
      otherValue: string,
      verdict: Verdict,
    ][] = [
      ["integer", "5", "text", "'5'", "differs"],
      ["integer", "NULL", "text", "NULL", "same"],
      ["integer", "NULL", "text", "''", "differs"],
      ["integer", "5", "double", "5.0", "same"],
      ["boolean", "true", "text", "'true'", "differs"],
      ["boolean", "true", "integer", "1", "differs"],
      ["integer", "5", "json", "'5'", "same"],
      ["integer", "5", "json", "'5.0'", "same"],
      ["integer", "5", "json", "'\"5\"'", "differs"],
      ["double", "0.5", "json", "'5e-1'", "same"],
      ["boolean", "true", "json", "'true'", "same"],
      ["text", "'5'", "json", "'5'", "differs"],
      ["text", "'5'", "json", "'\"5\"'", "same"],
      ["text", "'say \"hi\" \\ ' || chr(10)", "json", `'"say \\"hi\\" \\\\ \\n"'`, "same"],
      ["text", "'x' || chr(1)", "json", `'"x\\u0001"'`, "open"],
      ["list<text>", "['5']", "list<integer>", "[5]", "differs"],
      ["list<text>", "[]", "list<integer>", "[]", "same"],
      ["list<double>", "[5.0]", "list<integer>", "[5]", "same"],
      ["list<integer>", "[5]", "integer", "5", "differs"],
      ["list<text>", "['5']", "json", `'["5"]'`, "open"],
      ["list<text>", "['5']", "json", `'{"a": 5}'`, "differs"],
      ["date", "DATE '2024-05-01'", "timestamp", "TIMESTAMP '2024-05-01 00:00:00'", "open"],
      ["date", "DATE '2024-05-01'", "timestamp", "TIMESTAMP '2024-05-01 01:00:00'", "differs"],
      ["date", "DATE '2024-05-01'", "text", "'1 May 2024'", "open"],
    ];
    const types = (of: readonly ColumnType[]) => Object.fromEntries(of.map((type, at) => [`f${at}`, type]));
    const left = await sideOf(engine, types(cases.map(([type]) => type)), [cases.map(([, value]) => value)]);
    const right = await sideOf(other, types(cases.map(([, , type]) => type)), [
      cases.map((entry) => entry[3]),
    ]);
    await compareRecords(left, right, "id");
    const [pair] = await fetchPairs(left, right, { kind: "different", key: "id", start: 0, end: 1 });
    const [open] = await fetchOpenPairs(engine, 1);
    const verdicts = cases.map(
      (_, at): Verdict =>
        pair?.fields.includes(`f${at}`) ? "differs" : open?.fields.includes(`f${at}`) ? "open" : "same",
    );
    expect(cases.map((entry, at) => [...entry.slice(0, 4), verdicts[at]])).toEqual(cases);
  });

  it("differ in the id where it is a number in one and a text in the other", async () => {
    const left = await sideOf(engine, { n: "integer" }, [["7"]]);
    const right = await sideOf(other, { n: "text" }, [["'7'"]]);
    const found = await compareRecords(left, right, "n");
    expect(found.counts).toMatchObject({ same: 0, different: 1 });
    expect(found.differences).toEqual([{ kind: "different", field: "n", pairs: 1 }]);
  });
});
