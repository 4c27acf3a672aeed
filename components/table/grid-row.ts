import type { Cell } from "@/lib/engine/engine";

/** One row on the screen, wherever it came from: the first rows of the file or a page of the index. */
export interface GridRow {
  /** Place of the row in the dataset, from 0. */
  rowId: number;
  /** Value of a column by name; undefined while the column is on its way. */
  cell(column: string): Cell | undefined;
}
