import {
  Bool,
  DateDay,
  Dictionary,
  Field,
  Float64,
  Int32,
  Int64,
  List,
  Table,
  TimestampMicrosecond,
  TimestampMillisecond,
  tableToIPC,
  Uint64,
  Utf8,
  type Vector,
  vectorFromArray,
} from "apache-arrow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WasmEngine } from "@/lib/query/testing/wasm-engine";
import { decodeResult } from "./decode-result";
import type { Cell } from "./engine";

function decode(columns: Record<string, Vector>) {
  return decodeResult(tableToIPC(new Table(columns), "stream"));
}

/** The cells of one Arrow column, which `get` and `column` must agree on. */
function cellsOf(vector: Vector): readonly Cell[] {
  const result = decode({ 'say "hi"': vector });
  const cells = result.column('say "hi"');
  expect(Array.from({ length: result.rowCount }, (_, row) => result.get(row, 'say "hi"'))).toEqual(cells);
  return cells;
}

describe("a decoded result", () => {
  it("keeps plain values", () => {
    expect(cellsOf(vectorFromArray(["a", null, "漢 😀"], new Utf8()))).toEqual(["a", null, "漢 😀"]);
    expect(cellsOf(vectorFromArray([true, null, false], new Bool()))).toEqual([true, null, false]);
    expect(cellsOf(vectorFromArray([1.5, null, -0.25], new Float64()))).toEqual([1.5, null, -0.25]);
    expect(cellsOf(vectorFromArray([1.5, -0.25], new Float64()))).toEqual([1.5, -0.25]);
    expect(cellsOf(vectorFromArray([7, -1], new Int32()))).toEqual([7, -1]);
    expect(cellsOf(vectorFromArray([1, null], new Int32()))).toEqual([1, null]);
  });

  it("gives 64-bit integers as numbers, and as bigints where a number would round", () => {
    const safe = BigInt(Number.MAX_SAFE_INTEGER);
    const integers = [0n, -5n, safe, safe + 1n, -safe - 1n, 9_223_372_036_854_775_807n, null];
    expect(cellsOf(vectorFromArray(integers, new Int64()))).toEqual([
      0,
      -5,
      Number.MAX_SAFE_INTEGER,
      safe + 1n,
      -safe - 1n,
      9_223_372_036_854_775_807n,
      null,
    ]);
    expect(cellsOf(vectorFromArray([18_446_744_073_709_551_615n], new Uint64()))).toEqual([
      18_446_744_073_709_551_615n,
    ]);
  });

  it("gives lists as arrays, nulls and empty lists apart", () => {
    const texts = [["a", null], [], null, ["b"]];
    expect(cellsOf(vectorFromArray(texts, new List(new Field("item", new Utf8(), true))))).toEqual(texts);
    const integers = vectorFromArray(
      [[1n, 9_007_199_254_740_993n]],
      new List(new Field("item", new Int64(), true)),
    );
    expect(cellsOf(integers)).toEqual([[1, 9_007_199_254_740_993n]]);
  });

  it("gives dates and times as dates", () => {
    const day = new Date("2024-02-29T00:00:00Z");
    const moment = new Date("1969-12-31T23:59:59.500Z");
    expect(cellsOf(vectorFromArray([day, null], new DateDay()))).toEqual([day, null]);
    expect(cellsOf(vectorFromArray([moment, null], new TimestampMillisecond()))).toEqual([moment, null]);
    expect(cellsOf(vectorFromArray([moment, null], new TimestampMicrosecond()))).toEqual([moment, null]);
  });

  it("gives the words of a dictionary", () => {
    const words = vectorFromArray(["b", "a", null, "b"], new Dictionary(new Utf8(), new Int32()));
    expect(cellsOf(words)).toEqual(["b", "a", null, "b"]);
  });

  it("has its columns in order, and says which it has not", () => {
    const result = decode({ b: vectorFromArray([1], new Int32()), a: vectorFromArray([2], new Int32()) });
    expect(result.columns).toEqual(["b", "a"]);
    expect(result.rowCount).toBe(1);
    expect(() => result.get(0, "c")).toThrow("no column c");
    expect(() => result.column("c")).toThrow("no column c");
  });
});

describe("an answer of the browser's DuckDB", () => {
  let engine: WasmEngine;
  beforeAll(async () => {
    engine = await WasmEngine.start();
  });
  afterAll(() => engine.close());

  it.each<[sql: string, cell: Cell]>([
    ["9007199254740993::BIGINT", 9_007_199_254_740_993n],
    ["18446744073709551615::UBIGINT", 18_446_744_073_709_551_615n],
    ["170141183460469231731687303715884105727::HUGEINT", 170141183460469231731687303715884105727n],
    ["-170141183460469231731687303715884105727::HUGEINT", -170141183460469231731687303715884105727n],
    ["sum(x) FROM range(3) t(x)", 3],
    ["count(*) FROM range(3)", 3],
    ["7::TINYINT", 7],
    ["12.50::DECIMAL(10, 2)", 12.5],
    ["-0.001::DECIMAL(38, 3)", -0.001],
    ["0.1", 0.1],
    ["sum(x) FROM (SELECT unnest([0.1, 0.2]) AS x)", 0.3],
    [
      "{'say \"hi\"': 1.25, 'b': [{'c': NULL, 'd': 9007199254740993}]}",
      '{"say \\"hi\\"": 1.25, "b": [{"c": null, "d": 9007199254740993}]}',
    ],
    ["[{'a': DATE '2024-02-29'}]", ['{"a": "2024-02-29T00:00:00.000Z"}']],
    ["MAP {'a': 1.5, 'b': NULL}", '{"a": 1.5, "b": null}'],
    ["avg(x) FROM range(4) t(x)", 1.5],
    ["'b'::ENUM('a', 'b')", "b"],
    ["['b', NULL]::ENUM('a', 'b')[]", ["b", null]],
    ["[1, NULL]::BIGINT[]", [1, null]],
    ["[1.25]::DECIMAL(5, 2)[]", [1.25]],
    ["[[1], []]::BIGINT[][]", [[1], []]],
    ["array_value(1::BIGINT, 2)", [1, 2]],
    ["[]::VARCHAR[]", []],
    ["DATE '2024-02-29'", new Date("2024-02-29T00:00:00Z")],
    ["DATE '0001-01-01'", new Date("0001-01-01T00:00:00Z")],
    ["TIMESTAMP '2024-02-29 12:34:56.789'", new Date("2024-02-29T12:34:56.789Z")],
    ["TIMESTAMP_S '2024-02-29 12:34:56'", new Date("2024-02-29T12:34:56Z")],
    ["TIMESTAMP_NS '2024-02-29 12:34:56.789'", new Date("2024-02-29T12:34:56.789Z")],
    ["TIMESTAMPTZ '2024-02-29 12:34:56.789+00'", new Date("2024-02-29T12:34:56.789Z")],
    ["[DATE '2024-02-29']", [new Date("2024-02-29T00:00:00Z")]],
    ["true", true],
    ["'NaN'::DOUBLE", Number.NaN],
    ["'Infinity'::DOUBLE", Number.POSITIVE_INFINITY],
    ["0.1::FLOAT", Math.fround(0.1)],
    ["NULL", null],
    ["NULL::BIGINT[]", null],
    ["'漢 😀' || chr(0)", "漢 😀\0"],
  ])("has %s as a cell", async (sql, cell) => {
    const source = sql.includes(" FROM ") ? sql.replace(" FROM ", " AS value FROM ") : `${sql} AS value`;
    const result = await engine.query(`SELECT ${source}`);
    expect(result.get(0, "value")).toEqual(cell);
    expect(result.column("value")).toEqual([cell]);
  });
});
