import type { Engine } from "@/lib/engine";
import { type Column, elementType, labelNumber } from "@/lib/schema";
import { withoutView } from "../few-values";
import { isGrouped, textListOf } from "../filter-to-sql";
import { labelNumberSql } from "../label-number-sql";
import type { Scope } from "../model";
import { finiteSql, numberFacet } from "../number-facet";
import { quoteIdentifier } from "../quote";
import { sourceSql } from "../source-sql";
import { teacherGroupSql } from "../teacher-group-sql";

/** A line of a table of two fields: a value, or a bin of numbers (end exclusive but for the last). */
export type AxisItem =
  | { kind: "value"; value: string | null; total: number }
  | { kind: "bin"; start: number; end: number; isLast: boolean; total: number };

export interface CrossAxis {
  items: readonly AxisItem[];
  /** Values that the axis leaves out, the least frequent ones. */
  hidden: number;
}

export interface CrossAxes {
  rows: CrossAxis;
  columns: CrossAxis;
}

export const AXIS_ITEMS = 20;
/** Models in a win matrix: all of most datasets. */
export const SQUARE_ITEMS = 30;
export const AXIS_BINS = 16;

/** The most frequent values of a column over the whole dataset, in the order of labels; numbers as bins. */
export async function axisOf(
  engine: Engine,
  scope: Scope,
  column: Column,
  most: number = AXIS_ITEMS,
): Promise<CrossAxis> {
  if (finiteSql(column) !== null) {
    const { bins, max } = await numberFacet(engine, withoutView(scope), column.name, AXIS_BINS);
    const items = bins.map(
      ({ start, end, total }, place): AxisItem => ({
        kind: "bin",
        start,
        // The last bin of whole numbers ends behind the greatest one; one of days ends with a day.
        end: place === bins.length - 1 && max !== null && column.type !== "date" ? max : end,
        total,
        isLast: place === bins.length - 1,
      }),
    );
    return { items, hidden: 0 };
  }
  const key = elementType(column.type) === null ? quoteIdentifier(column.name) : itemsSql(column);
  const keys = `SELECT ${key} AS k FROM ${sourceSql([column])}`;
  const counted = `SELECT k, count(*) AS total FROM (${keys}) GROUP BY k`;
  const values = `SELECT ${nameSql(scope, column, "k")} AS value, sum(total)::BIGINT AS total FROM (${counted}) GROUP BY 1`;
  const result = await engine.query(
    `SELECT value, total, found FROM (SELECT *, count(*) OVER () AS found FROM (${values}) WHERE value IS NOT NULL ORDER BY total DESC, value LIMIT ${most}) ORDER BY ${labelNumberSql("value")} NULLS LAST, total DESC, value`,
  );
  const items = result.column("value").map(
    (value, index): AxisItem => ({
      kind: "value",
      value: String(value),
      total: Number(result.get(index, "total")),
    }),
  );
  return { items, hidden: items.length === 0 ? 0 : Number(result.get(0, "found")) - items.length };
}

/** The values of both axes on both, the most frequent first. */
export function squared(rows: CrossAxis, columns: CrossAxis): CrossAxes {
  const totals = new Map<string, number>();
  for (const item of [...rows.items, ...columns.items]) {
    if (item.kind !== "value" || item.value === null) continue;
    totals.set(item.value, (totals.get(item.value) ?? 0) + item.total);
  }
  const items = [...totals]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([value, total]): AxisItem => ({ kind: "value", value, total }));
  return { rows: { items, hidden: rows.hidden }, columns: { items, hidden: columns.hidden } };
}

/** Labels by their numbers, other values by how often they come. */
export function byLabel(x: AxisItem, y: AxisItem): number {
  const [a, b] = [x, y].map((item) => (item.kind === "value" ? labelNumber(item.value ?? "") : null));
  return (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY) || y.total - x.total;
}

export function itemsSql(column: Column): string {
  return column.type === "list<text>"
    ? `unnest(list_distinct(${quoteIdentifier(column.name)}))`
    : `unnest(list_distinct(CAST(${textListOf(column)} AS VARCHAR[])))`;
}

export function nameSql(scope: Scope, column: Column, key: string): string {
  const text = `CAST(${key} AS VARCHAR)`;
  return isGrouped(column.name, scope) ? teacherGroupSql(text) : text;
}

export function placesOf(axis: CrossAxis): Map<string, number> {
  return new Map(
    axis.items.map((item, place) => [item.kind === "bin" ? String(place) : keyOf(item.value), place]),
  );
}

export function keyOf(value: unknown): string {
  return value === null ? "" : String(value);
}
