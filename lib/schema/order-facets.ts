import { type Column, type ColumnRole, OWN_COLUMNS, type RoleAssignment } from "./model";

const FIRST: readonly (ColumnRole | { own: string })[] = [
  "category",
  "teacher",
  "labels",
  { own: OWN_COLUMNS.turns },
  "success",
  "source",
  { own: OWN_COLUMNS.fileName },
  "tools",
];

/** Columns in the order of their facets: those that matter most, the data's others, Loupe's own, problems last. */
export function orderFacets(columns: readonly Column[], roles: RoleAssignment): Column[] {
  const firstNames = FIRST.flatMap((entry) =>
    typeof entry === "string" ? (roles[entry] ?? []) : [entry.own],
  );
  const rank = (column: Column): number => {
    const first = firstNames.indexOf(column.name);
    if (first >= 0) return first;
    if (column.name === OWN_COLUMNS.problems) return firstNames.length + 2;
    return column.field === null ? firstNames.length + 1 : firstNames.length;
  };
  // Sorting is stable: columns of equal rank keep their order.
  return [...columns].sort((a, b) => rank(a) - rank(b));
}
