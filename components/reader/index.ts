export { RecordReader, type RecordReaderProps } from "./record-reader";
export { RecordView, type RecordViewProps } from "./record-view";
