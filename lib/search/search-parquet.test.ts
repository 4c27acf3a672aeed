import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { conversationTexts } from "@/lib/conversation";
import { NO_OPTIONS } from "@/lib/conversation/testing";
import { chunkRows, type ParquetChunk, RunFinder, type Value } from "@/lib/format";
import { startDecoder } from "@/lib/format/parquet/test-files";
import { type TestRow, writeRows } from "@/lib/format/parquet/test-tables";
import { planParquet, readParquetChunk } from "@/lib/ingest/parquet-tasks";
import { searchChunk } from "./search-chunk";
import { sharedHandle, textHandle } from "./testing";

beforeAll(async () => {
  vi.stubGlobal("self", { location: { href: "http://localhost/" } });
  await startDecoder();
});
afterAll(() => vi.unstubAllGlobals());

async function chunksOf(handle: ReturnType<typeof textHandle>): Promise<ParquetChunk[]> {
  const { chunks } = await planParquet(handle, 0);
  return chunks;
}

/** Rows of a file whose texts hold each needle, by searching and by reading all. */
async function bothOf(handle: ReturnType<typeof textHandle>, needles: readonly string[]) {
  const records: Value[] = [];
  const chunks = await chunksOf(handle);
  for (const chunk of chunks)
    await readParquetChunk(chunk, { record: ({ value }) => void records.push(value) });
  const texts = records.map((record) =>
    conversationTexts(record, NO_OPTIONS).map((text) => text.toLowerCase()),
  );
  const searched: [string, number[]][] = [];
  for (const text of needles) {
    const rows: number[] = [];
    let rowStart = 0;
    for (const chunk of chunks) {
      const found = await searchChunk({ chunk, rows: chunkRows(chunk), read: NO_OPTIONS, text });
      rows.push(...found.rows.map((row) => rowStart + row));
      rowStart += chunkRows(chunk);
    }
    searched.push([text, rows]);
  }
  const read = needles.map((needle): [string, number[]] => [
    needle,
    texts.flatMap((of, row) => (of.some((text) => text.includes(needle.toLowerCase())) ? [row] : [])),
  ]);
  return { searched, read, texts };
}

const NEEDLES = [
  ...[
    "the",
    "THE ",
    "how many",
    "zebra crossing nowhere",
    "$",
    "\\frac{1}{2}",
    "\\u",
    "true",
    "null",
    "e+",
    "T0",
  ],
  ...[
    "depth",
    "source",
    "city",
    "content",
    "42",
    "1.5",
    "e",
    "é",
    "“",
    "中文",
    "kelvin",
    "Istanbul",
    "\ufffd",
    "user",
  ],
];

describe("a search of Parquet", () => {
  it.each(["gsm8k-verl.parquet", "shapes/acemath-shape.parquet", "shapes/tulu3-preference-shape.parquet"])(
    "finds in %s what reading every record finds",
    async (name) => {
      const { texts } = await bothOf(sharedHandle(name), []);
      const ownWords = [0, 0.3, 0.7].map((share) => {
        const text = texts[Math.floor(share * texts.length)]?.at(-1) ?? "";
        return text.slice(text.length / 3, text.length / 3 + 14);
      });
      const { searched, read } = await bothOf(sharedHandle(name), [...NEEDLES, ...ownWords]);
      expect(searched).toEqual(read);
    },
  );

  it("finds what reading every record finds, in rows of every shape", async () => {
    const word = fc.constantFrom(
      "mile",
      "HIGH",
      " ",
      "K",
      "İ",
      "中",
      "\\u0041",
      "nested",
      "x".repeat(300),
      "true",
    );
    const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(""));
    const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 6 });
    const message = maybe(fc.record({ role: fc.constantFrom("user", "assistant"), content: maybe(text) }));
    const row = fc.record({
      name: maybe(text),
      score: maybe(fc.constantFrom(0.5, 1e30, Number.NaN)),
      // The writer takes no booleans that are all null.
      done: fc.boolean(),
      tags: maybe(fc.array(maybe(text), { maxLength: 4 })),
      messages: fc.array(message, { maxLength: 4 }),
      info: maybe(fc.record({ source: maybe(text), nested: fc.record({ depth: maybe(fc.constant(3)) }) })),
    });
    const needles = [
      "milehigh",
      "mile high",
      "k",
      "km",
      "i̇",
      "nested",
      "true",
      "中mile",
      "high中",
      "xxx",
      "a",
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (rows) => {
        const bytes = writeRows(
          rows.map((each, id): TestRow => ({ id, ...each })),
          { rowGroupRows: 16 },
        );
        const { searched, read } = await bothOf(textHandle(new Uint8Array(bytes), "rows.parquet"), needles);
        expect(searched).toEqual(read);
      }),
      { numRuns: 25 },
    );
  });

  it("decodes no text of rows that cannot hold what is searched for", async () => {
    const bytes = readFileSync(new URL("../../../shared/data/gsm8k-verl.parquet", import.meta.url));
    const [chunk] = await chunksOf(textHandle(bytes, "gsm8k-verl.parquet"));
    if (chunk === undefined) throw new Error("no chunk");
    const find = vi.spyOn(RunFinder.prototype, "find");
    const decode = vi.spyOn(TextDecoder.prototype, "decode");
    await searchChunk({ chunk, rows: chunkRows(chunk), read: NO_OPTIONS, text: "zebra crossing nowhere" });
    expect(find).toHaveBeenCalled();
    expect(decode.mock.calls.length).toBeLessThan(50);
    find.mockRestore();
    decode.mockRestore();
  });
});
