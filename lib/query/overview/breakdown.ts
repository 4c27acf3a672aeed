import type { Engine, QueryResult } from "@/lib/engine";
import { type Column, elementType } from "@/lib/schema";
import { byCount, type ViewedValues, viewedValues } from "../few-values";
import { isGrouped, textListOf, textOf } from "../filter-to-sql";
import type { Scope } from "../model";
import { quoteIdentifier } from "../quote";
import { sourceSql } from "../source-sql";
import { teacherGroupSql } from "../teacher-group-sql";
import { countsSql, itemNumberSql, plainCountsSql, sortNumberSql } from "../value-facet";
import { conditionSql } from "../where-sql";

/** Something to know of the rows of each value: the mean of a number, or the share of rows that succeeded. */
export interface Measure {
  name: string;
  column: string;
  kind: "mean" | "success";
}

export interface BreakdownRequest {
  /** "count": most rows in view first. "name": labels and numbers by their number. Else the measure of that index, highest first. */
  order: "count" | "name" | number;
  /** The other way round: fewest rows, last names or lowest measures first. What has no name or measure stays last. */
  isReversed?: boolean;
  limit: number;
  measures: readonly Measure[];
}

export interface BreakdownValue {
  value: string | null;
  /** Rows in view, without the filter on the column itself. */
  selected: number;
  /** Rows of the dataset. */
  total: number;
  /** Of the rows in view, one for each measure; null where no row has it. */
  means: readonly (number | null)[];
  /** Rows in view of this value and all before it, most rows first. */
  running: number;
}

export interface Breakdown {
  values: readonly BreakdownValue[];
  distinct: number;
  /** Values that together make 80 % of what is in view. */
  core: number;
  /** Largest `selected` and `total` of any value, so that every page is drawn on one scale. */
  largestTotal: number;
  /** Rows in view without the filter on the column itself, and rows of the dataset: what shares are of. */
  rowsInView: number;
  rowsTotal: number;
}

/** 80 %. */
const CORE_PARTS = { part: 4, of: 5 };
const CORE_SHARE = "0.8";

const BY_NAME = "value IS NULL, number NULLS LAST, lower(value), value";
const BY_NAME_REVERSED = "value IS NULL, number DESC NULLS FIRST, lower(value) DESC, value DESC";
const BY_COUNT = `selected DESC, total DESC, ${BY_NAME}`;
const BY_COUNT_REVERSED = `selected, total, ${BY_NAME}`;

/** Rows by value of a column (by item of a list, where a row counts once for each item), most frequent first. */
export async function breakdown(
  engine: Engine,
  scope: Scope,
  columnName: string,
  request: BreakdownRequest,
  signal?: AbortSignal,
): Promise<Breakdown> {
  const column = scope.columns.find((candidate) => candidate.name === columnName);
  if (column === undefined) {
    return { values: [], distinct: 0, core: 0, largestTotal: 0, rowsInView: 0, rowsTotal: 0 };
  }
  const { order, limit, isReversed = false } = request;
  if (request.measures.length === 0) {
    const viewed = await viewedValues(
      engine,
      scope,
      column,
      "rows",
      (whole) => plainCountsSql(whole, column),
      signal,
    );
    if (viewed !== null) return breakdownOfValues(viewed, request);
  }
  const measures = request.measures.map((measure) => measureSql(scope, measure));
  const known = measures.filter((measure) => measure !== null);
  const measured = scope.columns.filter(({ name }) =>
    request.measures.some((measure) => measure.column === name),
  );
  const counts =
    known.length === 0 ? plainCountsSql(scope, column) : measuredCountsSql(scope, column, measured, known);
  const condition = conditionSql(scope, { except: columnName }) ?? "true";
  const place = typeof order === "number" ? known.indexOf(measures[order] ?? "") : -1;
  const orderSql =
    order === "name"
      ? isReversed
        ? BY_NAME_REVERSED
        : BY_NAME
      : place >= 0
        ? `mean_${place} ${isReversed ? "ASC" : "DESC"} NULLS LAST, ${BY_COUNT}`
        : isReversed
          ? BY_COUNT_REVERSED
          : BY_COUNT;
  const result = await engine.query(
    `WITH counted AS (${counts}),
ranked AS (SELECT *, sum(selected) OVER (ORDER BY ${BY_COUNT} ROWS UNBOUNDED PRECEDING) AS running FROM counted),
whole AS (SELECT count(*) AS found, sum(selected) AS summed, max(total) AS largest FROM counted),
around AS (SELECT count(*) FILTER (${condition}) AS rows_in_view, count(*) AS rows_total FROM rows)
SELECT ranked.*, found, largest, rows_in_view, rows_total,
(SELECT count(*) FROM ranked, whole WHERE running - selected < ${CORE_SHARE} * summed) AS core
FROM around, whole LEFT JOIN ranked ON true ORDER BY ${orderSql} LIMIT ${limit}`,
    signal,
  );
  return toBreakdown(
    result,
    measures.map((measure) => (measure === null ? -1 : known.indexOf(measure))),
  );
}

function breakdownOfValues(
  viewed: ViewedValues,
  { order, limit, isReversed = false }: BreakdownRequest,
): Breakdown {
  const ranked = byCount(viewed);
  const selectedAt = (place: number) => viewed.selected[place] ?? 0;
  const sum = viewed.selected.reduce((all, count) => all + count, 0);
  const running = new Map<number, number>();
  let passed = 0;
  let core = 0;
  for (const place of ranked) {
    // In whole numbers: 0.8 is none that a double can hold.
    if (passed * CORE_PARTS.of < sum * CORE_PARTS.part) core++;
    passed += selectedAt(place);
    running.set(place, passed);
  }
  const places = viewed.values.map((_, place) => place);
  const ordered =
    order === "name"
      ? isReversed
        ? lastFirst(places, viewed)
        : places
      : isReversed
        ? fewestFirst(places, viewed)
        : ranked;
  return {
    values: ordered.slice(0, limit).map((place) => ({
      value: viewed.values[place]?.value ?? null,
      selected: selectedAt(place),
      total: viewed.values[place]?.total ?? 0,
      running: running.get(place) ?? 0,
      means: [],
    })),
    distinct: viewed.values.length,
    core,
    largestTotal: viewed.values.reduce((most, { total }) => Math.max(most, total), 0),
    rowsInView: viewed.rows,
    rowsTotal: viewed.rowsTotal,
  };
}

/** No value stays last. */
function lastFirst(places: readonly number[], { values }: ViewedValues): number[] {
  const isNone = (place: number) => Number(values[place]?.value === null);
  return places.toReversed().sort((a, b) => isNone(a) - isNone(b));
}

/** Equal counts in the order of their names, as in either direction. */
function fewestFirst(places: readonly number[], { values, selected }: ViewedValues): number[] {
  const totalAt = (place: number) => values[place]?.total ?? 0;
  return places.toSorted(
    (a, b) => (selected[a] ?? 0) - (selected[b] ?? 0) || totalAt(a) - totalAt(b) || a - b,
  );
}

/** SQL of a measure as a number or null for each row; null where the dataset has no such column. */
function measureSql(scope: Scope, measure: Measure): string | null {
  const column = scope.columns.find((candidate) => candidate.name === measure.column);
  if (column === undefined) return null;
  const name = quoteIdentifier(column.name);
  switch (column.type) {
    case "boolean":
      return `CAST(CAST(${name} AS INTEGER) AS DOUBLE)`;
    case "integer":
      return `CAST(${name} AS DOUBLE)`;
    case "double":
      return `CASE WHEN isfinite(${name}) THEN ${name} END`;
    default:
      return measure.kind === "success"
        ? `CASE WHEN lower(${textOf(column)}) IN ('true', 'yes', '1', 'correct', 'pass', 'passed', 'success') THEN 1.0 WHEN ${textOf(column)} IS NOT NULL THEN 0.0 END`
        : `TRY_CAST(${textOf(column)} AS DOUBLE)`;
  }
}

function measuredCountsSql(
  scope: Scope,
  column: Column,
  measured: readonly Column[],
  measures: readonly string[],
): string {
  const name = quoteIdentifier(column.name);
  const isList = elementType(column.type) !== null;
  const condition = conditionSql(scope, { except: column.name }) ?? "true";
  const key = isList ? `unnest(list_distinct(CAST(${textListOf(column)} AS VARCHAR[])))` : name;
  const values = measures.map((sql, index) => `${sql} AS m${index}`).join(", ");
  const rows = `SELECT ${key} AS key, ${condition} AS kept, ${values} FROM ${sourceSql([column, ...measured])}`;
  const sums = measures.map(
    (_, index) => `sum(m${index}) FILTER (kept) AS s${index}, count(m${index}) FILTER (kept) AS n${index}`,
  );
  const grouped = `SELECT key, count(*) FILTER (kept) AS selected, count(*) AS total, ${sums.join(", ")} FROM (${rows}) GROUP BY key`;
  const value = isGrouped(column.name, scope)
    ? teacherGroupSql("CAST(key AS VARCHAR)")
    : "CAST(key AS VARCHAR)";
  const named = `SELECT ${value} AS value, * FROM (${grouped})`;
  const number = isGrouped(column.name, scope)
    ? "NULL::DOUBLE"
    : isList
      ? itemNumberSql(column)
      : sortNumberSql({ ...column, name: "key" });
  const means = measures.map((_, index) => `sum(s${index}) / nullif(sum(n${index}), 0) AS mean_${index}`);
  return `SELECT value, any_value(${number}) AS number, sum(selected)::BIGINT AS selected, sum(total)::BIGINT AS total, ${means.join(", ")} FROM (${named}) GROUP BY value`;
}

function toBreakdown(result: QueryResult, places: readonly number[]): Breakdown {
  const number = (row: number, name: string) => Number(result.get(row, name) ?? 0);
  const values: BreakdownValue[] = [];
  const distinct = number(0, "found");
  for (let row = 0; row < result.rowCount && distinct > 0; row++) {
    const value = result.get(row, "value");
    values.push({
      value: value === null ? null : String(value),
      selected: number(row, "selected"),
      total: number(row, "total"),
      running: number(row, "running"),
      means: places.map((place) => {
        const mean = place < 0 ? null : result.get(row, `mean_${place}`);
        return mean === null ? null : Number(mean);
      }),
    });
  }
  return {
    values,
    distinct,
    core: number(0, "core"),
    largestTotal: number(0, "largest"),
    rowsInView: number(0, "rows_in_view"),
    rowsTotal: number(0, "rows_total"),
  };
}

/** Items of a list column as they stand, repeats counted: shares are of items, not of rows. In the order of labels. */
export async function itemCounts(
  engine: Engine,
  scope: Scope,
  columnName: string,
  signal?: AbortSignal,
): Promise<Breakdown> {
  const column = scope.columns.find((candidate) => candidate.name === columnName);
  if (column === undefined) {
    return { values: [], distinct: 0, core: 0, largestTotal: 0, rowsInView: 0, rowsTotal: 0 };
  }
  const viewed = await viewedValues(
    engine,
    scope,
    column,
    "items",
    (whole) => repeatedCountsSql(whole, column),
    signal,
  );
  if (viewed !== null) return itemsOfValues(viewed);
  const result = await engine.query(
    `SELECT * FROM (${repeatedCountsSql(scope, column)}) ORDER BY number NULLS LAST, lower(value), value LIMIT ${MOST_LABELS}`,
    signal,
  );
  return toItems(
    result.column("value").map((value, row) => ({
      value: String(value),
      selected: Number(result.get(row, "selected")),
      total: Number(result.get(row, "total")),
    })),
  );
}

function itemsOfValues({ values, selected }: ViewedValues): Breakdown {
  return toItems(
    values.slice(0, MOST_LABELS).map(({ value, total }, place) => ({
      value,
      selected: selected[place] ?? 0,
      total,
    })),
  );
}

function repeatedCountsSql(scope: Scope, column: Column): string {
  const lists = countsSql(scope, column);
  const items = `SELECT unnest(CAST(${textListOf(column)} AS VARCHAR[])) AS value, selected, total FROM (${lists})`;
  const sums = `SELECT value, sum(selected)::BIGINT AS selected, sum(total)::BIGINT AS total FROM (${items}) WHERE value IS NOT NULL GROUP BY value`;
  return `SELECT value, ${itemNumberSql(column)} AS number, selected, total FROM (${sums})`;
}

function toItems(items: readonly Pick<BreakdownValue, "value" | "selected" | "total">[]): Breakdown {
  const values = items.map((item) => ({ ...item, means: [], running: 0 }));
  return {
    values,
    distinct: values.length,
    core: 0,
    largestTotal: values.reduce((most, { total }) => Math.max(most, total), 0),
    rowsInView: values.reduce((sum, { selected }) => sum + selected, 0),
    rowsTotal: values.reduce((sum, { total }) => sum + total, 0),
  };
}

/** Labels are few; a list of other texts that plays their role is cut here. */
const MOST_LABELS = 200;
