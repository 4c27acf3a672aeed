import type { Engine } from "@/lib/engine";
import { type Column, elementType, groupTeacher } from "@/lib/schema";
import { itemsOfKey, sumLines, textOfKey } from "./count-coded";
import { countTogether, type Part } from "./count-together";
import { isGrouped } from "./filter-to-sql";
import { isCoded } from "./is-coded";
import type { Scope } from "./model";
import { quoteIdentifier } from "./quote";
import { RevisionCache } from "./revision-cache";

/** Columns with more values are ordered and cut by the database. */
const MOST_VALUES = 4000;

/** Values of a column in the order of their names, "no value" last, with their rows (or items) in the dataset. */
export interface WholeValues {
  values: readonly { value: string | null; total: number }[];
  placeOf: ReadonlyMap<string | null, number>;
}

/** How many rows (or items) in view have each of the values. */
export interface ViewedValues extends WholeValues {
  /** In the order of the values. */
  selected: readonly number[];
  /** Rows in view without the filter on the column itself, and rows of the dataset. */
  rows: number;
  rowsTotal: number;
}

export type ValueUnit = "rows" | "items";

const ORDER = "value IS NULL, number NULLS LAST, lower(value), value";
const wholes = new RevisionCache<WholeValues | null>();

/**
 * Counts the values of a column with few of them, together with what else is asked of the same rows; null for any
 * other column. `countsSql` gives value, number (sort key) and total of the whole dataset.
 */
export async function viewedValues(
  engine: Engine,
  scope: Scope,
  column: Column,
  unit: ValueUnit,
  countsSql: (whole: Scope) => string,
  signal?: AbortSignal,
): Promise<ViewedValues | null> {
  if (!isCoded(column)) return null;
  const countWhole = () => wholeValues(engine, countsSql(withoutView(scope)));
  const key = JSON.stringify([column.name, unit, isGrouped(column.name, scope)]);
  let whole = await wholes.get(engine, scope, key, countWhole);
  if (whole === null) return null;
  const counts = await countTogether(engine, scope, valuesPart(column, unit), {
    except: column.name,
    signal,
  });
  // While a file is read, rows may come between the two: then values in view would outnumber those of all.
  const isOfOneMoment = elementType(column.type) !== null || sumOf(whole) === counts.rowsTotal;
  if (!isOfOneMoment) whole = (await countWhole()) ?? whole;
  const selected = whole.values.map(() => 0);
  for (const [at, value] of counts.a.entries()) {
    const named = value !== null && isGrouped(column.name, scope) ? groupTeacher(value) : value;
    const place = whole.placeOf.get(named);
    if (place !== undefined) selected[place] = (selected[place] ?? 0) + (counts.n[at] ?? 0);
  }
  return { ...whole, selected, rows: counts.rows, rowsTotal: counts.rowsTotal };
}

function sumOf({ values }: WholeValues): number {
  return values.reduce((sum, { total }) => sum + total, 0);
}

/** Places of the values, most rows in view first; equal ones by their rows in the dataset, then by name. */
export function byCount({ values, selected }: ViewedValues): number[] {
  return values
    .map((_, place) => place)
    .sort(
      (x, y) =>
        (selected[y] ?? 0) - (selected[x] ?? 0) || (values[y]?.total ?? 0) - (values[x]?.total ?? 0) || x - y,
    );
}

/** The same dataset with every row in view. */
export function withoutView(scope: Scope): Scope {
  return { ...scope, view: { ...scope.view, filters: [] }, matches: null };
}

async function wholeValues(engine: Engine, counts: string): Promise<WholeValues | null> {
  const result = await engine.query(
    `SELECT value, total FROM (${counts}) ORDER BY ${ORDER} LIMIT ${MOST_VALUES + 1}`,
  );
  if (result.rowCount > MOST_VALUES) return null;
  const totals = result.column("total");
  const values = result.column("value").map((value, place) => ({
    value: value === null ? null : String(value),
    total: Number(totals[place]),
  }));
  return { values, placeOf: new Map(values.map(({ value }, place) => [value, place])) };
}

function valuesPart(column: Column, unit: ValueUnit): Part {
  const part = { columns: [column.name], keys: [quoteIdentifier(column.name)] };
  if (elementType(column.type) === null) {
    return {
      ...part,
      sql: (groups) => partSql("CAST(k0 AS VARCHAR)", "n", groups),
      fold: (groups) => groups.map(({ keys, n }) => ({ a: textOfKey(keys[0]), b: null, v: null, n })),
    };
  }
  const items = unit === "items" ? "k0" : "list_distinct(k0)";
  return {
    ...part,
    sql: (groups) =>
      partSql(
        "CAST(item AS VARCHAR)",
        "sum(n)::BIGINT",
        `(SELECT unnest(${items}) AS item, n FROM ${groups}) WHERE item IS NOT NULL GROUP BY item`,
      ),
    fold: (groups) =>
      sumLines(
        groups.flatMap(({ keys, n }) =>
          itemsOfKey(keys[0], unit === "items").map((item) => ({ a: item, b: null, n })),
        ),
      ),
  };
}

function partSql(a: string, n: string, from: string): string {
  return `SELECT ${a} AS a, NULL::VARCHAR AS b, NULL::DOUBLE AS v, ${n} AS n FROM ${from}`;
}
