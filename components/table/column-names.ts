import { columnLabel } from "@/lib/schema/column-label";
import { isMarkColumn } from "@/lib/schema/mark-columns";
import type { Column } from "@/lib/schema/model";

/** Names of columns as people read them, by column name. Where a field of the data and a measured column share one, the measured one says so. */
export function columnNames(columns: readonly Column[]): ReadonlyMap<string, string> {
  const fields = new Set(columns.filter((column) => column.field !== null).map((column) => column.field));
  return new Map(
    columns.map((column) => {
      if (column.field === "") return [column.name, "(empty name)"];
      const label = columnLabel(column.name);
      if (isMarkColumn(column.name)) return [column.name, fields.has(label) ? `${label} (mark)` : label];
      const kind = column.stored === "preview" ? "preview" : "counted";
      return [column.name, column.field === null && fields.has(label) ? `${label} (${kind})` : label];
    }),
  );
}
