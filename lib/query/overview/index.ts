export { askChart, type ChartAnswer, type ChartRequest } from "./ask-chart";
export type { Breakdown, BreakdownValue, Measure } from "./breakdown";
export { QUANTILES, type Quantiles } from "./quantiles";
