export type { Dataset, OpenDataset, OpenOptions, RawRecord } from "./dataset";
export type {
  DatasetState,
  FileReport,
  LateField,
  LoadReport,
  PreviewRows,
  ReadingProgress,
  TypeConflict,
} from "./model";
export { openComparedDataset, openDataset, warmUp } from "./open-dataset";
export type { StoredChunk } from "./record-store";
export { WorkRate } from "./work-rate";
