import fc from "fast-check";
import { Compression, Encoding, WriterVersion } from "parquet-wasm/esm";
import { beforeAll, describe, expect, it } from "vitest";
import { jsonValue } from "@/lib/format/json-value";
import { TextHasher } from "@/lib/format/text-hash";
import type { Value } from "@/lib/format/value";
import { openParquet } from "./reader";
import { bytesSource, startDecoder } from "./test-files";
import { type TestRow, type WriteOptions, writeRows } from "./test-tables";

beforeAll(startDecoder);

const hasher = new TextHasher();

function hashOf(value: Value): bigint {
  value.feed(hasher);
  return hasher.digest();
}

/** A hash by single bytes, as any other TextHash would take them. */
function bytesOf(value: Value): number[] {
  const bytes: number[] = [];
  value.feed({
    text: (text) => bytes.push(...new TextEncoder().encode(text)),
    utf8: (all, start, end) => bytes.push(...all.subarray(start, end)),
  });
  return bytes;
}

/** Everything a value answers, as plain data. */
function facts(value: Value): unknown {
  return {
    kind: value.kind,
    text: value.text(),
    length: value.length,
    number: value.number(),
    boolean: value.boolean(),
    size: value.size,
    hash: hashOf(value),
    bytes: bytesOf(value),
    items: Array.from(value.items(), facts),
    item0: value.item(0)?.kind ?? null,
    beyond: value.item(value.size),
    fields: Array.from(value.fields(), ([name, field]) => [name, facts(field)]),
    byName: Array.from(value.fields(), ([name]) => value.get(name)?.kind ?? null),
    absent: value.get("no such field"),
  };
}

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("", "user", "\ufeffmark", "👩‍🔬 naïve 漢字", "a\u0000b"),
);
const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });
const row: fc.Arbitrary<TestRow> = fc.record({
  id: fc.maxSafeInteger(),
  name: orNull(text),
  // JSON has no minus zero that survives, no NaN and no infinity.
  score: orNull(fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)),
  done: orNull(fc.boolean()),
  tags: orNull(fc.array(orNull(text), { maxLength: 4 })),
  messages: fc.array(
    orNull(fc.record({ role: fc.constantFrom("user", "assistant"), content: orNull(text) })),
    {
      maxLength: 5,
    },
  ),
  info: orNull(fc.record({ source: orNull(text), nested: fc.record({ depth: orNull(fc.integer()) }) })),
});
const options: fc.Arbitrary<WriteOptions> = fc.record({
  compression: fc.constantFrom(Compression.UNCOMPRESSED, Compression.SNAPPY, Compression.ZSTD),
  dictionary: fc.boolean(),
  version: fc.constantFrom(WriterVersion.V1, WriterVersion.V2),
  rowGroupRows: fc.constantFrom(3, 1000),
});

async function readAll(bytes: Uint8Array): Promise<Value[]> {
  const reader = await openParquet(bytesSource("test.parquet", bytes));
  const rows: Value[] = [];
  for (const [rowGroup, group] of reader.rowGroups.entries()) {
    const stretch = await reader.readRows(rowGroup, 0, group.rows);
    expect([...stretch.errors]).toEqual([]);
    for (let index = 0; index < stretch.length; index++) rows.push(stretch.value(index));
  }
  return rows;
}

/** apache-arrow writes no bitmap for columns without a single value, which the Parquet writer rejects: one row has all. */
const FULL_ROW: TestRow = {
  id: 1,
  name: "full",
  score: 0.5,
  done: true,
  tags: ["a"],
  messages: [{ role: "user", content: "hello" }],
  info: { source: "b", nested: { depth: 2 } },
};

/** Any part of the rows must read like the whole. */
const stretchOf = (rows: readonly TestRow[]): fc.Arbitrary<readonly [number, number]> =>
  fc
    .tuple(fc.nat(rows.length), fc.nat(rows.length))
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

function someRows(count: number): TestRow[] {
  return fc.sample(row, { numRuns: count, seed: 7 });
}

describe("Parquet and JSON of the same rows", () => {
  it("answer the same to every question", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), options, async (others, how) => {
        const rows = [FULL_ROW, ...others];
        const values = await readAll(writeRows(rows, how));
        expect(values.map(facts)).toEqual(rows.map((plain) => facts(jsonValue(plain))));
      }),
      { numRuns: 40 },
    );
  }, 30_000);

  it("answer the same for any stretch of rows", async () => {
    const rows = someRows(40);
    const reader = await openParquet(bytesSource("test.parquet", writeRows(rows)));
    await fc.assert(
      fc.asyncProperty(stretchOf(rows), async ([rowStart, rowEnd]) => {
        const stretch = await reader.readRows(0, rowStart, rowEnd);
        const values = Array.from({ length: stretch.length }, (_, index) => facts(stretch.value(index)));
        expect(values).toEqual(rows.slice(rowStart, rowEnd).map((plain) => facts(jsonValue(plain))));
      }),
      { numRuns: 40 },
    );
  });

  const codecs = ["UNCOMPRESSED", "SNAPPY", "GZIP", "BROTLI", "LZ4_RAW", "ZSTD"] as const;
  it.each(codecs)("answer the same with %s pages", async (codec) => {
    const rows = someRows(100);
    for (const dictionary of [true, false]) {
      const values = await readAll(writeRows(rows, { compression: Compression[codec], dictionary }));
      expect(values.map(facts)).toEqual(rows.map((plain) => facts(jsonValue(plain))));
    }
  });

  it("answer the same with delta encodings", async () => {
    const rows = someRows(100);
    const encodings = {
      id: Encoding.DELTA_BINARY_PACKED,
      name: Encoding.DELTA_BYTE_ARRAY,
      "messages.list.element.content": Encoding.DELTA_LENGTH_BYTE_ARRAY,
      score: Encoding.BYTE_STREAM_SPLIT,
    };
    const bytes = writeRows(rows, { encodings, version: WriterVersion.V2 });
    expect((await readAll(bytes)).map(facts)).toEqual(rows.map((plain) => facts(jsonValue(plain))));
  });
});
