export { compareNumbers, type NumberComparison } from "./compare-numbers";
export {
  compareRecords,
  fetchPairs,
  forgetComparison,
  PAIR_KINDS,
  type PairKind,
  type RecordComparison,
  type RecordPair,
} from "./compare-records";
export { type DuplicateGroup, type DuplicateGroups, duplicateGroups, rowsOfGroup } from "./duplicates";
export type { Side } from "./side";
