import fc from "fast-check";
import { Compression, Encoding, WriterVersion } from "parquet-wasm/esm";
import { beforeAll, describe, expect, it } from "vitest";
import { jsonValue } from "@/lib/format/json-value";
import type { Value } from "@/lib/format/value";
import type { ArrowColumn } from "../arrow-column";
import { arrowAccessor } from "../arrow-value";
import { type FooterField, type ParquetFooter, readFooter } from "../footer";
import { type ChunkBytes, readChunks } from "../read-chunks";
import { bytesSource, startDecoder } from "../test-files";
import { type TestRow, type WriteOptions, writeRows } from "../test-tables";
import { decodeTexts } from "./decode-texts";

beforeAll(startDecoder);

const TEXT_FIELDS = ["name", "tags", "messages"] as const;
const CODECS = [Compression.UNCOMPRESSED, Compression.SNAPPY, Compression.ZSTD];

function plain(value: Value): unknown {
  if (value.kind === "list") return Array.from(value.items(), plain);
  if (value.kind === "object")
    return Object.fromEntries(Array.from(value.fields(), ([name, field]) => [name, plain(field)]));
  return value.kind === "null" ? null : value.text();
}

function valuesOf(column: ArrowColumn): unknown[] {
  const valueAt = arrowAccessor(column);
  return Array.from({ length: column.length }, (_, index) => plain(valueAt(index)));
}

interface OpenFile {
  footer: ParquetFooter;
  chunksOf(name: string, rowGroup: number): Promise<{ field: FooterField; chunks: ChunkBytes[] }>;
}

async function open(bytes: Uint8Array): Promise<OpenFile> {
  const source = bytesSource("texts.parquet", bytes);
  const footer = await readFooter(source);
  return {
    footer,
    async chunksOf(name, rowGroup) {
      const field = footer.fields.find((each) => each.name === name);
      const group = footer.rowGroups[rowGroup];
      if (!field || !group) throw new Error(`the file has no ${name}`);
      return { field, chunks: await readChunks(source, group, [field], null) };
    },
  };
}

const words = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom("", "user", "naïve 漢字 👩‍🔬", "long ".repeat(40)),
);
const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });
const row: fc.Arbitrary<TestRow> = fc.record({
  id: fc.nat(),
  name: orNull(words),
  score: fc.constant(1.5),
  done: fc.constant(true),
  tags: orNull(fc.array(orNull(words), { maxLength: 4 })),
  messages: fc.array(orNull(fc.record({ role: words, content: orNull(words) })), { maxLength: 5 }),
  info: fc.constant({ source: "test", nested: { depth: 1 } }),
});
const options: fc.Arbitrary<WriteOptions> = fc
  .record({
    compression: fc.constantFrom(...CODECS),
    dictionary: fc.boolean(),
    version: fc.constantFrom(WriterVersion.V1, WriterVersion.V2),
    // Pages of few rows, also such as end in the middle of one.
    pageBytes: fc.constantFrom(1, 200, 100_000),
  })
  // Without a dictionary this writer's second version writes only how a text differs from the one before.
  .filter(({ dictionary, version }) => dictionary || version === WriterVersion.V1);

/** Rows whose pages are many and packed well. */
function manyRows(count: number): TestRow[] {
  return Array.from({ length: count }, (_, id) => ({
    ...{ id, score: 1.5, done: true, info: { source: "test", nested: { depth: 1 } } },
    name: `row ${id % 97} of the table of names, which repeat`,
    tags: id % 5 === 0 ? null : Array.from({ length: id % 4 }, (_, tag) => `[MLT:${tag * id}]`),
    messages: Array.from({ length: id % 6 }, (_, turn) => ({
      role: turn % 2 === 0 ? "user" : "assistant",
      content:
        turn === 3 ? null : `${"ab".repeat(turn)}: turn ${turn} of ${id}, ${"and so on ".repeat(id % 7)}`,
    })),
  }));
}

describe("texts straight from the pages", () => {
  it("are those of the rows, of any stretch of them", async () => {
    const table = fc.array(row, { minLength: 1, maxLength: 150 });
    await fc.assert(
      fc.asyncProperty(table, options, fc.nat(), fc.nat(), async (rows, written, from, count) => {
        const { chunksOf } = await open(writeRows(rows, written));
        const rowStart = from % rows.length;
        const rowEnd = Math.min(rows.length, rowStart + 1 + (count % rows.length));
        for (const name of TEXT_FIELDS) {
          const { field, chunks } = await chunksOf(name, 0);
          const column = decodeTexts(field, chunks, { rowStart, rowEnd }, rows.length);
          const expected = rows.slice(rowStart, rowEnd).map((each) => plain(jsonValue(each[name])));
          expect(column && valuesOf(column)).toEqual(expected);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("are read from pages of every codec, with a dictionary and without", async () => {
    const rows = manyRows(3000);
    for (const compression of CODECS)
      for (const dictionary of [true, false]) {
        const { chunksOf } = await open(writeRows(rows, { compression, dictionary, pageBytes: 20_000 }));
        const { field, chunks } = await chunksOf("messages", 0);
        const column = decodeTexts(field, chunks, { rowStart: 1000, rowEnd: 2500 }, rows.length);
        expect(column && valuesOf(column)).toEqual(rows.slice(1000, 2500).map(({ messages }) => messages));
      }
  });

  it("are left to the other decoder where the field holds anything else, or comes in another way", async () => {
    const rows = manyRows(10);
    const range = { rowStart: 0, rowEnd: 10 };
    const encodings = { name: Encoding.DELTA_BYTE_ARRAY };
    const odd = await open(writeRows(rows, { encodings }));
    const gzip = await open(writeRows(rows, { compression: Compression.GZIP }));
    for (const [file, name] of [
      [odd, "id"],
      [odd, "info"],
      [odd, "name"],
      [gzip, "tags"],
    ] as const) {
      const { field, chunks } = await file.chunksOf(name, 0);
      expect(decodeTexts(field, chunks, range, 10)).toBeNull();
    }
  });

  it("are not taken from more rows than there are", async () => {
    const { chunksOf } = await open(writeRows(manyRows(10)));
    for (const name of TEXT_FIELDS) {
      const { field, chunks } = await chunksOf(name, 0);
      expect(decodeTexts(field, chunks, { rowStart: 5, rowEnd: 11 }, 11)).toBeNull();
    }
  });

  it("are nothing when they are not UTF-8", async () => {
    const rows = manyRows(20);
    const bytes = writeRows(rows, { compression: Compression.UNCOMPRESSED, dictionary: false });
    const broken = new TextEncoder().encode("row 7 of");
    const at = bytes.findIndex((_, place) => broken.every((byte, index) => bytes[place + index] === byte));
    bytes[at] = 0xc3;
    const { field, chunks } = await (await open(bytes)).chunksOf("name", 0);
    expect(decodeTexts(field, chunks, { rowStart: 0, rowEnd: 20 }, 20)).toBeNull();
    expect(decodeTexts(field, chunks, { rowStart: 0, rowEnd: 7 }, 20)?.length).toBe(7);
  });

  it("are there or not, but end no worker, when pages are damaged", async () => {
    const rows = manyRows(400);
    const files = CODECS.map((compression) => writeRows(rows, { compression, pageBytes: 4000 }));
    const flips = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });
    const seen = new Set<boolean>();
    for (const bytes of files) {
      const { chunksOf } = await open(bytes);
      const { field, chunks } = await chunksOf("messages", 0);
      fc.assert(
        fc.property(flips, (changes) => {
          const damaged = chunks.map((chunk) => ({
            ...chunk,
            pieces: chunk.pieces.map((each) => each.slice()),
          }));
          for (const [at, value] of changes) {
            const piece = damaged[at % damaged.length]?.pieces[0];
            if (piece) piece[at % piece.length] = value;
          }
          const column = decodeTexts(field, damaged, { rowStart: 0, rowEnd: 400 }, 400);
          seen.add(column !== null);
          if (column !== null) expect(valuesOf(column)).toHaveLength(400);
        }),
        { numRuns: 150 },
      );
    }
    expect(seen).toEqual(new Set([true, false]));
  });
});
