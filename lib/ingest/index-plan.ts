import type { ReadOptions } from "@/lib/conversation";
import type { ColumnType, RoleAssignment } from "@/lib/schema";

/** What is already decided about one field of the data, so that chunks parsed in parallel agree. */
export interface PlannedField {
  /** Null for the pseudo-field of records that are no objects. */
  field: string | null;
  /** Null while only nulls were seen. */
  type: ColumnType | null;
  stored: "full" | "preview";
  /** Holds an integer beyond 2^53, whose digits a double would change. */
  isWide?: boolean;
  /** Its texts go beside the database. Decided by the first chunk of a file, before others are parsed side by side. */
  isBeside?: boolean;
}

/** How the records of one file are read and which columns they fill, in order. */
export interface IndexPlan {
  fields: readonly PlannedField[];
  read: ReadOptions;
}

/** Fields that play a role in reading conversations, from the roles found or chosen. */
export function readOptionsFor(
  roles: RoleAssignment,
  conversationField: string | null,
  fieldOf: (column: string) => string | null,
): ReadOptions {
  const first = (columns: readonly string[] | undefined): string | null => {
    const column = columns?.[0];
    return column === undefined ? null : fieldOf(column);
  };
  return {
    conversationField,
    labelsField: first(roles.labels),
    turnsField: first(roles.turns),
    groundTruthField: first(roles["ground-truth"]),
    finalAnswerField: first(roles["final-answer"]),
  };
}

/** Before any role is known. */
export const NO_READ_OPTIONS: ReadOptions = {
  conversationField: null,
  labelsField: null,
  turnsField: null,
  groundTruthField: null,
  finalAnswerField: null,
};
