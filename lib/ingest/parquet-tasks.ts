import { assetUrls } from "@/lib/engine/assets";
import {
  chunkRows,
  type ParquetChunk,
  type RecordProblem,
  type RowStretch,
  type Tape,
  type Value,
} from "@/lib/format";
import {
  openParquet,
  type ParquetChunkOptions,
  type ParquetReader,
  type ParquetRows,
  placeParquetDecoder,
  planParquetChunks,
  RowLayer,
} from "@/lib/format/parquet";
import { openSource, RememberingSource, type SourceHandle } from "@/lib/source";
import type { RecordPlace } from "./chunk-indexer";
import { indexColumns } from "./index-columns";
import type { PlannedField } from "./index-plan";
import { jsonText } from "./json-preview";
import type { ColumnsReply, ParquetPlan, ParquetRow } from "./parse-protocol";

/** The reader of the file this worker looked at last: footers are long, and neighbours share a row group. */
let last: { key: string; reader: Promise<ParquetReader> } | undefined;

async function readerOf(source: SourceHandle): Promise<ParquetReader> {
  const key =
    source.kind === "url" ? source.url : `${source.name}:${source.blob.size}:${source.lastModified}`;
  if (last?.key !== key) {
    placeParquetDecoder(new URL(assetUrls.parquetWasm, self.location.href));
    const reader = openParquet(openSource(source.kind === "url" ? { ...source, known: undefined } : source));
    last = { key, reader };
    reader.catch(() => {
      last = undefined;
    });
  }
  const reader = await last.reader;
  return source.kind === "url" && source.known ? reader.from(openSource(source)) : reader;
}

/** Cuts a Parquet file into chunks. Rejects with FormatError or SourceError. */
export async function planParquet(
  source: SourceHandle,
  file: number,
  options?: ParquetChunkOptions,
): Promise<ParquetPlan> {
  const reader = await readerOf(source);
  const chunks = planParquetChunks(reader, file, source, options);
  const stretchBytes = ({ rowGroup, rowStart, rowEnd }: RowStretch) => {
    const group = reader.rowGroups[rowGroup];
    return group ? (group.bytes * (rowEnd - rowStart)) / Math.max(1, group.rows) : 0;
  };
  const chunkBytes = chunks.map(({ stretches }) =>
    stretches.reduce((sum, stretch) => sum + stretchBytes(stretch), 0),
  );
  return { chunks, chunkBytes, fields: [...reader.sizes], notices: [] };
}

/**
 * Turns the named columns of a chunk into index rows. Of a file on a server, what is read for it comes with the answer,
 * so that nobody has to ask for it again. Rejects with SourceError.
 */
export async function readParquetColumns(
  chunk: ParquetChunk,
  columns: readonly string[],
  planned: readonly PlannedField[],
): Promise<ColumnsReply> {
  const { source } = chunk;
  const reader = await readerOf(source);
  const read = await Promise.all(
    chunk.stretches.map(async ({ rowGroup, rowStart, rowEnd }) => {
      const remembering = source.kind === "url" ? new RememberingSource(openSource(source)) : null;
      const from = remembering === null ? reader : reader.from(remembering);
      const rows = await from.readRows(rowGroup, rowStart, rowEnd, columns);
      return { rows, known: remembering?.known ?? [] };
    }),
  );
  const decoded = read.map(({ rows }) => rows);
  const indexed = indexColumns(chunk, decoded, planned);
  for (const rows of decoded) rows.release();
  return { ...indexed, known: read.map(({ known }) => known) };
}

export interface ParquetSink {
  /** With a `tape` the value may hold for no longer than the call. */
  record(record: { place: RecordPlace; value: Value; marks: readonly string[] }): void;
  tape?: Tape | null;
  /**
   * Takes rows as they were laid on the tape, from record `from` on, and returns the first that it leaves. `rowGroup` is
   * that of all; the number of a row stands in its record.
   */
  rows?(from: number, to: number, rowGroup: number): number;
  /** Which rows are worth being handed over (1): told of the others by their number alone. Null for all. */
  choose?(rows: ParquetRows): Uint8Array | null;
  passOver?(rows: number): void;
  /** No value is looked at after the call that handed it over. */
  isBrief?: boolean;
}

/** Hands every row of the chunk to the sink, in order. */
export async function readParquetChunk(
  chunk: ParquetChunk,
  sink: ParquetSink,
): Promise<{
  totals: { lines: number; records: number; problems: number; blanks: number };
  problems: RecordProblem[];
  notices: string[];
}> {
  const reader = await readerOf(chunk.source);
  const read = ({ rowGroup, rowStart, rowEnd }: RowStretch) => reader.readRows(rowGroup, rowStart, rowEnd);
  const notices = new Set<string>();
  const [first] = chunk.stretches;
  let next = first && read(first);
  for (const [at, stretch] of chunk.stretches.entries()) {
    const rows = await next;
    if (rows === undefined) break;
    const following = chunk.stretches[at + 1];
    // While rows are handed on, the bytes of the following are on their way.
    next = following && read(following);
    next?.catch(() => {});
    handRows(rows, chunk.file, stretch, sink);
    // Else the values may be looked at later.
    if (sink.tape || sink.isBrief) rows.release();
    for (const { message } of rows.errors.values()) notices.add(message);
  }
  return {
    totals: { lines: 0, records: chunkRows(chunk), problems: 0, blanks: 0 },
    problems: [],
    notices: [...notices],
  };
}

/** Hands decoded rows to the sink; `stretch` tells their places. */
export function handRows(rows: ParquetRows, file: number, stretch: RowStretch, sink: ParquetSink): void {
  const { rowGroup, rowStart } = stretch;
  const layer = sink.tape ? RowLayer.create(rows, sink.tape) : null;
  const take = (from: number, to: number): number => sink.rows?.(from, to, rowGroup) ?? from;
  const hand = (row: number, value: Value): void =>
    sink.record({ place: { file, offset: rowGroup, length: rowStart + row, line: null }, value, marks: [] });
  const chosen = sink.choose?.(rows) ?? null;
  for (let row = 0; row < rows.length; ) {
    if (chosen !== null && chosen[row] !== 1) {
      const next = chosen.indexOf(1, row);
      const end = next < 0 ? rows.length : next;
      sink.passOver?.(end - row);
      row = end;
      continue;
    }
    const end = layer?.lay(row, rowStart) ?? row;
    if (layer === null || end === row) {
      hand(row, rows.value(row));
      row++;
      continue;
    }
    const count = end - row;
    for (let record = take(0, count); record < count; record = take(record + 1, count))
      hand(row + record, layer.value(record));
    row = end;
  }
}

/** The row at `index` of a row group. */
export async function readParquetRow(
  source: SourceHandle,
  rowGroup: number,
  index: number,
): Promise<ParquetRow> {
  const reader = await readerOf(source);
  const { value, errors } = await reader.readRow(rowGroup, index);
  const marks = [...errors.keys()].map((name) => `column "${name}" cannot be decoded`);
  return { text: jsonText(value), marks };
}
