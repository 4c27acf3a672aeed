import type { GridRow } from "@/components/table";
import type { Cell } from "@/lib/engine";
import type { MarkRow } from "@/lib/query";
import { isMarkColumn, MARK_COLUMNS } from "@/lib/schema";

function cellOf(marks: MarkRow | null, column: string): Cell {
  if (marks === null) return null;
  switch (column) {
    case MARK_COLUMNS.starred:
      return marks.isStarred ? true : null;
    case MARK_COLUMNS.flags:
      return listOrNull(marks.flags);
    case MARK_COLUMNS.note:
      return marks.note === "" ? null : marks.note;
    case MARK_COLUMNS.markedBy:
      return listOrNull(marks.markedBy);
    case MARK_COLUMNS.differ:
      return listOrNull(marks.differ);
    default:
      return null;
  }
}

function listOrNull(texts: readonly string[]): Cell {
  return texts.length === 0 ? null : texts;
}

const made = new WeakMap<GridRow, { marks: MarkRow | null; row: GridRow }>();

/**
 * A row of the table with the marks of its record, which are at hand while its other cells come from the index. The
 * same object until either changes, so that only rows whose marks change are drawn anew.
 */
export function markedRowAt(
  rowAt: (index: number) => GridRow | null,
  combined: (rowId: number) => MarkRow | null,
): (index: number) => GridRow | null {
  return (index) => {
    const row = rowAt(index);
    if (row === null) return null;
    const marks = combined(row.rowId);
    const known = made.get(row);
    if (known !== undefined && known.marks === marks) return known.row;
    const marked: GridRow = {
      rowId: row.rowId,
      cell: (column) => (isMarkColumn(column) ? cellOf(marks, column) : row.cell(column)),
    };
    made.set(row, { marks, row: marked });
    return marked;
  };
}
