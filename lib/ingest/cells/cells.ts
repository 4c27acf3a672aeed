import type { Data } from "apache-arrow";

export type IndexCell = string | number | bigint | boolean | IndexList | null;
export type IndexList = readonly (string | number | bigint | boolean | null)[];

/** The cells of one column, kept as Arrow wants them: a few buffers, and no object for a cell. */
export interface PackedCells {
  /** Rows so far. */
  readonly rows: number;
  /** Rows up to `row` that have no cell yet are null. */
  fillTo(row: number): void;
  /** The cell of a row, decoded; null past the end. */
  at(row: number): IndexCell;
  /** The column as Arrow holds it. Views of the cells, not copies, where the layout is the same. */
  data(): Data;
}

export type Cells = readonly IndexCell[] | PackedCells;

/** The cell of a row, however its column is kept. */
export function cellAt(cells: Cells, row: number): IndexCell {
  return isPacked(cells) ? cells.at(row) : (cells[row] ?? null);
}

export function isPacked(cells: Cells): cells is PackedCells {
  return !Array.isArray(cells);
}

/** Every cell, decoded. */
export function unpack(cells: PackedCells): IndexCell[] {
  return Array.from({ length: cells.rows }, (_, row) => cells.at(row));
}
