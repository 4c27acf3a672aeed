import type { Engine, QueryResult } from "@/lib/engine";
import { type Column, elementType, isMarkColumn } from "@/lib/schema";
import { columnsOfFilter } from "@/lib/view";
import { byCount, type ViewedValues, viewedValues } from "./few-values";
import { isGrouped, textListOf, textOf } from "./filter-to-sql";
import { labelNumberSql } from "./label-number-sql";
import type { FacetRequest, Scope, ValueFacet } from "./model";
import { quoteIdentifier, quoteText } from "./quote";
import { sourceSql } from "./source-sql";
import { teacherGroupSql } from "./teacher-group-sql";
import { whereSql } from "./where-sql";

/**
 * Values of a scalar column with their rows: of those in view without the column's own filter, and of all. "No value"
 * is a value of its own. A column that does not exist has no values.
 */
export async function valueFacet(
  engine: Engine,
  scope: Scope,
  columnName: string,
  request: FacetRequest = {},
  signal?: AbortSignal,
): Promise<ValueFacet> {
  const column = scope.columns.find((candidate) => candidate.name === columnName);
  if (column === undefined) return { values: [], distinct: 0 };
  if (!request.search) {
    const viewed = await viewedValues(
      engine,
      scope,
      column,
      "rows",
      (whole) => plainCountsSql(whole, column),
      signal,
    );
    if (viewed !== null) return facetOfValues(viewed, request);
  }
  return runFacet(engine, plainCountsSql(scope, column), request, signal);
}

function facetOfValues(
  viewed: ViewedValues,
  { order = "count", limit, offset = 0 }: FacetRequest,
): ValueFacet {
  const places = order === "count" ? byCount(viewed) : viewed.values.map((_, place) => place);
  const values = places.slice(offset, limit === undefined ? undefined : offset + limit).map((place) => ({
    value: viewed.values[place]?.value ?? null,
    selected: viewed.selected[place] ?? 0,
    total: viewed.values[place]?.total ?? 0,
  }));
  return { values, distinct: viewed.values.length };
}

/**
 * Items of a list column with the number of rows whose list holds them (a row counts once for an item it repeats):
 * of those in view without the column's own filter, and of all. Items that are null do not count.
 */
export function listFacet(
  engine: Engine,
  scope: Scope,
  columnName: string,
  request: FacetRequest = {},
  signal?: AbortSignal,
): Promise<ValueFacet> {
  return valueFacet(engine, scope, columnName, request, signal);
}

/** All values of a facet that contain `search`, for "select all found". */
export async function distinctValues(
  engine: Engine,
  scope: Scope,
  columnName: string,
  search = "",
  signal?: AbortSignal,
): Promise<(string | null)[]> {
  const facet = await valueFacet(engine, scope, columnName, { search, order: "name" }, signal);
  return facet.values.map(({ value }) => value);
}

/** Subquery with columns value (text), number (sort key), selected, total: of values, or of items of a list. */
export function plainCountsSql(scope: Scope, column: Column): string {
  return elementType(column.type) === null ? scalarCountsSql(scope, column) : itemCountsSql(scope, column);
}

function scalarCountsSql(scope: Scope, column: Column): string {
  const name = quoteIdentifier(column.name);
  const counted = countsSql(scope, column);
  if (!isGrouped(column.name, scope)) {
    return `SELECT CAST(${name} AS VARCHAR) AS value, ${sortNumberSql(column)} AS number, selected, total FROM (${counted})`;
  }
  return `SELECT ${teacherGroupSql(textOf(column))} AS value, NULL::DOUBLE AS number, sum(selected)::BIGINT AS selected, sum(total)::BIGINT AS total FROM (${counted}) GROUP BY 1`;
}

function itemCountsSql(scope: Scope, column: Column): string {
  // Few different lists are common (roles, tools), and a list is searched for repeats once, not in every row.
  const lists = countsSql(scope, column);
  const items = `SELECT unnest(list_distinct(CAST(${textListOf(column)} AS VARCHAR[]))) AS value, selected, total FROM (${lists})`;
  const sums = `SELECT value, sum(selected)::BIGINT AS selected, sum(total)::BIGINT AS total FROM (${items}) GROUP BY value`;
  return `SELECT value, ${itemNumberSql(column)} AS number, selected, total FROM (${sums})`;
}

/**
 * Rows of each value, in view and of all. Values are grouped in their own type: few-valued text is an ENUM, and
 * counting its codes is ten times as quick as text.
 */
export function countsSql(scope: Scope, column: Column): string {
  const name = quoteIdentifier(column.name);
  const where = whereSql(scope, { except: column.name });
  const from = sourceSql([column]);
  if (where === "")
    return `SELECT ${name}, count(*) AS selected, count(*) AS total FROM ${from} GROUP BY ${name}`;
  if (elementType(column.type) !== null && !isCostly(scope)) {
    // Grouping by lists is the greater part here, so it is done once.
    return `SELECT ${name}, count(*) FILTER (${where}) AS selected, count(*) AS total FROM ${from} GROUP BY ${name}`;
  }
  // Two counts and not one with FILTER: a WHERE is pushed into the scan, which makes costly conditions twice as quick.
  const selected = `SELECT ${name}, count(*) AS selected, 0 AS total FROM ${from} ${where} GROUP BY ${name}`;
  const total = `SELECT ${name}, 0 AS selected, count(*) AS total FROM ${from} GROUP BY ${name}`;
  return `SELECT ${name}, sum(selected)::BIGINT AS selected, sum(total)::BIGINT AS total FROM (${selected} UNION ALL ${total}) GROUP BY ${name}`;
}

/** Whether the view has conditions that take longer than counting does. */
function isCostly(scope: Scope): boolean {
  return (
    scope.matches !== null ||
    scope.view.filters.some((filter) => filter.kind === "contains") ||
    scope.view.filters.flatMap(columnsOfFilter).some(isMarkColumn)
  );
}

export function sortNumberSql(column: Column): string {
  const name = quoteIdentifier(column.name);
  switch (column.type) {
    case "integer":
    case "double":
      return `CAST(${name} AS DOUBLE)`;
    case "text":
      return labelNumberSql(name);
    default:
      return "NULL::DOUBLE";
  }
}

export function itemNumberSql(column: Column): string {
  return column.type === "list<text>" ? labelNumberSql("value") : "TRY_CAST(value AS DOUBLE)";
}

async function runFacet(
  engine: Engine,
  counts: string,
  request: FacetRequest,
  signal: AbortSignal | undefined,
): Promise<ValueFacet> {
  const { search = "", order = "count", limit, offset = 0 } = request;
  const found = search === "" ? "" : `WHERE contains(lower(value), lower(${quoteText(search)}))`;
  const byName = "value IS NULL, number NULLS LAST, lower(value), value";
  const byCount = `selected DESC, total DESC, ${byName}`;
  const counted = `(${counts}) ${found}`;
  const page = `${limit === undefined ? "" : `LIMIT ${limit}`} OFFSET ${offset}`;
  const result = await engine.query(
    `SELECT value, selected, total, count(*) OVER () AS found FROM ${counted} ORDER BY ${order === "name" ? byName : byCount} ${page}`,
    signal,
  );
  if (result.rowCount > 0) return toFacet(result, Number(result.get(0, "found")));
  if (offset === 0 && limit !== 0) return { values: [], distinct: 0 };
  const all = await engine.query(`SELECT count(*) AS found FROM ${counted}`, signal);
  return { values: [], distinct: Number(all.get(0, "found")) };
}

function toFacet(result: QueryResult, distinct: number): ValueFacet {
  const values = result.column("value");
  const selected = result.column("selected");
  const total = result.column("total");
  return {
    values: values.map((value, index) => ({
      value: value === null ? null : String(value),
      selected: Number(selected[index]),
      total: Number(total[index]),
    })),
    distinct,
  };
}
