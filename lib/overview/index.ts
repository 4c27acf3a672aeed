export { boundNumber, boundsOfBins } from "./bin-bounds";
export { chooseCharts } from "./choose-charts";
export { chartId, withSetting } from "./model";
