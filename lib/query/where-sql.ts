import { arePending, OWN_COLUMNS } from "@/lib/schema";
import { columnsOfFilter, type Filter, filtersWithout } from "@/lib/view";
import { filterToSql } from "./filter-to-sql";
import type { Scope } from "./model";
import { quoteIdentifier } from "./quote";

/**
 * Condition for a row to be in view: all filters and the search. null when every row is. With `except`, the filters
 * on those subjects are left out: a facet or a chart shows what its other values would give. `toSql` writes a filter.
 * Rows that do not have a filtered column yet are not in view, whatever the filter says of rows without a value.
 */
export function conditionSql(
  scope: Scope,
  options: { except?: string | readonly string[]; toSql?: (filter: Filter) => string } = {},
): string | null {
  const { except = [], toSql = (filter) => filterToSql(filter, scope) } = options;
  const filters = filtersBut(scope, except);
  const conditions = filters.map(toSql);
  if (scope.pending && arePending(scope.pending, filters.flatMap(columnsOfFilter)))
    conditions.push(`${OWN_COLUMNS.row} < ${scope.pending.rowEnd}`);
  if (scope.matches !== null) {
    const { row } = OWN_COLUMNS;
    const { table, rowEnd } = scope.matches;
    conditions.push(`${row} IN (SELECT ${row} FROM ${quoteIdentifier(table)} WHERE ${row} < ${rowEnd})`);
  }
  return conditions.length === 0 ? null : conditions.map((condition) => `(${condition})`).join(" AND ");
}

/** The filters of a view but for those on `except`, unless they are held. */
export function filtersBut(scope: Scope, except: string | readonly string[]): readonly Filter[] {
  const { filters } = scope.view;
  const kept = filtersWithout(filters, typeof except === "string" ? [except] : except);
  return filters.filter((filter) => kept.includes(filter) || scope.held?.includes(filter));
}

/** `conditionSql` as a WHERE clause; "" when every row is in view. */
export function whereSql(scope: Scope, options: { except?: string | readonly string[] } = {}): string {
  const condition = conditionSql(scope, options);
  return condition === null ? "" : `WHERE ${condition}`;
}
