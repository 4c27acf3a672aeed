import type { ParquetChunk } from "@/lib/format/model";
import type { SourceHandle } from "@/lib/source/model";
import type { ParquetReader } from "./reader";

export interface ParquetChunkOptions {
  /** Rows of the first chunk, so that something is on the screen at once. */
  firstRows?: number;
  /** Uncompressed bytes of each other chunk, about. */
  maxBytes?: number;
}

/**
 * Cuts a Parquet file into parse tasks, in file order, none across row groups. A part of a large row
 * group is reached by skipping what is before it, so large groups are cut into at most about 8 parts until
 * these are 4 times `maxBytes`.
 */
export function planParquetChunks(
  reader: ParquetReader,
  file: number,
  source: SourceHandle,
  { firstRows = 256, maxBytes = 16 * 1024 * 1024 }: ParquetChunkOptions = {},
): ParquetChunk[] {
  const chunks: ParquetChunk[] = [];
  for (const [rowGroup, { rows, bytes }] of reader.rowGroups.entries()) {
    const chunkBytes = Math.min(Math.max(maxBytes, bytes / 8), maxBytes * 4);
    const chunkRows = Math.max(1, Math.floor((rows * chunkBytes) / Math.max(1, bytes)));
    let rowStart = 0;
    while (rowStart < rows) {
      const size = chunks.length === 0 ? Math.min(firstRows, chunkRows) : chunkRows;
      const rowEnd = Math.min(rows, rowStart + size);
      chunks.push({ kind: "parquet", file, source, rowGroup, rowStart, rowEnd });
      rowStart = rowEnd;
    }
  }
  return chunks;
}
