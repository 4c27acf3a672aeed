export { markedRowAt } from "./marked-row";
export { MarksBar } from "./marks-bar";
export { type Marks, useMarks } from "./use-marks";
export { useMarksActions } from "./use-marks-actions";
