export { chunkRows } from "./chunk-rows";
export { detectFormat } from "./detect-format";
export { exactDigits } from "./exact-number";
export { jsonValue } from "./json-value";
export { LIMITS } from "./limits";
export { MARK_NAN, MARK_NOT_UTF8, MARK_REPEATED_KEY } from "./marks";
export {
  type Chunk,
  type ChunkTotals,
  type FormatDetection,
  FormatError,
  type Framing,
  type Locator,
  type Notice,
  type Packing,
  type ParquetChunk,
  type ParsedRecord,
  type RecordProblem,
  type RowStretch,
  type TextChunk,
  type UnpackedPart,
} from "./model";
export { openLines } from "./parse-lines";
export { parseRecordText, type RecordText } from "./parse-record-text";
export { parseTextChunk } from "./parse-text-chunk";
export { PartsSource } from "./parts-source";
export { type PlanOptions, planTextChunks } from "./plan-text-chunks";
export { readTextRecord, type TextRecord } from "./read-text-record";
export type { RecordSink } from "./record-emitter";
export type { RecordFilter } from "./record-filter";
export { decodeUtf8 } from "./short-text";
export { type Run, RunFinder, type ScannerHost, Tape, TapeValue } from "./tape";
export type { TextHash, Utf8Sink, Value, ValueKind } from "./value";
