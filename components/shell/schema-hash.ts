import type { Column } from "@/lib/schema";

/** Hash of the names of the data's fields, whatever their order: 8 hex digits (FNV-1a). */
export function schemaHash(columns: readonly Column[]): string {
  const fields = columns.flatMap((column) => (column.field === null ? [] : [column.field])).sort();
  // Written as JSON, so that no name can be taken for two.
  const text = JSON.stringify(fields);
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
