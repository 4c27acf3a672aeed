import type { ParquetChunk } from "./model";

/** Rows of a stretch of Parquet. */
export function chunkRows({ stretches }: Pick<ParquetChunk, "stretches">): number {
  return stretches.reduce((sum, { rowStart, rowEnd }) => sum + rowEnd - rowStart, 0);
}
