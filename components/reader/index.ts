export { type RecordPosition, RecordReader } from "./record-reader";
