import { OWN_COLUMNS } from "@/lib/schema";
import type { Scope } from "./model";
import { quoteIdentifier } from "./quote";
import { sourceSql } from "./source-sql";

/**
 * ORDER BY of a view; of JSON text numbers come first, by their size. Rows without a value come last either way; equal
 * rows keep the order of the dataset, so the order of a view is always one and the same. Sort keys on columns that do not
 * exist are left out.
 */
export function orderSql(scope: Scope): string {
  const types = new Map(scope.columns.map(({ name, type }) => [name, type]));
  const keys = scope.view.sort
    .filter((key) => types.has(key.column))
    .flatMap((key) => {
      const name = quoteIdentifier(key.column);
      // Numbers are JSON text where one of them is longer than any number of the database, or a word is among them.
      const values = types.get(key.column) === "json" ? [`TRY_CAST(${name} AS DOUBLE)`, name] : [name];
      return values.map((value) => `${value} ${key.descending ? "DESC" : "ASC"} NULLS LAST`);
    });
  return `ORDER BY ${[...keys, OWN_COLUMNS.row].join(", ")}`;
}

/** What to select from, so that the view can be ordered by `orderSql`. */
export function orderSourceSql(scope: Scope): string {
  const names = new Set(scope.view.sort.map((key) => key.column));
  return sourceSql(scope.columns.filter(({ name }) => names.has(name)));
}

/** Whether the view shows all rows in the order of the dataset. */
export function isNaturalOrder(scope: Scope): boolean {
  return !scope.view.sort.some((key) => scope.columns.some((column) => column.name === key.column));
}
