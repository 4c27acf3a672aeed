export { binWords, boundWords, digitsOfBounds } from "./bin-words";
export { areaOf, type BrushedMarks, endsOf, type OnBrush, useBrush } from "./use-brush";
export { markAt, useMarks } from "./use-marks";
