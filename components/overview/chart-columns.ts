import { measureNames } from "@/lib/query/overview";
import type { RoleAssignment } from "@/lib/schema";
import type { ChartRef } from "@/lib/view";

/** The columns of a chart, and those of which it shows means beside its values. */
export function columnsOfChart({ kind, columns, settings }: ChartRef, roles: RoleAssignment): string[] {
  if (kind !== "values" && kind !== "teachers") return [...columns];
  const measures = measureNames(roles).filter(({ name }) =>
    kind === "teachers"
      ? name !== "length" || settings.includes("by-length")
      : settings.includes(`by-${name}`),
  );
  return [...columns, ...measures.map(({ column }) => column)];
}
