import {
  type Column,
  type ColumnRole,
  isMarkColumn,
  MARK_COLUMNS,
  OWN_COLUMNS,
  type RoleAssignment,
  roleByColumn,
} from "@/lib/schema";

export type FacetKind = "values" | "list" | "number" | "date" | "text";

export interface FacetSpec {
  column: Column;
  role: ColumnRole | null;
  kind: FacetKind;
  /** Open until the person closes it. */
  isOpenAtFirst: boolean;
}

/** Roles in the order in which people ask for them; "turns" falls back to the measured count. */
const LEADING: readonly ColumnRole[] = ["category", "teacher", "labels", "turns", "success", "source"];
const FOLLOWING: readonly ColumnRole[] = ["rating", "tools", "latency", "tokens", "cost", "energy"];
/** Few-valued by meaning: their values are listed even while the index still holds them as plain text. */
const LISTED_ROLES: ReadonlySet<ColumnRole> = new Set(["category", "teacher", "source", "success"]);
const OPEN_AT_FIRST = 8;

function kindOf(column: Column, role: ColumnRole | null): FacetKind {
  if (column.type.startsWith("list<")) return "list";
  if (column.type === "boolean" || column.isEnum) return "values";
  if (role !== null && LISTED_ROLES.has(role)) return "values";
  if (column.type === "integer" || column.type === "double") return role === "id" ? "text" : "number";
  if (column.type === "date" || column.type === "timestamp") return "date";
  return "text";
}

/** Marks are few and asked for by whoever set them: they stand first, and take no other facet's place among the open. */
function markFacets(columns: readonly Column[]): FacetSpec[] {
  const closed: readonly string[] = [MARK_COLUMNS.note];
  return columns
    .filter((column) => isMarkColumn(column.name))
    .map((column) => ({
      column,
      role: null,
      kind: kindOf(column, null),
      isOpenAtFirst: !closed.includes(column.name),
    }));
}

/**
 * A facet for every column: marks, then those of roles, then what Loupe measured, then the rest in the order of the data,
 * its own fields first. What is measured of conversations comes last where the rows hold none.
 */
export function chooseFacets(
  columns: readonly Column[],
  roles: RoleAssignment,
  haveConversations = true,
): FacetSpec[] {
  const marks = markFacets(columns);
  const data = columns.filter((column) => !isMarkColumn(column.name));
  const left = new Map(data.map((column) => [column.name, column]));
  const roleOf = roleByColumn(roles);
  const specs: FacetSpec[] = [];
  const add = (name: string, isLeading: boolean) => {
    const column = left.get(name);
    if (!column) return;
    left.delete(name);
    const role = roleOf.get(name) ?? null;
    specs.push({
      column,
      role,
      kind: kindOf(column, role),
      isOpenAtFirst: isLeading && specs.length < OPEN_AT_FIRST,
    });
  };
  const addMeasured = (name: string) => {
    if (haveConversations) add(name, true);
  };
  for (const role of LEADING) {
    for (const name of roles[role] ?? []) add(name, true);
    if (role === "turns" && !roles.turns?.length) addMeasured(OWN_COLUMNS.turns);
  }
  // Some are of lines, not of conversations.
  add(OWN_COLUMNS.problems, true);
  add(OWN_COLUMNS.fileName, true);
  for (const role of FOLLOWING) for (const name of roles[role] ?? []) add(name, false);
  addMeasured(OWN_COLUMNS.tools);
  const few = [...left.values()].filter((column) => column.field !== null && kindOf(column, null) !== "text");
  for (const column of few) add(column.name, true);
  for (const name of [
    OWN_COLUMNS.chars,
    OWN_COLUMNS.assistantChars,
    OWN_COLUMNS.messages,
    OWN_COLUMNS.roles,
  ]) {
    addMeasured(name);
  }
  // Where records are no objects, this is all there is to read.
  add(OWN_COLUMNS.value, false);
  const others = [...left.values()];
  for (const column of others.filter(({ field }) => field !== null)) add(column.name, false);
  for (const column of others.filter(({ field }) => field === null)) add(column.name, false);
  return [...marks, ...specs];
}
