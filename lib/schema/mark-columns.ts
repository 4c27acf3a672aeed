import type { Column, ColumnType } from "./model";

/** Names of the columns that hold what people marked. They are kept beside the index table, not in it. */
export const MARK_COLUMNS = {
  /** true, or no value. */
  starred: "_starred",
  /** Names of flags. */
  flags: "_flags",
  note: "_note",
  /** Names of the people who marked the record. */
  markedBy: "_marked_by",
  /** In what those people's marks differ: "star", "flags", "note". */
  differ: "_marks_differ",
} as const;

const TYPES: readonly (readonly [name: string, type: ColumnType])[] = [
  [MARK_COLUMNS.starred, "boolean"],
  [MARK_COLUMNS.flags, "list<text>"],
  [MARK_COLUMNS.note, "text"],
  [MARK_COLUMNS.markedBy, "list<text>"],
  [MARK_COLUMNS.differ, "list<text>"],
];
const NAMES: ReadonlySet<string> = new Set(TYPES.map(([name]) => name));

export function isMarkColumn(name: string): boolean {
  return NAMES.has(name);
}

/** The columns of marks, in the order in which people meet them. */
export function markColumns(): Column[] {
  return TYPES.map(([name, type]) => ({ name, field: null, type, stored: "full", isEnum: false }));
}
