import { exactDigits } from "@/lib/format/exact-number";
import {
  type Column,
  elementType,
  groupTeacher,
  HASH_COLUMNS,
  isMarkColumn,
  OWN_COLUMNS,
  presenceColumn,
} from "@/lib/schema";
import {
  type ColumnFilter,
  type Filter,
  isAnything,
  isPairFilter,
  type PairFilter,
  type ValueRange,
} from "@/lib/view";
import { amongMarksSql } from "./marks";
import type { Scope } from "./model";
import { pairsSql, placesSql, stepsSql } from "./pair-filter-sql";
import { quoteDouble, quoteIdentifier, quoteText, quoteTexts } from "./quote";
import { teacherGroupSql } from "./teacher-group-sql";
import { textsTableSql } from "./texts-sql";

/**
 * SQL predicate of one filter: true for the rows that it keeps, false or null for all others, so that DuckDB can skip
 * blocks by it. A column the dataset does not have (yet) is read as one without values.
 */
export function filterToSql(
  filter: Filter,
  scope: Pick<Scope, "columns" | "teacherColumns" | "view">,
): string {
  if (isPairFilter(filter)) return pairFilterSql(filter, scope);
  const isMeant = (candidate: Column) => candidate.name === filter.column;
  const column = scope.columns.find(isMeant) ?? HASH_COLUMNS.find(isMeant);
  if (column === undefined) return String(withoutColumn(filter));
  if (column.isBeside) return besideSql(column, filter, scope);
  const condition = columnFilterSql(column, filter, scope);
  return isMarkColumn(column.name) ? amongMarksSql(neverNull(condition), withoutColumn(filter)) : condition;
}

/** The rows hold whether there is a text; all else is asked of the table of the texts. */
function besideSql(
  column: Column,
  filter: ColumnFilter,
  scope: Pick<Scope, "teacherColumns" | "view">,
): string {
  const condition = columnFilterSql(column, filter, scope);
  if (filter.kind === "empty" || condition === "true" || condition === "false") return condition;
  return `${OWN_COLUMNS.row} IN (SELECT ${OWN_COLUMNS.row} FROM ${textsTableSql(column.name)} WHERE ${condition})`;
}

function columnFilterSql(
  column: Column,
  filter: ColumnFilter,
  scope: Pick<Scope, "teacherColumns" | "view">,
): string {
  switch (filter.kind) {
    case "one-of":
      return isGrouped(column.name, scope) ? groupOneOfSql(column, filter) : oneOfSql(column, filter);
    case "list":
      return listSql(column, filter);
    case "ranges":
      return excludeSql(rangesSql(column, filter.ranges), filter.exclude);
    case "contains":
      return excludeSql(containsSql(column, filter.text), filter.exclude);
    case "equals":
      return excludeSql(equalsSql(column, filter.text), filter.exclude);
    case "empty":
      return filter.exclude ? `NOT ${emptySql(column)}` : emptySql(column);
  }
}

function pairFilterSql(
  filter: PairFilter,
  scope: Pick<Scope, "columns" | "teacherColumns" | "view">,
): string {
  if (filter.kind === "pairs") {
    return anyButSql(filter, (pairs) => pairsSql(filter, pairs, (side) => filterToSql(side, scope)));
  }
  const column = scope.columns.find(({ name }) => name === filter.column);
  if (column === undefined || elementType(column.type) === null) return anyButSql(filter, () => "false");
  const toSql = filter.kind === "steps" ? stepsSql : placesSql;
  return anyButSql(filter, (pairs) => toSql(textListOf(column), pairs));
}

/** Any of `pairs`, where there are some, and none of `without`. */
function anyButSql<Of>(
  { pairs, without }: { pairs: readonly Of[]; without: readonly Of[] },
  toSql: (some: readonly Of[]) => string,
): string {
  const conditions = [
    ...(pairs.length === 0 ? [] : [toSql(pairs)]),
    ...(without.length === 0 ? [] : [`NOT ${neverNull(toSql(without))}`]),
  ];
  return conditions.length === 0 ? "true" : conditions.join(" AND ");
}

/** Whether the values of a column stand for groups of teacher models in this view. */
export function isGrouped(column: string, scope: Pick<Scope, "teacherColumns" | "view">): boolean {
  return scope.view.groupTeachers && scope.teacherColumns.includes(column);
}

/** A scalar column as text, as facets list it and filters compare it. */
export function textOf(column: Column): string {
  const name = quoteIdentifier(column.name);
  return column.type === "text" || column.type === "json" ? name : `CAST(${name} AS VARCHAR)`;
}

/** True for null, "" and a list without items. */
export function emptySql(column: Column): string {
  if (column.isBeside) return `NOT coalesce(${quoteIdentifier(presenceColumn(column.name))}, false)`;
  const name = quoteIdentifier(column.name);
  if (elementType(column.type) !== null) return `coalesce(len(${name}) = 0, true)`;
  if (column.type === "text") return `coalesce(${name} = '', true)`;
  if (column.type === "json") return `coalesce(${name} IN ('', '""', '[]', '{}', 'null'), true)`;
  return `(${name} IS NULL)`;
}

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

type OneOf = Extract<Filter, { kind: "one-of" }>;

function oneOfSql(column: Column, filter: OneOf): string {
  const name = quoteIdentifier(column.name);
  const texts = filter.values.filter((value) => value !== null);
  const hasNull = texts.length < filter.values.length;
  const isIn = texts.length === 0 ? "false" : scalarInSql(column, texts);
  return excludeSql(hasNull ? `(${name} IS NULL OR ${isIn})` : isIn, filter.exclude);
}

function scalarInSql(column: Column, texts: readonly string[]): string {
  const name = quoteIdentifier(column.name);
  if (column.type === "integer") {
    // Compared as numbers, the scan can skip blocks by their bounds.
    const numbers = texts.filter((text) => /^-?\d{1,20}$/.test(text));
    return numbers.length === 0 ? "false" : `${name} IN (${numbers.join(", ")})`;
  }
  if (column.type === "double") {
    // The text of a double in a record ("1", "1e-5") need not be the one that the database writes.
    return `${name} IN (${texts.map((text) => `TRY_CAST(${quoteText(text)} AS DOUBLE)`).join(", ")})`;
  }
  if (elementType(column.type) !== null) return anyItemSql(column, texts);
  if (column.type === "json") {
    // In the index 12.50 is 12.5; whoever copies a number from a record looks for it as it is written there.
    const printed = texts.filter((text) => JSON_NUMBER.test(text)).map(exactDigits);
    return `${name} IN (${[...new Set([...texts, ...printed])].map(quoteText).join(", ")})`;
  }
  return `${textOf(column)} IN (${texts.map(quoteText).join(", ")})`;
}

/** Values of a grouped facet are groups; a value picked before grouping stands for its group. */
function groupOneOfSql(column: Column, filter: OneOf): string {
  const name = quoteIdentifier(column.name);
  const groups = [...new Set(filter.values.filter((value) => value !== null).map(groupTeacher))];
  // Groups are made once for each distinct value. DuckDB would push the condition below a plain DISTINCT and make
  // them for each row, which takes ten times as long.
  const distinct = `SELECT unnest(list(DISTINCT ${name})) AS v FROM ${column.isBeside ? textsTableSql(column.name) : "rows"} WHERE ${name} IS NOT NULL`;
  const members = `SELECT v FROM (${distinct}) WHERE ${teacherGroupSql("CAST(v AS VARCHAR)")} IN (${groups.map(quoteText).join(", ")})`;
  const isIn = groups.length === 0 ? "false" : `${name} IN (${members})`;
  return excludeSql(filter.values.includes(null) ? `(${name} IS NULL OR ${isIn})` : isIn, filter.exclude);
}

function listSql(column: Column, filter: Extract<Filter, { kind: "list" }>): string {
  const { match, values, without } = filter;
  const conditions = [
    ...(values.length === 0 ? [] : [(match === "all" ? allItemsSql : anyItemSql)(column, values)]),
    ...(without.length === 0 ? [] : [`NOT ${neverNull(anyItemSql(column, without))}`]),
  ];
  return conditions.length === 0 ? "true" : conditions.join(" AND ");
}

/** Beyond so many values one pass with a hash table is quicker than a pass for each value. */
const SINGLE_PASSES = 8;

function anyItemSql(column: Column, values: readonly string[]): string {
  if (values.length === 0) return "false";
  if (values.length > SINGLE_PASSES) return `list_has_any(${textListOf(column)}, ${quoteTexts(values)})`;
  return `(${values.map((value) => `list_contains(${textListOf(column)}, ${quoteText(value)})`).join(" OR ")})`;
}

function allItemsSql(column: Column, values: readonly string[]): string {
  if (values.length > SINGLE_PASSES) return `list_has_all(${textListOf(column)}, ${quoteTexts(values)})`;
  return `(${values.map((value) => `list_contains(${textListOf(column)}, ${quoteText(value)})`).join(" AND ")})`;
}

/** A list column as texts; a scalar as a list of one. */
export function textListOf(column: Column): string {
  const name = quoteIdentifier(column.name);
  if (column.type === "list<text>") return name;
  return elementType(column.type) === null ? `[${textOf(column)}]` : `CAST(${name} AS VARCHAR[])`;
}

function rangesSql(column: Column, ranges: readonly ValueRange[]): string {
  const [only, ...more] = ranges;
  if (only === undefined) return "false";
  if (more.length === 0) return betweenSql(column, only.min, only.max);
  return `(${ranges.map(({ min, max }) => `(${betweenSql(column, min, max)})`).join(" OR ")})`;
}

type Bound = number | string | null;

function betweenSql(column: Column, min: Bound, max: Bound): string {
  const name = quoteIdentifier(column.name);
  switch (column.type) {
    case "integer":
    case "double":
      return boundsSql(name, numberBound(min), numberBound(max));
    case "date":
    case "timestamp":
      return boundsSql(name, timeBound(min), timeBound(max), isDay(max));
    case "boolean":
    case "text":
    case "json":
      return boundsSql(`TRY_CAST(${name} AS DOUBLE)`, numberBound(min), numberBound(max));
    case "list<boolean>":
    case "list<integer>":
    case "list<double>":
    case "list<text>":
      return `len(list_filter(TRY_CAST(${name} AS DOUBLE[]), lambda x: ${boundsSql("x", numberBound(min), numberBound(max))})) > 0`;
  }
}

/** `maxIsDay`: the upper bound names a whole day, which counts to its end. */
function boundsSql(value: string, min: string | null, max: string | null, maxIsDay = false): string {
  const conditions: string[] = [];
  if (min !== null) conditions.push(`${value} >= ${min}`);
  if (max !== null) conditions.push(maxIsDay ? `${value} < ${max} + INTERVAL 1 DAY` : `${value} <= ${max}`);
  return conditions.length === 0 ? "true" : conditions.join(" AND ");
}

function numberBound(bound: Bound): string | null {
  if (bound === null) return null;
  if (typeof bound === "number") return Number.isSafeInteger(bound) ? String(bound) : quoteDouble(bound);
  // Digits beyond 2^53 come as text and stay exact.
  return /^-?\d{1,38}$/.test(bound) ? bound : `TRY_CAST(${quoteText(bound)} AS DOUBLE)`;
}

function timeBound(bound: Bound): string | null {
  if (bound === null) return null;
  if (typeof bound === "number")
    return Number.isSafeInteger(Math.trunc(bound)) ? `epoch_ms(${Math.trunc(bound)})` : "NULL";
  return `TRY_CAST(${quoteText(bound)} AS TIMESTAMP)`;
}

function isDay(bound: Bound): boolean {
  return typeof bound === "string" && /^\d{4}-\d{2}-\d{2}$/.test(bound);
}

function containsSql(column: Column, text: string): string {
  const pattern = `lower(${quoteText(text)})`;
  if (elementType(column.type) === null) return `contains(lower(${textOf(column)}), ${pattern})`;
  const texts = `CAST(${quoteIdentifier(column.name)} AS VARCHAR[])`;
  return `len(list_filter(${texts}, lambda x: contains(lower(x), ${pattern}))) > 0`;
}

function equalsSql(column: Column, text: string): string {
  return scalarInSql(column, [text]);
}

function excludeSql(condition: string, exclude: boolean): string {
  return exclude ? `NOT ${neverNull(condition)}` : condition;
}

function neverNull(condition: string): string {
  return condition === "true" || condition === "false" ? condition : `coalesce(${condition}, false)`;
}

/** What a filter says of rows that have no value in its column. */
function withoutColumn(filter: ColumnFilter): boolean {
  switch (filter.kind) {
    case "one-of":
      return filter.values.includes(null) !== filter.exclude;
    case "list":
      return filter.values.length === 0;
    case "ranges":
      return filter.ranges.some(isAnything) !== filter.exclude;
    case "contains":
    case "equals":
      return filter.exclude;
    case "empty":
      return !filter.exclude;
  }
}
