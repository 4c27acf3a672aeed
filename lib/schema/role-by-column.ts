import type { ColumnRole, RoleAssignment } from "./model";

/** The role that each column plays, by its name; of a column that plays several, the last. */
export function roleByColumn(roles: RoleAssignment): ReadonlyMap<string, ColumnRole> {
  const found = new Map<string, ColumnRole>();
  for (const [role, names] of Object.entries(roles)) {
    for (const name of names) found.set(name, role as ColumnRole);
  }
  return found;
}
