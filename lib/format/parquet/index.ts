export { type ArrowColumn, isValid } from "./arrow-column";
export { placeParquetDecoder } from "./decoder";
export { FIRST_CHUNK_ROWS, type ParquetChunkOptions, planParquetChunks } from "./plan-chunks";
export { openParquet, type ParquetFieldSize, type ParquetReader } from "./reader";
export { RowLayer } from "./row-layer";
export type { ParquetRows } from "./rows";
