export { boundNumber, boundsOfBins, edgesOfBins } from "./bin-bounds";
export { type ChartTable, tableToCsv, tableToMarkdown } from "./chart-table";
export { chartOf, chooseCharts } from "./choose-charts";
export { CHARACTERS, PRECISE, rangeOfLabel, withoutRanges, withRange } from "./length-ranges";
export { chartId, REVERSED, withSetting, withToggled } from "./model";
export { joinPairModels } from "./pair-models";
export { placeOnAxis } from "./place-on-axis";
