import { type Column, OWN_COLUMNS } from "@/lib/schema/model";

const OWN_LABELS: Readonly<Record<string, string>> = {
  [OWN_COLUMNS.row]: "row",
  [OWN_COLUMNS.file]: "file",
  [OWN_COLUMNS.offset]: "first byte",
  [OWN_COLUMNS.length]: "bytes",
  [OWN_COLUMNS.line]: "line",
  [OWN_COLUMNS.prompt]: "prompt text",
  [OWN_COLUMNS.reply]: "reply text",
  [OWN_COLUMNS.turns]: "assistant turns",
  [OWN_COLUMNS.messages]: "message count",
  [OWN_COLUMNS.chars]: "characters",
  [OWN_COLUMNS.assistantChars]: "assistant characters",
  [OWN_COLUMNS.roles]: "message roles",
  [OWN_COLUMNS.tools]: "tools called",
  [OWN_COLUMNS.problems]: "problems",
  [OWN_COLUMNS.hash]: "conversation hash",
};

/** Name of a column as people read it: the field of the data, or a word for Loupe's own columns. */
export function columnLabel(column: Pick<Column, "name" | "field">): string {
  if (column.field === null) return OWN_LABELS[column.name] ?? column.name;
  return column.field === "" ? "(empty name)" : column.field;
}
