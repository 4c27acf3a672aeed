export { type ComparedChart, compareChart } from "./compare-chart";
export type { ComparedCross } from "./compare-cross";
export type { NumberComparison } from "./compare-numbers";
export {
  compareRecords,
  countPairs,
  type FieldPairs,
  fetchPairs,
  forgetComparison,
  type RecordComparison,
  type RecordPair,
} from "./compare-records";
export {
  type DuplicateGroup,
  type DuplicateGroups,
  duplicateGroups,
  firstOfGroup,
  rowsOfGroup,
} from "./duplicates";
export { heldFilters } from "./held-filters";
export { fetchOpenPairs, type OpenPair, settlePairs } from "./open-pairs";
export { placeOfPair } from "./pair-place";
export type { Side } from "./side";
