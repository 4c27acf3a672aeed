export { RecordReader } from "./record-reader";
