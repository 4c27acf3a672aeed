export { readOptionsFor } from "./read-options";
export { prefetchRecord } from "./record-cache";
export { type RecordPosition, RecordReader } from "./record-reader";
export { TextDiff } from "./text-diff";
