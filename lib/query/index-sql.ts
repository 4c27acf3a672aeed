import { type Column, elementType, labelNumber, OWN_COLUMNS } from "@/lib/schema";
import { quoteIdentifier, quoteText } from "./quote";
import { STAGING_TABLE, stagingViewSql } from "./staging";

/** Problems that only the whole dataset can tell. */
const WHOLE_DATASET_PROBLEMS = ["duplicate id", "duplicate conversation"] as const;
const DUPLICATE_IDS = "duplicate_ids";
const DUPLICATE_CONVERSATIONS = "duplicate_conversations";

/** What completes the staged rows to the finished index. */
export interface IndexShape {
  columns: readonly Column[];
  /** Text columns, and lists of text, that become ENUM, with all their values. */
  enums: ReadonlyMap<string, readonly string[]>;
  /** Text columns whose values are all ISO 8601, and the type they get. */
  dateColumns: ReadonlyMap<string, "date" | "timestamp">;
  /** Column in which a value that comes twice is a problem; null for none. */
  idColumn: string | null;
  hasDuplicateConversations: boolean;
  fileNames: readonly string[];
}

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

/** Statements that complete the staged rows where they lie. */
export interface CompleteSql {
  complete: string;
  /** To be run when `complete` failed, after a ROLLBACK. */
  restore: string;
  /** Types that `complete` made. */
  typeNames: readonly string[];
}

/**
 * Few-valued text becomes ENUM, ISO dates become dates, and the problems that only the whole dataset can tell are added.
 * Only the columns that change are written anew, and nothing else about the rows changes: their places, their number
 * and the text of every value stay. The new types are named `TYPES_0` and so on.
 */
export function completeIndexSql(shape: IndexShape, types: string): CompleteSql {
  const enums = [...shape.enums.keys()].map((name, index) => ({ name, type: `${types}_${index}` }));
  const repeats = repeatsOf(shape);
  const hasFileName = shape.enums.has(OWN_COLUMNS.fileName);
  // A place to note what an UPDATE may not write into a list: rows with a list that changes move to the end. And
  // before the transaction, which may change a table's rows or its columns, but not both.
  const notes = repeats.flatMap(({ flag, column, table }) => [
    `ALTER TABLE ${STAGING_TABLE} ADD COLUMN ${flag} BOOLEAN`,
    `UPDATE ${STAGING_TABLE} SET ${flag} = true WHERE ${column} IN (SELECT value FROM ${table})`,
  ]);
  const changes = [
    ...enums.map(({ name, type }) => `CREATE TYPE ${type} AS ENUM (${enumValuesSql(shape, name)})`),
    ...(hasFileName ? [`ALTER TABLE ${STAGING_TABLE} ADD COLUMN ${OWN_COLUMNS.fileName} VARCHAR`] : []),
    ...enums.map(({ name, type }) => enumColumnSql(shape, name, type)),
    ...(repeats.length > 0 && !shape.enums.has(OWN_COLUMNS.problems)
      ? [alterSql(OWN_COLUMNS.problems, "VARCHAR[]", allProblemsSql(shape))]
      : []),
    ...[...shape.dateColumns].map(([name, type]) => {
      const column = quoteIdentifier(name);
      return alterSql(name, type === "date" ? "DATE" : "TIMESTAMP", column);
    }),
    ...repeats.map(({ flag }) => `ALTER TABLE ${STAGING_TABLE} DROP COLUMN ${flag}`),
    // The names of the files are a column now.
    stagingViewSql([], null),
  ];
  const restored = repeats.map(({ flag }) => `ALTER TABLE ${STAGING_TABLE} DROP COLUMN IF EXISTS ${flag}`);
  return {
    complete: [...notes, "BEGIN", ...changes, "COMMIT"].join("; "),
    restore: [...restored, ...dropDuplicatesSql()].join("; "),
    typeNames: enums.map(({ type }) => type),
  };
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

function alterSql(name: string, type: string, value: string): string {
  return `ALTER TABLE ${STAGING_TABLE} ALTER COLUMN ${quoteIdentifier(name)} SET DATA TYPE ${type} USING CAST(${value} AS ${type})`;
}

function enumColumnSql(shape: IndexShape, name: string, type: string): string {
  const column = quoteIdentifier(name);
  if (name === OWN_COLUMNS.fileName)
    return alterSql(name, type, `[${shape.fileNames.map(quoteText).join(", ")}][${OWN_COLUMNS.file} + 1]`);
  const declared = shape.columns.find((candidate) => candidate.name === name);
  if (declared === undefined || elementType(declared.type) === null) return alterSql(name, type, column);
  const list = name === OWN_COLUMNS.problems ? allProblemsSql(shape) : column;
  // Element by element: the parser of the browser's DuckDB takes no brackets behind a qualified type name.
  return `ALTER TABLE ${STAGING_TABLE} ALTER COLUMN ${column} SET DATA TYPE ${type}[] USING list_transform(${list}, lambda item: CAST(item AS ${type}))`;
}

/** What tells which rows have a problem of the whole dataset. Names with one underscore: no field of the data has such a one. */
function repeatsOf(shape: IndexShape) {
  const repeats: {
    flag: string;
    column: string;
    table: string;
    problem: (typeof WHOLE_DATASET_PROBLEMS)[number];
  }[] = [];
  if (shape.idColumn !== null)
    repeats.push({
      ...{ flag: "_has_repeated_id", problem: "duplicate id" },
      ...{ column: quoteIdentifier(shape.idColumn), table: DUPLICATE_IDS },
    });
  if (shape.hasDuplicateConversations)
    repeats.push({
      ...{ flag: "_has_repeated_hash", problem: "duplicate conversation" },
      ...{ column: OWN_COLUMNS.hash, table: DUPLICATE_CONVERSATIONS },
    });
  return repeats;
}

/** The problems of a row, with those that only the whole dataset can tell. */
function allProblemsSql(shape: IndexShape): string {
  return repeatsOf(shape).reduce(
    (list, { flag, problem }) =>
      `list_concat(${list}, CASE WHEN ${flag} THEN [${quoteText(problem)}] ELSE [] END)`,
    `coalesce(${OWN_COLUMNS.problems}, [])`,
  );
}
