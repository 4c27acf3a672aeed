import { type Column, type ColumnRole, elementType, OWN_COLUMNS, type RoleAssignment } from "@/lib/schema";
import type { ChartKind, ChartRef } from "@/lib/view";

/** Numbers that a histogram tells more about than a list of values. */
const MEASURES: readonly ColumnRole[] = ["rating", "tokens", "latency", "cost", "energy"];
/** At most so many of the other fields get a chart without being asked for. */
const OTHER_FIELDS = 12;

/**
 * The charts of a dataset on first sight, from what its columns mean: what people ask first stands first, then every
 * other field with few values or numbers, what Loupe measured, and problems last.
 */
export function chooseCharts(columns: readonly Column[], roles: RoleAssignment): ChartRef[] {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const charts: ChartRef[] = [];
  const shown = new Set<string>();
  const add = (kind: ChartKind, names: readonly string[], settings: readonly string[] = []) => {
    if (names.length === 0 || names.some((name) => !byName.has(name))) return;
    charts.push({ kind, columns: names, settings });
    if (names.length === 1) for (const name of names) shown.add(name);
  };
  const addField = (name: string) => {
    const column = byName.get(name);
    const kind = column === undefined || shown.has(name) ? null : chartOf(column, isNamed(name, roles));
    if (kind !== null) add(kind, [name]);
  };

  for (const name of roles.category ?? []) addField(name);
  const teachers = roles.teacher ?? [];
  const sides = pairColumns(teachers);
  if (sides !== null) {
    add("pair-models", sides);
    add("wins", sides);
    for (const name of sides) shown.add(name);
  }
  for (const name of teachers) if (!shown.has(name)) add("teachers", [name]);
  const labels = roles.labels?.[0];
  if (labels !== undefined) {
    add("labels", [labels]);
    add("hit-rate", [labels]);
    if (elementType(byName.get(labels)?.type ?? "json") !== null) add("label-turns", [labels]);
    const source = roles.source?.[0];
    if (source !== undefined) add("cross", [source, labels]);
  }
  add("histogram", [roles.turns?.[0] ?? OWN_COLUMNS.turns], ["log"]);
  for (const name of roles.success ?? []) addField(name);
  for (const name of roles.source ?? []) addField(name);
  const tools = roles.tools?.[0] ?? OWN_COLUMNS.tools;
  add("values", [tools]);
  shown.add(OWN_COLUMNS.tools);
  add("tool-steps", [OWN_COLUMNS.tools]);
  for (const role of MEASURES) for (const name of roles[role] ?? []) addField(name);
  const others = columns.filter(({ field, name }) => field !== null && !shown.has(name));
  for (const { name } of others.filter((column) => chartOf(column, false) !== null).slice(0, OTHER_FIELDS)) {
    addField(name);
  }
  add("values", [OWN_COLUMNS.roles]);
  add("histogram", [OWN_COLUMNS.assistantChars]);
  addField(OWN_COLUMNS.fileName);
  add("values", [OWN_COLUMNS.problems]);
  return charts;
}

/** The chart that suits a column by itself; null for text of many values, which no chart can show. */
export function chartOf(column: Column, isFewValued: boolean): "values" | "histogram" | null {
  switch (column.type) {
    case "boolean":
    case "list<text>":
    case "list<boolean>":
      return column.stored === "full" ? "values" : null;
    case "integer":
    case "double":
    case "date":
    case "timestamp":
      return "histogram";
    case "text":
      return column.isEnum || isFewValued ? "values" : null;
    case "list<integer>":
    case "list<double>":
    case "json":
      return null;
  }
}

/** The columns of the preferred and the other model of a pair; null when the teachers are no pair. */
export function pairColumns(teachers: readonly string[]): [chosen: string, rejected: string] | null {
  const chosen = teachers.find((name) => /(^|_)(chosen|preferred|winner)(_|$)/i.test(name));
  const rejected = teachers.find((name) => /(^|_)(rejected|other|loser)(_|$)/i.test(name));
  return chosen === undefined || rejected === undefined ? null : [chosen, rejected];
}

function isNamed(name: string, roles: RoleAssignment): boolean {
  const few: readonly ColumnRole[] = ["category", "teacher", "source", "success"];
  return few.some((role) => roles[role]?.includes(name));
}
