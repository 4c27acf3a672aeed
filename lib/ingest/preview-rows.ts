import type { Cell } from "@/lib/engine";
import { type Column, OWN_COLUMNS } from "@/lib/schema";
import type { IndexCell } from "./cells/cells";
import type { IndexedField } from "./chunk-indexer";
import type { PreviewRows } from "./model";
import { OWN_LAYOUT } from "./own-columns";

/** First rows by column name. `cells` hold one entry per own column, then one per field of the chunk. */
export function previewOf(
  cells: readonly (readonly IndexCell[])[],
  columns: readonly Column[],
  fields: readonly IndexedField[],
): PreviewRows {
  const nameByField = new Map(columns.map((column) => [column.field, column.name]));
  const names = [
    ...OWN_LAYOUT.map((own) => own.name),
    ...fields.map(({ field }) => (field === null ? OWN_COLUMNS.value : (nameByField.get(field) ?? field))),
  ];
  const rows = cells.map((row, index) => {
    const byName: Record<string, Cell> = { [OWN_COLUMNS.row]: index };
    for (const [position, name] of names.entries()) byName[name] = row[position] ?? null;
    return byName;
  });
  return { columns, rows };
}
