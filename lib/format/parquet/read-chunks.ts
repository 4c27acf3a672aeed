import type { ByteSource } from "@/lib/source/model";
import { cutPages } from "./cut-pages";
import type { ColumnChunk, FooterField, RowGroup } from "./footer";
import { structField, THRIFT } from "./thrift";

/** Neighbouring columns with a smaller gap between them are read at once. */
const MAX_GAP_BYTES = 256 * 1024;
/** Columns up to this size are read whole. */
const SMALL_CHUNK_BYTES = 256 * 1024;
/** Pages are about 1 MB at most, as writers make them; the first must be whole. */
const PAGE_BYTES = 1024 * 1024;
/** Rows from here on are cheaper to reach with whole columns. */
const CUT_BELOW = 0.6;

/** The bytes of one column chunk, or of its first pages. */
export interface ChunkBytes {
  chunk: ColumnChunk;
  bytes: Uint8Array;
}

/** Whether the first `rowsNeeded` rows can be had with less than the whole row group. */
export function canCut(rowGroup: RowGroup, rowsNeeded: number): boolean {
  return (
    rowsNeeded < rowGroup.rows * CUT_BELOW &&
    rowGroup.columns.some((chunk) => chunk.end - chunk.start > SMALL_CHUNK_BYTES)
  );
}

/** Reads the column chunks of `fields`, whole, or as much as the first `rowsNeeded` rows probably take. */
export async function readChunks(
  source: ByteSource,
  rowGroup: RowGroup,
  fields: readonly FooterField[],
  rowsNeeded: number | null,
): Promise<ChunkBytes[]> {
  const chunks = fields.flatMap((field) => rowGroup.columns.slice(field.leafStart, field.leafEnd));
  const wanted = chunks.map((chunk) => ({
    start: chunk.start,
    end: rowsNeeded === null ? chunk.end : guessEnd(chunk, rowsNeeded / rowGroup.rows),
  }));
  const parts = await readRanges(source, wanted);
  return Promise.all(
    chunks.map(async (chunk, index) => {
      const bytes = parts[index] ?? new Uint8Array(0);
      if (bytes.length === chunk.end - chunk.start) return { chunk, bytes };
      const cut = cutPages(bytes);
      if (cut.values === 0) return { chunk, bytes: await source.read(chunk.start, chunk.end) };
      return { chunk: shortenChunk(chunk, cut.bytes, cut.values), bytes: bytes.subarray(0, cut.bytes) };
    }),
  );
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
): Promise<Uint8Array[]> {
  const parts: Uint8Array[] = [];
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
