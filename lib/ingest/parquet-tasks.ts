import { assetUrls } from "@/lib/engine/assets";
import type { ParquetChunk, RecordProblem, Value } from "@/lib/format";
import { initParquet, openParquet, type ParquetReader, planParquetChunks } from "@/lib/format/parquet";
import { openSource, type SourceHandle } from "@/lib/source";
import type { RecordPlace } from "./chunk-indexer";
import { jsonText } from "./json-preview";
import type { ParquetPlan, ParquetRow } from "./parse-protocol";

/** The reader of the file this worker looked at last: footers are long, and neighbours share a row group. */
let last: { key: string; reader: Promise<ParquetReader> } | undefined;

async function readerOf(source: SourceHandle): Promise<ParquetReader> {
  const key =
    source.kind === "url" ? source.url : `${source.name}:${source.blob.size}:${source.lastModified}`;
  if (last?.key !== key) {
    const reader = initParquet(new URL(assetUrls.parquetWasm, self.location.href)).then(() =>
      openParquet(openSource(source)),
    );
    last = { key, reader };
    reader.catch(() => {
      last = undefined;
    });
  }
  return last.reader;
}

/** Cuts a Parquet file into chunks. Rejects with FormatError or SourceError. */
export async function planParquet(source: SourceHandle, file: number): Promise<ParquetPlan> {
  const reader = await readerOf(source);
  const chunks = planParquetChunks(reader, file, source);
  const chunkBytes = chunks.map(({ rowGroup, rowStart, rowEnd }) => {
    const group = reader.rowGroups[rowGroup];
    return group ? (group.bytes * (rowEnd - rowStart)) / Math.max(1, group.rows) : 0;
  });
  return { chunks, chunkBytes, notices: [] };
}

/** Hands every row of the chunk to `onRecord`, in order. */
export async function readParquetChunk(
  chunk: ParquetChunk,
  onRecord: (record: { place: RecordPlace; value: Value; marks: readonly string[] }) => void,
): Promise<{
  totals: { lines: number; records: number; problems: number; blanks: number };
  problems: RecordProblem[];
  notices: string[];
}> {
  const reader = await readerOf(chunk.source);
  const rows = await reader.readRows(chunk.rowGroup, chunk.rowStart, chunk.rowEnd);
  const count = chunk.rowEnd - chunk.rowStart;
  for (let index = 0; index < count; index++) {
    const place = { file: chunk.file, offset: chunk.rowGroup, length: chunk.rowStart + index, line: null };
    onRecord({ place, value: rows.value(index), marks: [] });
  }
  return {
    totals: { lines: 0, records: count, problems: 0, blanks: 0 },
    problems: [],
    notices: [...rows.errors.values()].map((error) => error.message),
  };
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
