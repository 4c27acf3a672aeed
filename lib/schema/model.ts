/** Types of index columns. Widening: integer → double → json; text and anything else → json. */
export type ScalarType = "boolean" | "integer" | "double" | "text" | "date" | "timestamp";
export type ColumnType = ScalarType | `list<${"boolean" | "integer" | "double" | "text"}>` | "json";

/** What a column means, found by name and content, changeable by the user, part of the link when changed. */
export const COLUMN_ROLES = [
  "id",
  "category",
  "source",
  "teacher",
  "labels",
  "success",
  "ground-truth",
  "final-answer",
  "tokens",
  "latency",
  "cost",
  "energy",
  "turns",
  "tools",
  "rating",
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/** One column of the index table `rows`. */
export interface Column {
  /** Name in the index table. A field of the data that starts with "_" has one more underscore here. */
  name: string;
  /** Name of the field in the data; null for Loupe's own columns (`_turns`). */
  field: string | null;
  type: ColumnType;
  /** "preview": only beginnings of long texts are in the index, see `PREVIEW_CHARS`; the rest stays in the file. */
  stored: "full" | "preview";
  /** Few-valued text, stored as ENUM; facets on it answer in milliseconds. */
  isEnum: boolean;
  /**
   * Its texts lie beside the database, which holds only whether a row has one (see `presenceColumn`) until a statement
   * reads the table of its texts. Text, or JSON once other values came.
   */
  isBeside?: boolean;
}

/** Name of the column that says of a row whether it has a text in a column beside: null for none, false for an empty one. */
export function presenceColumn(column: string): string {
  return `_has ${column}`;
}

/** Names of Loupe's own columns of the index table. */
export const OWN_COLUMNS = {
  row: "_row",
  file: "_file",
  /** Name of the file; only where the dataset has several. */
  fileName: "_file_name",
  offset: "_offset",
  length: "_length",
  line: "_line",
  /** Records that are no objects (a string, a number, an array on a line of its own). */
  value: "_value",
  prompt: "_prompt",
  reply: "_reply",
  turns: "_turns",
  messages: "_messages",
  chars: "_chars",
  assistantChars: "_assistant_chars",
  roles: "_roles",
  tools: "_tools",
  /** Models of the variants of a record, where no column of the data names them. */
  models: "_models",
  problems: "_problems",
  hash: "_hash",
  promptHash: "_prompt_hash",
} as const;

/** Columns that people do not see, but may filter by: what duplicates have in common. */
export const HASH_COLUMNS: readonly Column[] = [OWN_COLUMNS.hash, OWN_COLUMNS.promptHash].map((name) => ({
  ...{ name, field: null, stored: "full", isEnum: false },
  type: "integer",
}));

/** Which column plays each role; absent when none does. A role like `teacher` may have several columns (chosen_model, rejected_model). */
export type RoleAssignment = Partial<Record<ColumnRole, readonly string[]>>;
