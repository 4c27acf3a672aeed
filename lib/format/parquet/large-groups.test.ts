import fc from "fast-check";
import { Compression, WriterVersion } from "parquet-wasm/esm";
import { beforeAll, describe, expect, it } from "vitest";
import { chunkRows } from "@/lib/format/chunk-rows";
import { LIMITS } from "@/lib/format/limits";
import type { SourceHandle } from "@/lib/source/model";
import { SourceError } from "@/lib/source/model";
import { readFooter } from "./footer";
import { planParquetChunks } from "./plan-chunks";
import { openParquet, type ParquetReader } from "./reader";
import { bytesSource, startDecoder } from "./test-files";
import { noise, type TestRow, writeRows } from "./test-tables";
import { numberField } from "./thrift";

const ROWS = 6000;
const handle: SourceHandle = { kind: "url", name: "big.parquet", url: "/big.parquet", sizeBytes: 1 };
let rows: TestRow[] = [];
/** One row group of many pages, most of them in the middle of a list for one column or another. */
let files: { version: WriterVersion; bytes: Uint8Array }[] = [];

beforeAll(async () => {
  await startDecoder();
  rows = Array.from({ length: ROWS }, (_, id) => ({
    id,
    name: `row ${id} ${noise(id, 8)}`,
    score: id / 7,
    done: id % 3 === 0,
    tags: id % 5 === 0 ? null : [noise(id, 2)],
    messages: Array.from({ length: id % 6 }, (_, turn) => ({
      role: turn % 2 === 0 ? "user" : "assistant",
      content: turn === 3 ? null : `${id}/${turn} ${noise(id + turn, 90)}`,
    })),
    info: { source: "test", nested: { depth: id % 4 } },
  }));
  files = [WriterVersion.V1, WriterVersion.V2].map((version) => ({
    version,
    bytes: writeRows(rows, {
      version,
      compression: Compression.SNAPPY,
      dictionary: false,
      pageBytes: 20_000,
    }),
  }));
});

async function expectRows(reader: ParquetReader, rowStart: number, rowEnd: number): Promise<void> {
  const stretch = await reader.readRows(0, rowStart, rowEnd);
  expect([...stretch.errors]).toEqual([]);
  expect(stretch.length).toBe(rowEnd - rowStart);
  for (let index = 0; index < stretch.length; index++) {
    const expected = rows[rowStart + index];
    const value = stretch.value(index);
    expect(value.get("id")?.number()).toBe(expected?.id);
    expect(value.get("name")?.text()).toBe(expected?.name);
    const contents = Array.from(value.get("messages")?.items() ?? [], (message) => {
      const content = message.get("content");
      return content?.kind === "null" ? null : content?.text();
    });
    expect(contents).toEqual(expected?.messages.map((message) => message?.content));
  }
}

describe("large row groups", () => {
  it("reads the first rows without reading the whole group", async () => {
    for (const { bytes } of files) {
      const source = bytesSource("big.parquet", bytes);
      const reader = await openParquet(source);
      expect(reader.rowGroups).toHaveLength(1);
      const before = source.readBytes;
      await expectRows(reader, 0, 64);
      expect(source.readBytes - before).toBeLessThan(bytes.length / 2);
    }
  });

  it("reads any stretch of rows from any page", async () => {
    for (const { bytes } of files) {
      const reader = await openParquet(bytesSource("big.parquet", bytes));
      const stretch = fc.tuple(fc.nat(ROWS - 1), fc.nat(40));
      await fc.assert(
        fc.asyncProperty(stretch, ([rowStart, count]) =>
          expectRows(reader, rowStart, Math.min(ROWS, rowStart + count)),
        ),
        { numRuns: 15 },
      );
    }
  });

  it("reads no more of the group than a stretch in it takes, by the file's page index", async () => {
    for (const { bytes } of files) {
      const source = bytesSource("big.parquet", bytes);
      const reader = await openParquet(source);
      const before = source.readBytes;
      await expectRows(reader, 5000, 5040);
      expect(source.readBytes - before).toBeLessThan(bytes.length / 4);
    }
  });

  it("finds the rows without the page index, or with one that cannot be true", async () => {
    for (const { bytes } of files) {
      const footer = await readFooter(bytesSource("big.parquet", bytes));
      const damaged = bytes.slice();
      for (const { struct } of footer.rowGroups[0]?.columns ?? []) {
        const start = numberField(struct, 4) ?? 0;
        expect(start).toBeGreaterThan(0);
        damaged.fill(0x19, start, start + (numberField(struct, 5) ?? 0));
      }
      await expectRows(await openParquet(bytesSource("big.parquet", damaged)), 4321, 4361);
    }
  });

  it("leaves out a column that is too large to decode, with a sentence, and reads the others", async () => {
    const allowed = LIMITS.columnBytes;
    try {
      for (const { bytes } of files) {
        // Without an index of its pages, a row near the end takes the whole column.
        const footer = await readFooter(bytesSource("big.parquet", bytes));
        const unindexed = bytes.slice();
        for (const { struct } of footer.rowGroups[0]?.columns ?? []) {
          const start = numberField(struct, 4) ?? 0;
          unindexed.fill(0x19, start, start + (numberField(struct, 5) ?? 0));
        }
        const reader = await openParquet(bytesSource("big.parquet", unindexed));
        LIMITS.columnBytes = 700_000;
        const stretch = await reader.readRows(0, 5000, 5010);
        expect([...stretch.errors.keys()]).toEqual(["messages"]);
        expect(stretch.errors.get("messages")?.message).toMatch(
          /^big\.parquet: column "messages" of row group 1 is too large \([\d.]+ MB packed, and the browser can decode 0\.70 MB at once\); its values are missing/,
        );
        expect(stretch.value(3).get("name")?.text()).toBe(rows[5003]?.name);
        expect(stretch.value(3).get("messages")?.kind ?? "null").toBe("null");
      }
    } finally {
      LIMITS.columnBytes = allowed;
    }
  });

  it("has the neighbours of a row in memory", async () => {
    const [file] = files;
    const source = bytesSource("big.parquet", file?.bytes ?? new Uint8Array(0));
    const reader = await openParquet(source);
    expect((await reader.readRow(0, 3000)).value.get("id")?.number()).toBe(3000);
    const before = source.readBytes;
    expect((await reader.readRow(0, 3001)).value.get("id")?.number()).toBe(3001);
    expect(source.readBytes).toBe(before);
  });

  it("says that the source failed, not a column", async () => {
    const [file] = files;
    const source = bytesSource("big.parquet", file?.bytes ?? new Uint8Array(0));
    const reader = await openParquet(source);
    source.read = () => Promise.reject(new SourceError("gone", "big.parquet is gone"));
    await expect(reader.readRows(0, 0, 10)).rejects.toMatchObject({ code: "gone" });
  });
});

describe("planParquetChunks", () => {
  const readerOf = (rowGroups: { rows: number; bytes: number }[]): ParquetReader => ({
    name: "plan.parquet",
    rowCount: 0,
    rowGroups,
    schema: [],
    sizes: [],
    codecs: [],
    readRows: () => Promise.reject(new Error("planning reads no rows")),
    readRow: () => Promise.reject(new Error("planning reads no rows")),
    from: () => readerOf(rowGroups),
  });

  it("covers every row once and in order, in parts of the size asked for", () => {
    const group = fc.record({ rows: fc.nat(5000), bytes: fc.nat(1_000_000) });
    fc.assert(
      fc.property(fc.array(group, { maxLength: 6 }), (rowGroups) => {
        const options = { firstRows: 100, maxBytes: 50_000, joinedBytes: 20_000, joinedRows: 900 };
        const chunks = planParquetChunks(readerOf(rowGroups), 2, handle, options);
        const covered = rowGroups.map(() => 0);
        for (const { rowGroup, rowStart, rowEnd } of chunks.flatMap(({ stretches }) => stretches)) {
          expect(rowStart).toBe(covered[rowGroup]);
          expect(rowEnd).toBeGreaterThan(rowStart);
          covered[rowGroup] = rowEnd;
        }
        expect(covered).toEqual(rowGroups.map(({ rows }) => rows));
        const oneRow = Math.max(0, ...rowGroups.map(({ rows, bytes }) => bytes / Math.max(1, rows)));
        for (const chunk of chunks) {
          const share = chunk.stretches.reduce((sum, { rowGroup, rowStart, rowEnd }) => {
            const { rows, bytes } = rowGroups[rowGroup] ?? { rows: 0, bytes: 0 };
            return sum + ((rowEnd - rowStart) * bytes) / Math.max(1, rows);
          }, 0);
          const isJoined = chunk.stretches.length > 1;
          expect(share).toBeLessThanOrEqual(isJoined ? options.joinedBytes + 1 : options.maxBytes + oneRow);
          if (isJoined) expect(chunkRows(chunk)).toBeLessThanOrEqual(options.joinedRows);
        }
        if (chunks[0]) expect(chunkRows(chunks[0])).toBeLessThanOrEqual(100);
      }),
    );
  });

  it("joins small row groups, but none with the first rows", () => {
    const groups = Array.from({ length: 5 }, () => ({ rows: 10, bytes: 100 }));
    const chunks = planParquetChunks(readerOf(groups), 2, handle, { joinedBytes: 250 });
    expect(chunks.map(({ stretches }) => stretches.map(({ rowGroup }) => rowGroup))).toEqual([
      [0],
      [1, 2],
      [3, 4],
    ]);
  });
});
