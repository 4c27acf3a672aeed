export { prefetchRecord } from "./record-cache";
export { type RecordPosition, RecordReader } from "./record-reader";
