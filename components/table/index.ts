export { ModelName, modelParts } from "./cell-value";
export { columnNames } from "./column-names";
export { ColumnsPopover } from "./columns-popover";
export type { GridRow } from "./grid-row";
export { haveConversations, longestNumbers } from "./order-columns";
export { type FetchRows, RowPages } from "./row-pages";
export { RowsGrid, type RowsGridControl, type RowsGridProps } from "./rows-grid";
export { type GridColumns, useGridColumns } from "./use-grid-columns";
