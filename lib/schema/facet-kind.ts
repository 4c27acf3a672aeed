import type { ColumnStats } from "./column-stats";
import { type Column, OWN_COLUMNS, type RoleAssignment } from "./model";

/**
 * - values: checkbox list of values
 * - list: the same over the items of lists
 * - number, date: histogram with bounds
 * - text: contains, equals, empty
 * - problems: the named problems
 */
export type FacetKind = "values" | "list" | "number" | "date" | "text" | "problems";

/** A list of more values than this cannot be read through. */
const MAX_VALUES = 20_000;
const MAX_VALUE_LENGTH = 200;
/** With so few values a list helps even where most rows differ. */
const SHORT_LIST = 30;
/** Estimates of distinct values are off by some percent. */
const UNIQUE_SHARE = 0.9;

/** The kind of facet that suits a column; null for one without values, and for ids, which differ in every row. */
export function facetKind(column: Column, stats: ColumnStats, roles: RoleAssignment = {}): FacetKind | null {
  const count = stats.rows - stats.nulls;
  if (column.name === OWN_COLUMNS.problems) return "problems";
  if (count === 0) return null;
  switch (column.type) {
    case "boolean":
      return "values";
    case "integer":
    case "double":
      if (roles.id?.includes(column.name) && stats.distinct >= UNIQUE_SHARE * count) return null;
      // Two numbers are a yes and a no; a histogram of Loupe's own counts stays one whatever the data.
      return column.field !== null && stats.distinct <= 2 ? "values" : "number";
    case "date":
    case "timestamp":
      return "date";
    case "text":
      return column.stored === "full" && isFewValued(stats, count) ? "values" : "text";
    case "json":
      return "text";
    case "list<text>":
      return column.stored === "full" && isShortEnough(stats) ? "list" : "text";
    case "list<boolean>":
    case "list<integer>":
    case "list<double>":
      return stats.distinct <= SHORT_LIST * 10 ? "list" : null;
  }
}

function isFewValued(stats: ColumnStats, count: number): boolean {
  if (!isShortEnough(stats) || (stats.meanLength ?? 0) > MAX_VALUE_LENGTH) return false;
  if (stats.distinct >= UNIQUE_SHARE * count && count > 1) return false;
  return stats.distinct * 2 <= count || stats.distinct <= SHORT_LIST;
}

function isShortEnough(stats: ColumnStats): boolean {
  return stats.distinct <= MAX_VALUES;
}
