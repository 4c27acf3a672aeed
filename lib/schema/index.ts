export { columnLabel } from "./column-label";
export { indexColumnName, uniqueColumnName } from "./column-name";
export { isoDateType } from "./iso-date";
export {
  COLUMN_ROLES,
  type Column,
  type ColumnRole,
  type ColumnType,
  OWN_COLUMNS,
  type RoleAssignment,
  type ScalarType,
} from "./model";
export { elementType, widen } from "./widen";
