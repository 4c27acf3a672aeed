import type { Engine } from "@/lib/engine";
import type { Scope } from "./model";
import { conditionSql } from "./where-sql";

/** How many rows would be in view if one part of the view were taken away. */
export interface CountsWithout {
  /** By column of the filter. */
  filters: ReadonlyMap<string, number>;
  /** Without the search; null when nothing is searched. */
  search: number | null;
}

/** For each filter of the view, and for its search, the rows that would be in view without it. One pass. */
export async function countWithout(
  engine: Engine,
  scope: Scope,
  signal?: AbortSignal,
): Promise<CountsWithout> {
  const columns = [...new Set(scope.view.filters.map((filter) => filter.column))];
  const conditions = columns.map((except) => conditionSql(scope, { except }));
  if (scope.matchesTable !== null) conditions.push(conditionSql({ ...scope, matchesTable: null }));
  if (conditions.length === 0) return { filters: new Map(), search: null };
  const counts = conditions.map(
    (condition, place) => `count(*)${condition === null ? "" : ` FILTER (WHERE ${condition})`} AS c${place}`,
  );
  const result = await engine.query(`SELECT ${counts.join(", ")} FROM rows`, signal);
  const countAt = (place: number) => Number(result.get(0, `c${place}`));
  return {
    filters: new Map(columns.map((column, place) => [column, countAt(place)])),
    search: scope.matchesTable === null ? null : countAt(columns.length),
  };
}
