export { askChart, type ChartAnswer, measureNames } from "./ask-chart";
export { AXIS_ITEMS, type AxisItem, type CrossAxes, type CrossAxis } from "./axes";
export type { Breakdown, BreakdownValue, Measure } from "./breakdown";
export type { Cross, CrossCell } from "./cross";
export { type HitRate, insertLabelLengthsSql, resetLabelLengthsSql } from "./hit-rates";
export { QUANTILES, type Quantiles } from "./quantiles";
export { MOST_PLACES } from "./sequence";
