import { beforeAll, describe, expect, it } from "vitest";
import type { Value } from "@/lib/format/value";
import { openParquet, type ParquetReader } from "./reader";
import { bytesSource, sampleBytes, sampleSource, startDecoder } from "./test-files";

beforeAll(startDecoder);

/** The value as plain data, numbers by their digits. */
function plain(value: Value | null): unknown {
  if (value === null) return undefined;
  if (value.kind === "list") return Array.from(value.items(), plain);
  if (value.kind === "object") {
    return Object.fromEntries(Array.from(value.fields(), ([name, field]) => [name, plain(field)]));
  }
  return value.kind === "null" ? null : value.kind === "boolean" ? value.boolean() : value.text();
}

async function column(reader: ParquetReader, name: string): Promise<unknown[]> {
  const rows = await reader.readRows(0, 0, reader.rowCount);
  return Array.from({ length: rows.length }, (_, index) => plain(rows.value(index).get(name)));
}

const openCorrupt = (name: string): Promise<ParquetReader> => openParquet(sampleSource(`corrupt/${name}`));

describe("broken and odd Parquet files", () => {
  it("says that the end mark of a cut file is missing", async () => {
    await expect(openCorrupt("truncated.parquet")).rejects.toMatchObject({
      code: "truncated",
      message: "truncated.parquet: the Parquet end mark is missing; the file is incomplete (4,000 bytes)",
    });
  });

  it("says that an encrypted file is encrypted", async () => {
    await expect(openCorrupt("encrypted.parquet")).rejects.toMatchObject({
      code: "encrypted",
      message: expect.stringContaining("encrypted"),
    });
  });

  it("reads INT96 timestamps exactly, also far outside the range of nanoseconds", async () => {
    const reader = await openCorrupt("int96.parquet");
    expect(reader.schema).toEqual([{ name: "a", type: "timestamp" }]);
    expect(await column(reader, "a")).toEqual([
      "2024-01-01T20:34:56.123456Z",
      "2024-01-01T01:00:00Z",
      "9999-12-31T03:00:00Z",
      "2024-12-30T23:00:00Z",
      null,
      "+290000-12-30T23:00:00Z",
    ]);
  });

  it("reads maps of maps, keys that are numbers by their text", async () => {
    const reader = await openCorrupt("nested-maps.parquet");
    expect(reader.schema).toEqual([
      { name: "a", type: "map<text, map<int32, boolean>>" },
      { name: "b", type: "int32" },
      { name: "c", type: "double" },
    ]);
    const rows = await column(reader, "a");
    expect(rows).toHaveLength(6);
    expect(rows[0]).toEqual({ a: { 1: true, 2: false } });
    expect(rows[2]).toEqual({ c: null });
    expect(rows[3]).toEqual({ d: {} });
    const first = (await reader.readRow(0, 0)).value;
    expect(first.get("a")?.get("a")?.get("2")?.kind).toBe("boolean");
    expect(first.get("a")?.get("b")).toBeNull();
  });

  it("reads lists of lists", async () => {
    const reader = await openCorrupt("lists-of-lists.parquet");
    expect(reader.schema[0]).toEqual({ name: "a", type: "list<list<list<text>>>" });
    expect(plain((await reader.readRow(0, 0)).value)).toEqual({
      a: [
        [["a", "b"], ["c"]],
        [null, ["d"]],
      ],
      b: "1",
    });
    expect(reader.rowCount).toBe(3);
  });

  it("reads the LZ4 framing of Hadoop", async () => {
    const reader = await openCorrupt("hadoop-lz4.parquet");
    expect(reader.codecs).toEqual(["LZ4 (Hadoop)"]);
    expect(await column(reader, "v11")).toEqual(["42", "7.7", "42.125", "7.7"]);
    expect(await column(reader, "c1")).toEqual(["abc", "def", "abc", "def"]);
  });

  it("names the column that cannot be decoded, and reads the next file", async () => {
    const reader = await openCorrupt("bad-levels.parquet");
    expect(reader.rowCount).toBe(1);
    expect(reader.schema.map((field) => field.name)).toEqual(["outer"]);
    const rows = await reader.readRows(0, 0, 1);
    expect(rows.errors.get("outer")).toMatchObject({
      code: "column",
      message:
        'bad-levels.parquet: column "outer" of row group 1 cannot be decoded (Insufficient repetition levels read from column)',
    });
    expect(plain(rows.value(0))).toEqual({ outer: null });
    const { value, errors } = await reader.readRow(0, 0);
    expect(plain(value)).toEqual({ outer: null });
    expect([...errors.keys()]).toEqual(["outer"]);
    const other = await (await openCorrupt("lists-of-lists.parquet")).readRow(0, 2);
    expect(plain(other.value)).toMatchObject({ b: "1" });
    expect(other.errors.size).toBe(0);
  });

  it("keeps the other columns when the pages of one are damaged", async () => {
    const bytes = Uint8Array.from(sampleBytes("shapes/acemath-shape.parquet"));
    // The first kilobytes of the file hold `messages` of the first row group.
    bytes.fill(0xff, 200, 4000);
    const reader = await openParquet(bytesSource("damaged.parquet", bytes));
    const rows = await reader.readRows(0, 0, 500);
    expect([...rows.errors.keys()]).toEqual(["messages"]);
    expect(rows.fields).toEqual(["answer"]);
    expect(rows.value(3).get("messages")?.kind).toBe("null");
    expect(rows.value(3).get("answer")?.length).toBeGreaterThan(10);
    expect([...(await reader.readRows(1, 0, 500)).errors]).toEqual([]);
  });

  it("says that other bytes are not a Parquet file", async () => {
    const notParquet = bytesSource("notes.parquet", new TextEncoder().encode("just some text"));
    await expect(openParquet(notParquet)).rejects.toMatchObject({ code: "not-data" });
    await expect(openParquet(bytesSource("e.parquet", new Uint8Array(0)))).rejects.toMatchObject({
      code: "empty",
    });
  });
});
