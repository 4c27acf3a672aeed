import { type Column, OWN_COLUMNS } from "@/lib/schema";

/** Where lines were skipped, rows are no longer numbered like the lines of their file, so the table shows both. */
export const LINE_COLUMN: Column = {
  name: OWN_COLUMNS.line,
  field: null,
  type: "integer",
  stored: "full",
  isEnum: false,
};
