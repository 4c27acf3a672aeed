import { measureNames } from "@/lib/query/overview";
import type { RoleAssignment } from "@/lib/schema";
import { type ChartRef, columnsOfFilter, type Filter } from "@/lib/view";

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

/** The same, and those that are filtered: rows that lack one of these are not counted. */
export function columnsAsked(chart: ChartRef, roles: RoleAssignment, filters: readonly Filter[]): string[] {
  return [...columnsOfChart(chart, roles), ...filters.flatMap(columnsOfFilter)];
}
