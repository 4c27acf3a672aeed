import type { Engine } from "@/lib/engine";
import { subjectOf } from "@/lib/view";
import type { Scope } from "./model";
import { conditionSql } from "./where-sql";

/** How many rows would be in view if one part of the view were taken away. */
export interface CountsWithout {
  /** By subject of the filter. */
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
  const subjects = [...new Set(scope.view.filters.map(subjectOf))];
  const conditions = subjects.map((subject) => {
    const filters = scope.view.filters.filter((filter) => subjectOf(filter) !== subject);
    return conditionSql({ ...scope, view: { ...scope.view, filters } });
  });
  if (scope.matches !== null) conditions.push(conditionSql({ ...scope, matches: null }));
  if (conditions.length === 0) return { filters: new Map(), search: null };
  const counts = conditions.map(
    (condition, place) => `count(*)${condition === null ? "" : ` FILTER (WHERE ${condition})`} AS c${place}`,
  );
  const result = await engine.query(`SELECT ${counts.join(", ")} FROM rows`, signal);
  const countAt = (place: number) => Number(result.get(0, `c${place}`));
  return {
    filters: new Map(subjects.map((subject, place) => [subject, countAt(place)])),
    search: scope.matches === null ? null : countAt(subjects.length),
  };
}
