import type { ParquetChunk } from "@/lib/format/model";
import type { SourceHandle } from "@/lib/source/model";
import type { ParquetReader } from "./reader";

export interface ParquetChunkOptions {
  /** Rows of the first chunk, so that something is on the screen at once. */
  firstRows?: number;
  /** Uncompressed bytes of a chunk at most, about. Row groups up to this size are not cut. */
  maxBytes?: number;
}

/**
 * Cuts a Parquet file into parse tasks, in file order, none across row groups. To reach a part of a row group, what is
 * before it may have to be decoded too, so groups are cut only where memory asks for it, and into equal parts.
 */
export function planParquetChunks(
  reader: ParquetReader,
  file: number,
  source: SourceHandle,
  { firstRows = 256, maxBytes = 48 * 1024 * 1024 }: ParquetChunkOptions = {},
): ParquetChunk[] {
  const chunks: ParquetChunk[] = [];
  for (const [rowGroup, { rows, bytes }] of reader.rowGroups.entries()) {
    const chunkRows = Math.max(1, Math.ceil(rows / Math.ceil(Math.max(1, bytes) / maxBytes)));
    let rowStart = 0;
    while (rowStart < rows) {
      const isFirst = chunks.length === 0;
      const rowEnd = isFirst
        ? Math.min(firstRows, chunkRows)
        : Math.min(rows, (Math.floor(rowStart / chunkRows) + 1) * chunkRows);
      chunks.push({ kind: "parquet", file, source, rowGroup, rowStart, rowEnd });
      rowStart = rowEnd;
    }
  }
  return chunks;
}
