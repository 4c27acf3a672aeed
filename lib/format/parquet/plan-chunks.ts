import type { ParquetChunk, RowStretch } from "@/lib/format/model";
import type { SourceHandle } from "@/lib/source/model";
import type { ParquetReader } from "./reader";

/** Rows of the first chunk, so that something is on the screen at once. */
export const FIRST_CHUNK_ROWS = 128;

export interface ParquetChunkOptions {
  /** Rows of the first chunk. */
  firstRows?: number;
  /** Uncompressed bytes of a chunk at most, about. Row groups up to this size are not cut. */
  maxBytes?: number;
  /** Row groups that follow each other are read together up to so many uncompressed bytes, */
  joinedBytes?: number;
  /** and so many rows. */
  joinedRows?: number;
}

/**
 * Cuts a Parquet file into parse tasks, in file order. To reach a part of a row group, what is before it may have to be
 * decoded too, so groups are cut only where memory asks for it, and into equal parts. Groups so small that asking for
 * them takes longer than decoding them go together.
 */
export function planParquetChunks(
  reader: Pick<ParquetReader, "rowGroups">,
  file: number,
  source: SourceHandle,
  {
    firstRows = FIRST_CHUNK_ROWS,
    maxBytes = 48 * 1024 * 1024,
    joinedBytes = 16 * 1024 * 1024,
    joinedRows = 65_536,
  }: ParquetChunkOptions = {},
): ParquetChunk[] {
  const chunks: RowStretch[][] = [];
  // Nothing joins the first chunk, which is to be there at once.
  let room = { bytes: 0, rows: 0 };
  for (const [rowGroup, { rows, bytes }] of reader.rowGroups.entries()) {
    const chunkRows = Math.max(1, Math.ceil(rows / Math.ceil(Math.max(1, bytes) / maxBytes)));
    let rowStart = 0;
    while (rowStart < rows) {
      const isFirst = chunks.length === 0;
      const rowEnd = isFirst
        ? Math.min(firstRows, chunkRows)
        : Math.min(rows, (Math.floor(rowStart / chunkRows) + 1) * chunkRows);
      const size = { bytes: (bytes * (rowEnd - rowStart)) / rows, rows: rowEnd - rowStart };
      if (size.bytes > room.bytes || size.rows > room.rows) {
        chunks.push([]);
        room = isFirst ? { bytes: 0, rows: 0 } : { bytes: joinedBytes, rows: joinedRows };
      }
      chunks.at(-1)?.push({ rowGroup, rowStart, rowEnd });
      room = { bytes: room.bytes - size.bytes, rows: room.rows - size.rows };
      rowStart = rowEnd;
    }
  }
  return chunks.map((stretches) => ({ kind: "parquet", file, source, stretches }));
}
