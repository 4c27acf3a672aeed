import type { GridRow } from "@/components/table";
import type { RowRef } from "@/lib/view";

/** How a link names a row: by its id where ids are unique, else by its place in the dataset. */
export function refOfRow(row: GridRow, uniqueIdColumn: string | null): RowRef {
  const id = uniqueIdColumn === null ? null : row.cell(uniqueIdColumn);
  if (typeof id === "string" || typeof id === "number" || typeof id === "bigint") {
    return { kind: "id", id: String(id) };
  }
  return { kind: "position", row: row.rowId };
}
