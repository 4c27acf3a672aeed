export { codeRows } from "./coded-rows";
export { type CountsWithout, countWithout } from "./count-without";
export { type CountedValue, countValues, type Distribution } from "./distribution";
export { engineBefore, engineOf } from "./engine-before";
export { exportCsv } from "./export-csv";
export { countRows, fetchPage, fetchRows, isInView, rowAt, rowIds, rowIndexOf } from "./fetch-page";
export {
  dropIndex,
  type FinishedIndex,
  finaliseIndex,
  memoryLimit,
  type StagedIndex,
  tidyIndex,
} from "./finalise-index";
export { fetchIds, fetchLocators, findRow, findRows, type RowLocator } from "./find-row";
export { forgetRows } from "./forget-rows";
export { copyIndex, showKeptIndex } from "./kept-index";
export { type MarkRow, resetMarksSql, writeMarksSql } from "./marks";
export { insertMatchesSql, MATCHES_TABLE, resetMatchesSql } from "./matches";
export type {
  FacetRequest,
  FacetValue,
  HistogramBin,
  Matches,
  NumberFacet,
  RowCounts,
  Scope,
  ValueFacet,
} from "./model";
export { nextTurn } from "./next-turn";
export { numberFacet } from "./number-facet";
export { quoteText } from "./quote";
export {
  AHEAD_TABLE,
  ARRIVAL_TABLE,
  type ArrivingColumn,
  addColumnSql,
  appendArrivalSql,
  COMPRESS_STAGED_SQL,
  createStagingSql,
  cutColumnSql,
  DROP_AHEAD_SQL,
  keepAheadSql,
  STAGING_TABLE,
  type StagingColumn,
  stagingViewSql,
  widenColumnSql,
} from "./staging";
export { createTextsSql, dropTextsSql } from "./texts-sql";
export { distinctValues, listFacet, valueFacet } from "./value-facet";
export { type NumberSpread, spreadNumbers, totalView, type ViewTotals } from "./view-totals";
