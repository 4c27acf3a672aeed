export { placeParquetDecoder } from "./decoder";
export { type ParquetChunkOptions, planParquetChunks } from "./plan-chunks";
export { openParquet, type ParquetField, type ParquetReader } from "./reader";
export { RowLayer } from "./row-layer";
export type { ParquetRows } from "./rows";
