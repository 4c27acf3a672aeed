import { tableFromIPC } from "apache-arrow";
import { beforeAll, describe, expect, it } from "vitest";
import type { ParquetChunk } from "@/lib/format";
import { openParquet, type ParquetReader } from "@/lib/format/parquet";
import { bytesSource, sampleSource, startDecoder } from "@/lib/format/parquet/test-files";
import { type TestRow, writeRows } from "@/lib/format/parquet/test-tables";
import { ChunkIndexer, type IndexedField } from "./chunk-indexer";
import { indexColumns } from "./index-columns";
import { NO_READ_OPTIONS, type PlannedField } from "./index-plan";

beforeAll(startDecoder);

const FILE = 3;
const PLACES = 3;

/** All rows of a file. */
function chunkOf(reader: ParquetReader): ParquetChunk {
  const source = { kind: "url" as const, name: reader.name, url: "/", sizeBytes: 0 };
  const stretches = reader.rowGroups.map(({ rows }, rowGroup) => ({ rowGroup, rowStart: 0, rowEnd: rows }));
  return { kind: "parquet", file: FILE, source, stretches };
}

interface Indexed {
  fields: readonly IndexedField[];
  /** Of the places, then of the fields. */
  cells: unknown[][];
}

function cellsOf(ipc: Uint8Array, columns: readonly number[]): unknown[][] {
  const table = tableFromIPC(ipc);
  return columns.map((column) => [...(table.getChildAt(column) ?? [])].map((cell) => plain(cell)));
}

function plain(cell: unknown): unknown {
  return typeof cell === "object" && cell !== null ? [...(cell as Iterable<unknown>)] : cell;
}

async function byColumns(
  reader: ParquetReader,
  names: readonly string[],
  planned: readonly PlannedField[],
): Promise<Indexed> {
  const chunk = chunkOf(reader);
  const decoded = await Promise.all(
    chunk.stretches.map(({ rowGroup, rowEnd }) => reader.readRows(rowGroup, 0, rowEnd, names)),
  );
  const { ipc, fields } = indexColumns(chunk, decoded, planned);
  return { fields, cells: cellsOf(ipc, [...Array(PLACES + fields.length).keys()]) };
}

/** Value by value, as chunks are indexed. */
async function byRows(
  reader: ParquetReader,
  names: readonly string[],
  planned: readonly PlannedField[],
): Promise<Indexed> {
  const indexer = new ChunkIndexer({ fields: planned, read: NO_READ_OPTIONS });
  for (const { rowGroup, rowEnd } of chunkOf(reader).stretches) {
    const rows = await reader.readRows(rowGroup, 0, rowEnd, names);
    for (let index = 0; index < rowEnd; index++)
      indexer.add({ file: FILE, offset: rowGroup, length: index, line: null }, rows.value(index), []);
  }
  const { ipc, fields, previewRows } = indexer.finish(1);
  const own = (previewRows[0]?.length ?? 0) - fields.length;
  const columns = [...Array(PLACES).keys(), ...fields.map((_, place) => own + place)];
  return { fields, cells: cellsOf(ipc, columns) };
}

async function expectSame(reader: ParquetReader, planned: readonly PlannedField[] = []): Promise<void> {
  const names = reader.sizes.filter(({ isFlat }) => isFlat).map(({ name }) => name);
  expect(names.length).toBeGreaterThan(0);
  const [columns, rows] = [await byColumns(reader, names, planned), await byRows(reader, names, planned)];
  expect(columns.cells).toEqual(rows.cells);
  // Lengths of texts are in bytes or in characters, as they were gathered.
  const comparable = ({ texts: { units: _, ...texts }, ...field }: IndexedField) => ({ ...field, texts });
  expect(columns.fields.map(comparable)).toEqual(rows.fields.map(comparable));
}

const long = "A text beyond ASCII: Grüße, 漢字 🙂. ".repeat(20);

function rowOf(id: number): TestRow {
  return {
    id,
    name: id % 4 === 0 ? null : `row ${id} é`,
    score: id % 3 === 0 ? null : id === 7 ? Number.NaN : id / 8,
    done: id % 5 === 0 ? null : id % 2 === 0,
    tags: id % 6 === 0 ? null : id % 6 === 1 ? [] : ["one", null, `tag ${id % 3}`],
    messages: [],
    info: null,
  };
}

function readerOf(rows: readonly TestRow[]): Promise<ParquetReader> {
  return openParquet(bytesSource("made.parquet", writeRows(rows, { rowGroupRows: 37 })));
}

describe("columns of row groups", () => {
  it.each([
    "gsm8k-verl.parquet",
    "shapes/acemath-shape.parquet",
    "shapes/tulu3-preference-shape.parquet",
    "corrupt/int96.parquet",
  ])("of %s become what they become row by row", async (name) => {
    await expectSame(await openParquet(sampleSource(name)));
  });

  it("with nulls, in several groups, become what they become row by row", async () => {
    await expectSame(await readerOf(Array.from({ length: 100 }, (_, id) => rowOf(id))));
  });

  it("without any value have no type", async () => {
    const rows = Array.from({ length: 50 }, (_, id) => ({ ...rowOf(id), name: null, score: null, tags: [] }));
    await expectSame(await readerOf(rows));
  });

  it("keep the beginnings of long texts", async () => {
    const rows = Array.from({ length: 50 }, (_, id) => ({ ...rowOf(id), name: long, tags: [long] }));
    await expectSame(await readerOf(rows));
  });

  it("follow what is planned", async () => {
    const rows = Array.from({ length: 50 }, (_, id) => rowOf(id));
    await expectSame(await readerOf(rows), [
      { field: "id", type: "double", stored: "full" },
      { field: "name", type: "text", stored: "preview" },
      { field: "score", type: "json", stored: "full" },
    ]);
  });

  it("keep the digits of integers that no double holds", async () => {
    const rows = Array.from({ length: 10 }, (_, id) => ({ ...rowOf(id), id: id * 2 ** 53 }));
    await expectSame(await readerOf(rows));
  });
});
