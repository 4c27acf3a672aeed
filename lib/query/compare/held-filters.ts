import { columnsOfFilter, type Filter } from "@/lib/view";
import type { Scope } from "../model";
import type { Side } from "./side";

/**
 * Filters of a side that the other does not have, though it has their columns: they are what the sides differ by, so
 * they hold for charts of their own columns as well, which would else show both sides alike.
 */
export function heldFilters(scope: Scope, other: Scope): Filter[] {
  const known = new Set(other.view.filters.map((filter) => JSON.stringify(filter)));
  const names = new Set(other.columns.map(({ name }) => name));
  return scope.view.filters.filter(
    (filter) =>
      !known.has(JSON.stringify(filter)) && columnsOfFilter(filter).every((name) => names.has(name)),
  );
}

/** The sides with the filters held that only one of them has. */
export function withHeld(a: Side, b: Side): [Side, Side] {
  const held = (side: Side, other: Side): Side => ({
    ...side,
    scope: { ...side.scope, held: heldFilters(side.scope, other.scope) },
  });
  return [held(a, b), held(b, a)];
}
