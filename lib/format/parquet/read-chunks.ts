import { LIMITS } from "@/lib/format/limits";
import type { ByteSource } from "@/lib/source/model";
import { cutPages } from "./cut-pages";
import type { ColumnChunk, FooterField, RowGroup } from "./footer";
import { pagesOf, readPageIndex, skippedPage } from "./page-index";
import { structField, THRIFT } from "./thrift";

/** Neighbouring columns with a smaller gap between them are read at once. */
const MAX_GAP_BYTES = 256 * 1024;
/** Columns up to this size are read whole. */
const SMALL_CHUNK_BYTES = 256 * 1024;
/** Pages are about 1 MB at most, as writers make them; the first must be whole. */
const PAGE_BYTES = 1024 * 1024;
/** Rows from here on are cheaper to reach with whole columns, where no index tells their pages. */
const CUT_BELOW = 0.6;

/** The bytes of one column chunk, or of some of its pages. */
export interface ChunkBytes {
  chunk: ColumnChunk;
  /** From the chunk's start to its end. */
  pieces: readonly Uint8Array<ArrayBuffer>[];
  /**
   * - whole: every page
   * - indexed: the pages that hold the rows, by the file's own index
   * - guessed: as many first pages as probably hold the rows; the last row may go on in the next page
   */
  part: "whole" | "indexed" | "guessed";
}

/** The columns asked for are larger than what can be decoded together. */
export class ColumnsTooLargeError extends Error {
  constructor(readonly bytes: number) {
    super(`${bytes} bytes of columns at once`);
    this.name = "ColumnsTooLargeError";
  }
}

/** Rows [rowStart, rowEnd) of a row group. */
export interface RowRange {
  rowStart: number;
  rowEnd: number;
}

/**
 * Reads the column chunks of `fields`, whole, or as much of them as the rows of `range` take. Rejects with
 * ColumnsTooLargeError when that is more than can be decoded together, and with SourceError.
 */
export async function readChunks(
  source: ByteSource,
  rowGroup: RowGroup,
  fields: readonly FooterField[],
  range: RowRange | null,
): Promise<ChunkBytes[]> {
  const chunks = fields.flatMap((field) => rowGroup.columns.slice(field.leafStart, field.leafEnd));
  const isPart = range !== null && range.rowEnd - range.rowStart < rowGroup.rows;
  const readings = await Promise.all(
    chunks.map((chunk) => (isPart ? planReading(source, rowGroup, chunk, range) : wholeOf(chunk))),
  );
  const bytes = readings.reduce((sum, { start, end }) => sum + end - start, 0);
  if (bytes > LIMITS.columnBytes) throw new ColumnsTooLargeError(bytes);
  const parts = await readRanges(source, readings);
  return Promise.all(
    readings.map((reading, index) => finishReading(source, reading, parts[index] ?? new Uint8Array(0))),
  );
}

/** What to read of a column chunk. */
interface Reading {
  chunk: ColumnChunk;
  part: ChunkBytes["part"];
  start: number;
  end: number;
  /** Where the first data page of the chunk begins, and the row at which the pages that are read do. */
  dataStart: number;
  firstRow: number;
}

function wholeOf(chunk: ColumnChunk): Reading {
  return { chunk, part: "whole", start: chunk.start, end: chunk.end, dataStart: chunk.start, firstRow: 0 };
}

async function planReading(
  source: ByteSource,
  rowGroup: RowGroup,
  chunk: ColumnChunk,
  { rowStart, rowEnd }: RowRange,
): Promise<Reading> {
  const whole = wholeOf(chunk);
  if (chunk.end - chunk.start <= SMALL_CHUNK_BYTES) return whole;
  const index = await readPageIndex(source, chunk, rowGroup.rows);
  if (index !== null) {
    const pages = pagesOf(index, rowStart, rowEnd);
    return { ...whole, ...pages, part: "indexed", dataStart: index[0]?.start ?? pages.start };
  }
  // One row more than asked for: the last may be in part on the next page.
  const rowsNeeded = rowEnd + 1;
  if (rowsNeeded >= rowGroup.rows * CUT_BELOW) return whole;
  return { ...whole, part: "guessed", end: guessEnd(chunk, rowsNeeded / rowGroup.rows) };
}

async function finishReading(
  source: ByteSource,
  reading: Reading,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<ChunkBytes> {
  const { chunk, part, dataStart, firstRow } = reading;
  if (bytes.length === chunk.end - chunk.start) return { chunk, pieces: [bytes], part: "whole" };
  const cut = cutPages(bytes);
  const isUseful = cut.values > 0 && (part === "guessed" || cut.bytes === bytes.length);
  if (!isUseful) {
    const size = chunk.end - chunk.start;
    if (size > LIMITS.columnBytes) throw new ColumnsTooLargeError(size);
    return { chunk, pieces: [await source.read(chunk.start, chunk.end)], part: "whole" };
  }
  const pieces = [bytes.subarray(0, cut.bytes)];
  if (firstRow > 0) pieces.unshift(skippedPage(firstRow));
  if (part === "indexed" && dataStart > chunk.start)
    pieces.unshift(await source.read(chunk.start, dataStart));
  const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return { chunk: shortenChunk(chunk, size, firstRow + cut.values), pieces, part };
}

function guessEnd(chunk: ColumnChunk, part: number): number {
  const size = chunk.end - chunk.start;
  if (size <= SMALL_CHUNK_BYTES) return chunk.end;
  const dataSize = chunk.end - chunk.dataStart;
  return Math.min(chunk.end, chunk.dataStart + Math.ceil(dataSize * part * 1.25) + PAGE_BYTES);
}

function shortenChunk(chunk: ColumnChunk, bytes: number, values: number): ColumnChunk {
  const meta = new Map(structField(chunk.struct, 3) ?? []);
  meta.set(5, { type: THRIFT.i64, data: BigInt(values) });
  meta.set(7, { type: THRIFT.i64, data: BigInt(bytes) });
  const struct = new Map(chunk.struct).set(3, { type: THRIFT.struct, data: meta });
  return { ...chunk, end: chunk.start + bytes, struct };
}

/** The bytes of each range; ranges that are close are one request. */
async function readRanges(
  source: ByteSource,
  ranges: readonly { start: number; end: number }[],
): Promise<Uint8Array<ArrayBuffer>[]> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const places = ranges.map((range, index) => ({ ...range, index }));
  places.sort((a, b) => a.start - b.start);
  const runs: (typeof places)[] = [];
  let runEnd = Number.NEGATIVE_INFINITY;
  for (const place of places) {
    const run = runs.at(-1);
    if (run && place.start - runEnd <= MAX_GAP_BYTES) run.push(place);
    else runs.push([place]);
    runEnd = Math.max(runEnd, place.end);
  }
  await Promise.all(
    runs.map(async (run) => {
      const from = run[0]?.start ?? 0;
      const bytes = await source.read(from, Math.max(...run.map(({ end }) => end)));
      for (const { start, end, index } of run) parts[index] = bytes.subarray(start - from, end - from);
    }),
  );
  return parts;
}
