export type { Cell } from "@/lib/engine/engine";
export { columnLabel } from "./column-label";
export { indexColumnName, uniqueColumnName } from "./column-name";
export type { ColumnStats } from "./column-stats";
export { countWords, countWordsUntil, WORDS_COUNTED, type WordCount } from "./count-words";
export { cutWords, PREVIEW_CHARS } from "./cut-words";
export { detectRoles } from "./detect-roles";
export { type FacetKind, facetKind } from "./facet-kind";
export { isoDateType } from "./iso-date";
export {
  isWithinRange,
  type LengthRange,
  labelNumber,
  lengthRangeWords,
  RULER_RANGES,
  rulerRange,
} from "./length-label";
export { isMarkColumn, MARK_COLUMNS, markColumns } from "./mark-columns";
export {
  COLUMN_ROLES,
  type Column,
  type ColumnRole,
  type ColumnType,
  HASH_COLUMNS,
  OWN_COLUMNS,
  presenceColumn,
  type RoleAssignment,
  type ScalarType,
} from "./model";
export { orderFacets } from "./order-facets";
export { arePending, type PendingColumns } from "./pending-columns";
export { roleByColumn } from "./role-by-column";
export { groupTeacher } from "./teacher-group";
export {
  areTooManyValues,
  enumValues,
  FEW_VALUES,
  NO_TEXTS,
  type TextFacts,
  TextFactsCollector,
  TextFactsSum,
} from "./text-facts";
export { elementType, widen } from "./widen";
