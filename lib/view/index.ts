export { serializeRecords, shownRecords } from "./compared-records";
export {
  clearFilters,
  cycleSort,
  excludeValue,
  filterOn,
  selectOnly,
  selectValues,
  toggleValue,
  withBounds,
  withEnd,
  withExclude,
  withFilter,
  withGroupedTeachers,
  withoutFilter,
  withRanges,
  withSearch,
} from "./edit-view";
export {
  conditionLabels,
  duplicatesLabel,
  endAbove,
  filterLabel,
  rangesLabel,
  searchLabel,
} from "./filter-label";
export {
  columnsOfFilter,
  filtersWithout,
  isPairFilter,
  sequenceSubjects,
  subjectOf,
  subjectsOfChart,
} from "./filter-subject";
export { narrowByValue, type ValueFilter, valueFilters } from "./filter-value";
export { anyOfItems, isOnlyWithout, selectListValues, toggleListValue, withListMatch } from "./list-filter";
export {
  type ChartKind,
  type ChartRef,
  type ColumnFilter,
  type ComparedRecords,
  type ComparedWith,
  type CompareOrder,
  EMPTY_VIEW,
  type Filter,
  type ListedPairs,
  NEW_COMPARISON,
  PAIR_KINDS,
  type Pair,
  type PairFilter,
  type PairKind,
  type PairSide,
  type RowRef,
  type SideRow,
  type SortKey,
  type SourceRef,
  type TextPair,
  type ValueRange,
  type ViewState,
  type ViewTab,
} from "./model";
export { nextBelow } from "./next-below";
export { type ParsedView, parseView } from "./parse-view";
export {
  isLeftOut,
  isReached,
  type PickState,
  pickItem,
  pickItems,
  pickRange,
  pickValue,
  pickValues,
  stateOfRange,
  stateOfValue,
} from "./pick";
export { type Pick, pickAmong, pickBeside } from "./pick-among";
export { isPlainTable } from "./plain-table";
export { placeOfStep, type RandomWalk, SEED_END } from "./random-walk";
export { holdRange, isAnything, withoutRange } from "./ranges";
export { rectanglesOf } from "./rectangles";
export { serializeView } from "./serialize-view";
export { sourceName } from "./source-codec";
