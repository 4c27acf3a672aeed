import type { ReadOptions } from "@/lib/conversation/model";
import type { Column, ColumnRole, RoleAssignment } from "@/lib/schema/model";

/** The fields of the data that help to read its conversations, from the roles of its columns. */
export function readOptionsFor(
  conversationField: string | null,
  roles: RoleAssignment,
  columns: readonly Column[],
): ReadOptions {
  const fieldOf = (role: ColumnRole): string | null => fieldOfRole(role, roles, columns);
  return {
    conversationField,
    labelsField: fieldOf("labels"),
    turnsField: fieldOf("turns"),
    groundTruthField: fieldOf("ground-truth"),
    finalAnswerField: fieldOf("final-answer"),
  };
}

/** Field of the first column that plays a role; null when none does, or when the column is Loupe's own. */
export function fieldOfRole(
  role: ColumnRole,
  roles: RoleAssignment,
  columns: readonly Column[],
): string | null {
  const name = roles[role]?.[0];
  return columns.find((column) => column.name === name)?.field ?? null;
}
