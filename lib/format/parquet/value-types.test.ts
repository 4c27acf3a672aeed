import {
  Binary,
  DataType,
  DateDay,
  Decimal,
  Duration,
  Field,
  FixedSizeBinary,
  FixedSizeList,
  Float32,
  Int8,
  Int64,
  Map_,
  makeBuilder,
  Struct,
  Table,
  TimeMicrosecond,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  TimeUnit,
  tableToIPC,
  Uint32,
  Uint64,
  Utf8,
  type Vector,
} from "apache-arrow";
import { Table as WasmTable, writeParquet } from "parquet-wasm/esm";
import { beforeAll, describe, expect, it } from "vitest";
import type { Value } from "@/lib/format/value";
import { openParquet } from "./reader";
import { bytesSource, startDecoder } from "./test-files";

beforeAll(startDecoder);

function vectorOf(type: DataType, values: readonly unknown[]): Vector {
  if (DataType.isTimestamp(type) && typeof values[0] === "bigint") {
    // The builder takes milliseconds in a double; exact counts go into the buffer.
    const vector = vectorOf(
      type,
      values.map(() => 0),
    );
    for (const data of vector.data) data.values.set(values);
    return vector;
  }
  const builder = makeBuilder({ type, nullValues: [null] });
  for (const value of values) builder.append(value);
  builder.finish();
  return builder.toVector();
}

/** Writes one column `x` to Parquet and reads its values back. */
async function roundTrip(
  type: DataType,
  values: readonly unknown[],
): Promise<{ type: string; values: Value[] }> {
  const table = new Table({ x: vectorOf(type, values) });
  const bytes = writeParquet(WasmTable.fromIPCStream(tableToIPC(table, "stream")));
  const reader = await openParquet(bytesSource("types.parquet", bytes));
  const rows = await reader.readRows(0, 0, reader.rowCount);
  expect([...rows.errors]).toEqual([]);
  return {
    type: reader.schema[0]?.type ?? "",
    values: Array.from({ length: rows.length }, (_, index) => rows.value(index).get("x") as Value),
  };
}

const texts = (values: Value[]): string[] =>
  values.map((value) => (value.kind === "null" ? "null" : value.text()));

describe("types of Parquet columns", () => {
  it("keeps every digit of 64-bit integers", async () => {
    const signed = await roundTrip(new Int64(), [2n ** 63n - 1n, -(2n ** 63n), 9007199254740993n, 42n, null]);
    expect(texts(signed.values)).toEqual([
      "9223372036854775807",
      "-9223372036854775808",
      "9007199254740993",
      "42",
      "null",
    ]);
    expect(signed.values.map((value) => value.kind)).toEqual([
      "number",
      "number",
      "number",
      "number",
      "null",
    ]);
    expect(signed.values[3]?.number()).toBe(42);
    const unsigned = await roundTrip(new Uint64(), [2n ** 64n - 1n, 0n]);
    expect(unsigned.type).toBe("uint64");
    expect(texts(unsigned.values)).toEqual(["18446744073709551615", "0"]);
  });

  it("reads narrow integers and 32-bit floats as they were meant", async () => {
    expect(texts((await roundTrip(new Int8(), [-128, 127])).values)).toEqual(["-128", "127"]);
    expect(texts((await roundTrip(new Uint32(), [4294967295, 0])).values)).toEqual(["4294967295", "0"]);
    const floats = await roundTrip(new Float32(), [0.1, 16777216, -3.4028234663852886e38, Number.NaN]);
    expect(texts(floats.values)).toEqual(["0.1", "16777216", "-3.4028235e+38", "NaN"]);
    expect(floats.values[0]?.number()).toBe(0.1);
  });

  it("keeps the digits of decimals", async () => {
    const words = (value: bigint): Uint32Array =>
      Uint32Array.from([0n, 32n, 64n, 96n], (shift) => Number(BigInt.asUintN(32, value >> shift)));
    const unscaled = [1230n, -5n, 0n, 12345678901234567890123456789012345678n];
    const { type, values } = await roundTrip(new Decimal(2, 38), unscaled.map(words));
    expect(type).toBe("decimal(38, 2)");
    expect(texts(values)).toEqual(["12.30", "-0.05", "0.00", "123456789012345678901234567890123456.78"]);
    expect(values[0]?.number()).toBe(12.3);
  });

  it("writes dates and times as ISO 8601", async () => {
    const days = await roundTrip(new DateDay(), [new Date("2024-02-29"), new Date("1900-01-01"), null]);
    expect(texts(days.values)).toEqual(["2024-02-29", "1900-01-01", "null"]);
    const clock = await roundTrip(new TimeMicrosecond(), [74_096_123_456n]);
    expect(texts(clock.values)).toEqual(["20:34:56.123456"]);
  });

  it("keeps microseconds and nanoseconds of timestamps, also before 1970 and after 9999", async () => {
    const micro = new TimestampMicrosecond("UTC");
    const counts = [1_704_141_296_123_456n, -1n, 253_402_300_800_000_000n, -62_167_219_200_000_001n];
    expect(texts((await roundTrip(micro, counts)).values)).toEqual([
      "2024-01-01T20:34:56.123456Z",
      "1969-12-31T23:59:59.999999Z",
      "+010000-01-01T00:00:00Z",
      "-000001-12-31T23:59:59.999999Z",
    ]);
    const milli = await roundTrip(new TimestampMillisecond(), [1_704_141_296_120, 0]);
    expect(texts(milli.values)).toEqual(["2024-01-01T20:34:56.120", "1970-01-01T00:00:00"]);
    const nano = await roundTrip(new TimestampNanosecond(), [1_704_141_296_123_456_789n]);
    expect(texts(nano.values)).toEqual(["2024-01-01T20:34:56.123456789"]);
  });

  it("shows bytes as text when they are text, else in hex with their number", async () => {
    const long = new Uint8Array(1500).fill(255);
    const { values } = await roundTrip(new Binary(), [
      new TextEncoder().encode("naïve"),
      Uint8Array.of(0, 255, 16),
      long,
      Uint8Array.of(),
    ]);
    expect(texts(values)).toEqual(["naïve", "0x00ff10", `0x${"ff".repeat(64)}… (1,500 bytes)`, ""]);
    expect(values[0]?.length).toBe(5);
    const fixed = await roundTrip(new FixedSizeBinary(3), [Uint8Array.of(1, 2, 255), null]);
    expect(texts(fixed.values)).toEqual(["0x0102ff", "null"]);
  });

  it("reads fixed-size lists and maps", async () => {
    const pair = new FixedSizeList(2, new Field("item", new Float32(), true));
    const lists = await roundTrip(pair, [
      [1, 2],
      [3, 4],
    ]);
    expect(lists.values.map((list) => Array.from(list.items(), (item) => item.text()))).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
    const entry = new Struct<{ key: Utf8; value: Int64 }>([
      new Field("key", new Utf8(), false),
      new Field("value", new Int64(), true),
    ]);
    const maps = await roundTrip(new Map_(new Field("entries", entry, false)), [
      new Map([
        ["a", 1n],
        ["b", 2n],
      ]),
      new Map(),
    ]);
    expect(maps.type).toBe("map<text, int64>");
    expect(
      maps.values.map((map) => Array.from(map.fields(), ([key, value]) => `${key}=${value.text()}`)),
    ).toEqual([["a=1", "b=2"], []]);
    expect(maps.values[0]?.get("b")?.number()).toBe(2);
  });

  it("reads durations, which Parquet has no type for, as their counts", async () => {
    const { values } = await roundTrip(new Duration(TimeUnit.MILLISECOND), [90_061_001n]);
    expect(texts(values)).toEqual(["90061001"]);
  });
});
