import {
  columnOrderingFeature,
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  type ReactTable,
  type Column as TableColumn,
  type Header as TableHeader,
  tableFeatures,
} from "@tanstack/react-table";

/** The table library keeps widths, order, visibility and pins; rows come by window and never pass through it. */
export const GRID_FEATURES = tableFeatures({
  columnSizingFeature,
  columnResizingFeature,
  columnOrderingFeature,
  columnVisibilityFeature,
  columnPinningFeature,
});

export type GridFeatures = typeof GRID_FEATURES;
export type NoRow = Record<string, never>;
export type GridTable = ReactTable<GridFeatures, NoRow>;
export type GridTableColumn = TableColumn<GridFeatures, NoRow, unknown>;
export type GridTableHeader = TableHeader<GridFeatures, NoRow, unknown>;
