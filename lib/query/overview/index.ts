export { askChart, type ChartAnswer, measureNames } from "./ask-chart";
export type { Breakdown, BreakdownValue, Measure } from "./breakdown";
export {
  type AxisItem,
  type Cross,
  type CrossAxes,
  type CrossAxis,
  type CrossCell,
  MOST_PLACES,
} from "./cross";
export { type HitRate, insertLabelLengthsSql, resetLabelLengthsSql } from "./hit-rates";
export { QUANTILES, type Quantiles } from "./quantiles";
