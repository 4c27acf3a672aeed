import { type Column, type ColumnType, elementType, labelNumber, OWN_COLUMNS } from "@/lib/schema";
import { quoteIdentifier, quoteText } from "./quote";
import { STAGING_TABLE } from "./staging";

const ROW = OWN_COLUMNS.row;
/** Problems that only the whole dataset can tell. */
const WHOLE_DATASET_PROBLEMS = ["duplicate id", "duplicate conversation"] as const;
const DUPLICATE_IDS = "duplicate_ids";
const DUPLICATE_CONVERSATIONS = "duplicate_conversations";

/** What the finished index is made of. */
export interface IndexShape {
  /** Names of all columns of `rows` but `_row`, in order. */
  names: readonly string[];
  columns: readonly Column[];
  /** Text columns, and lists of text, that become ENUM, with all their values. */
  enums: ReadonlyMap<string, readonly string[]>;
  /** Text columns whose values are all ISO 8601, and the type they get. */
  dateColumns: ReadonlyMap<string, "date" | "timestamp">;
  /** Column in which a value that comes twice is a problem; null for none. */
  idColumn: string | null;
  hasDuplicateConversations: boolean;
  rowCount: number;
}

/**
 * Rows that are copied and compressed at a time: as many as DuckDB keeps in one group. Memory once taken is never given
 * back in the browser, so the copy must not stand uncompressed beside its source.
 */
const SLICE_ROWS = 122_880;

/** Temporary table of the values of `column` that several rows have. */
export function duplicateIdsSql(column: string): string {
  return `CREATE OR REPLACE TEMP TABLE ${DUPLICATE_IDS} AS ${repeatsSql(quoteIdentifier(column))}`;
}

/** Temporary table of the hashes that several rows have. */
export function duplicateConversationsSql(): string {
  return `CREATE OR REPLACE TEMP TABLE ${DUPLICATE_CONVERSATIONS} AS ${repeatsSql(OWN_COLUMNS.hash)}`;
}

/** One row: how many `conversations` and values of an id column are `repeated`, and in how many rows that is `filled`. */
export function repeatCountSql(idColumn: string | null): string {
  const id = idColumn === null ? null : quoteIdentifier(idColumn);
  const counts = [
    `(SELECT count(*) FROM (${repeatsSql(OWN_COLUMNS.hash)})) AS conversations`,
    `${id === null ? 0 : `(SELECT count(*) FROM (${repeatsSql(id)}))`} AS repeated`,
    `${id === null ? 0 : `(SELECT count(${id}) FROM rows)`} AS filled`,
  ];
  return `SELECT ${counts.join(", ")}`;
}

function repeatsSql(column: string): string {
  return `SELECT ${column} AS value FROM rows WHERE ${column} IS NOT NULL GROUP BY ${column} HAVING count(*) > 1`;
}

/**
 * Statements that copy `rows` to a database attached as `database` (in memory, compressed), with ENUM and date types and the
 * problems that only the whole dataset can tell, show the copy as `rows` and drop the staging table. Nothing else
 * about the rows changes: their places, their number and the text of every value stay.
 */
export function buildIndexSql(shape: IndexShape, database: string, options: { compress: boolean }): string[] {
  const types = [...shape.enums.keys()].map((name, index) => ({ name, type: `${database}.value_${index}` }));
  const selected = shape.names.map((name) => {
    const type = types.find((entry) => entry.name === name)?.type ?? null;
    return `${columnSql(shape, name, type)} AS ${quoteIdentifier(name)}`;
  });
  return [
    // One after the other: what is attached can be named in the next statement only.
    `ATTACH ':memory:' AS ${database} (COMPRESS)`,
    types.map(({ name, type }) => `CREATE TYPE ${type} AS ENUM (${enumValuesSql(shape, name)})`).join("; "),
    ...copySql(`${database}.main.rows`, `SELECT ${[ROW, ...selected].join(", ")} FROM rows`, {
      rowCount: shape.rowCount,
      afterSlice: options.compress ? `CHECKPOINT ${database}` : null,
    }),
    [
      `CREATE OR REPLACE VIEW rows AS SELECT * FROM ${database}.main.rows`,
      `DROP TABLE IF EXISTS ${STAGING_TABLE}`,
      ...dropDuplicatesSql(),
    ].join("; "),
  ].filter((sql) => sql !== "");
}

/** Statements that make a table of a SELECT from `rows`: at once, or slice by slice in the order of the rows. */
function copySql(
  table: string,
  select: string,
  { rowCount, afterSlice }: { rowCount: number; afterSlice: string | null },
): string[] {
  if (afterSlice === null) return [`CREATE TABLE ${table} AS ${select}`];
  const statements = [`CREATE TABLE ${table} AS ${select} LIMIT 0`];
  for (let rowStart = 0; rowStart < rowCount; rowStart += SLICE_ROWS) {
    const slice = `WHERE ${ROW} >= ${rowStart} AND ${ROW} < ${rowStart + SLICE_ROWS}`;
    statements.push(`INSERT INTO ${table} ${select} ${slice}`, afterSlice);
  }
  return statements;
}

/** Statements that free the tables of duplicates, as far as there are some. */
export function dropDuplicatesSql(): string[] {
  return [`DROP TABLE IF EXISTS ${DUPLICATE_IDS}`, `DROP TABLE IF EXISTS ${DUPLICATE_CONVERSATIONS}`];
}

/** Sorted as the values are everywhere: labels by their number, other text by its characters. */
function enumValuesSql(shape: IndexShape, name: string): string {
  const values = new Set(shape.enums.get(name));
  if (name === OWN_COLUMNS.problems) for (const problem of WHOLE_DATASET_PROBLEMS) values.add(problem);
  const sorted = [...values].sort(
    (a, b) =>
      (labelNumber(a) ?? Number.POSITIVE_INFINITY) - (labelNumber(b) ?? Number.POSITIVE_INFINITY) ||
      compareText(a, b),
  );
  return sorted.map(quoteText).join(", ");
}

/** By code points, as the database compares UTF-8. */
function compareText(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (let place = 0; place < Math.min(left.length, right.length); place++) {
    const difference = (left[place]?.codePointAt(0) ?? 0) - (right[place]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function columnSql(shape: IndexShape, name: string, enumType: string | null): string {
  const isList = elementType(typeOf(shape, name)) !== null;
  const value = problemsSql(shape, name);
  // Element by element: the parser of the browser's DuckDB takes no brackets behind a qualified type name.
  if (enumType !== null && isList) return `list_transform(${value}, lambda item: CAST(item AS ${enumType}))`;
  if (enumType !== null) return `CAST(${value} AS ${enumType})`;
  const dateType = shape.dateColumns.get(name);
  return dateType === undefined ? value : `CAST(${value} AS ${dateType === "date" ? "DATE" : "TIMESTAMP"})`;
}

/** A column as it is; the list of problems with those added that only the whole dataset can tell. */
function problemsSql(shape: IndexShape, name: string): string {
  const column = quoteIdentifier(name);
  if (name !== OWN_COLUMNS.problems) return column;
  const added = [
    shape.idColumn === null
      ? null
      : addedProblemSql(quoteIdentifier(shape.idColumn), DUPLICATE_IDS, "duplicate id"),
    shape.hasDuplicateConversations
      ? addedProblemSql(OWN_COLUMNS.hash, DUPLICATE_CONVERSATIONS, "duplicate conversation")
      : null,
  ].filter((sql) => sql !== null);
  return added.reduce((list, addition) => `list_concat(${list}, ${addition})`, `coalesce(${column}, [])`);
}

function addedProblemSql(
  column: string,
  table: string,
  problem: (typeof WHOLE_DATASET_PROBLEMS)[number],
): string {
  return `CASE WHEN ${column} IN (SELECT value FROM ${table}) THEN [${quoteText(problem)}] ELSE [] END`;
}

function typeOf(shape: IndexShape, name: string): ColumnType {
  return shape.columns.find((column) => column.name === name)?.type ?? "json";
}
