import { type ColumnType, OWN_COLUMNS } from "@/lib/schema/model";
import { quoteIdentifier, quoteText } from "./quote";
import { sqlType } from "./sql-type";

/** The table that rows are appended to while a dataset is read, and that is the index once it is completed. `rows` shows it. */
export const STAGING_TABLE = "staging";
/** Rows of which only some columns are read yet, with no others. */
export const AHEAD_TABLE = "ahead";
/** Where a batch waits whose columns are not those of the staging table. */
export const ARRIVAL_TABLE = "arrival";

/**
 * Compresses the rows appended since the last time; costs some 200 ms for a full group of 122,880 rows. Memory once taken
 * is never given back in the browser, so rows must not wait uncompressed until the last one is read.
 */
export const COMPRESS_STAGED_SQL = "CHECKPOINT";

export interface StagingColumn {
  name: string;
  /** "hash" is an unsigned 64-bit integer; null while only nulls were seen. */
  type: ColumnType | "hash" | null;
  /** Never compressed. */
  isPlain?: boolean;
}

/** A column of the batch that waits in the arrival table: how it is typed there, and what it becomes. */
export type ArrivingColumn = StagingColumn & { arrivedAs: ColumnType | "hash" | null };

/** An empty staging table, or table of rows ahead. */
export function createStagingSql(columns: readonly StagingColumn[], table = STAGING_TABLE): string {
  return `CREATE OR REPLACE TABLE ${table} (${columns.map(definitionSql).join(", ")})`;
}

/**
 * `rows` over the staging table, with the file name of each row where there are several files.
 * Made again after each change of columns: DuckDB binds a view's columns once. While reading goes on it ends at
 * `rowEnd`, so that all that is counted one after the other is counted over the same rows; null shows all. Behind them
 * come rows that are read ahead, of which the table's first is row `aheadFrom`; null for none.
 */
export function stagingViewSql(
  fileNames: readonly string[],
  rowEnd: number | null,
  aheadFrom: number | null = null,
): string {
  const fileName =
    fileNames.length > 1
      ? `, [${fileNames.map(quoteText).join(", ")}][_file + 1] AS ${OWN_COLUMNS.fileName}`
      : "";
  // Rows are only ever appended, in file order, so the row id is the position in the dataset.
  const end = rowEnd === null ? "" : ` WHERE rowid < ${rowEnd}`;
  const whole = `SELECT rowid AS ${OWN_COLUMNS.row}${fileName}, * FROM ${STAGING_TABLE}${end}`;
  const ahead =
    aheadFrom === null || rowEnd === null
      ? ""
      : ` UNION ALL BY NAME SELECT rowid + ${aheadFrom} AS ${OWN_COLUMNS.row}${fileName}, * FROM ${AHEAD_TABLE} WHERE rowid >= ${rowEnd - aheadFrom}`;
  return `CREATE OR REPLACE VIEW rows AS ${whole}${ahead}`;
}

/** Frees the rows ahead. */
export const DROP_AHEAD_SQL = `DROP TABLE IF EXISTS ${AHEAD_TABLE}`;

/** Makes rows ahead rows like any other: those that come after the rows of the staging table. */
export function keepAheadSql(rows: number, aheadFrom: number): string {
  return `INSERT INTO ${STAGING_TABLE} BY NAME SELECT * FROM ${AHEAD_TABLE} WHERE rowid >= ${rows - aheadFrom} ORDER BY rowid`;
}

export function addColumnSql(column: StagingColumn): string {
  return `ALTER TABLE ${STAGING_TABLE} ADD COLUMN ${definitionSql(column)}`;
}

function definitionSql(column: StagingColumn): string {
  const compression = column.isPlain ? " USING COMPRESSION uncompressed" : "";
  return `${quoteIdentifier(column.name)} ${typeOf(column)}${compression}`;
}

/** Changes the type of a column, its values kept: what becomes JSON text is written as JSON. */
export function widenColumnSql(
  name: string,
  from: ColumnType | null,
  to: ColumnType,
  table = STAGING_TABLE,
): string {
  const column = quoteIdentifier(name);
  const value =
    from === null ? "NULL" : to === "json" ? jsonTextSql(column, from) : `CAST(${column} AS ${sqlType(to)})`;
  return `ALTER TABLE ${table} ALTER COLUMN ${column} SET DATA TYPE ${sqlType(to)} USING ${value}`;
}

/** Cuts the texts of a column to their preview, once the field turns out to be long. */
export function cutColumnSql(
  name: string,
  type: ColumnType | null,
  chars: number,
  table = STAGING_TABLE,
): string {
  const column = quoteIdentifier(name);
  const cut =
    type === "list<text>"
      ? `list_transform(${column}, lambda t: left(t, ${chars}))`
      : `left(${column}, ${chars})`;
  // Not an UPDATE: one of a list column writes rows anew at the end, and the row id is the position in the dataset.
  return `ALTER TABLE ${table} ALTER COLUMN ${column} SET DATA TYPE ${sqlType(type ?? "text")} USING ${cut}`;
}

/** Appends the batch that waits in the arrival table. `columns` are its columns c0, c1, … in order, as the staging table names and types them. */
export function appendArrivalSql(columns: readonly ArrivingColumn[], table = STAGING_TABLE): string {
  const names = columns.map((column) => quoteIdentifier(column.name)).join(", ");
  const values = columns
    .map((column, index) => {
      const arrived = `c${index}`;
      if (
        column.type === "json" &&
        column.arrivedAs !== "json" &&
        column.arrivedAs !== "hash" &&
        column.arrivedAs !== null
      ) {
        return jsonTextSql(arrived, column.arrivedAs);
      }
      return `CAST(${arrived} AS ${typeOf(column)})`;
    })
    .join(", ");
  return `INSERT INTO ${table} (${names}) SELECT ${values} FROM ${ARRIVAL_TABLE}; DROP TABLE ${ARRIVAL_TABLE}`;
}

function typeOf(column: StagingColumn): string {
  if (column.type === "hash") return "UBIGINT";
  return column.type === null ? "VARCHAR" : sqlType(column.type);
}

function jsonTextSql(value: string, from: ColumnType): string {
  switch (from) {
    case "json":
      return value;
    case "text":
    case "date":
    case "timestamp":
      return quotedJsonSql(`CAST(${value} AS VARCHAR)`);
    case "list<text>":
      return jsonListSql(value, quotedJsonSql("t"));
    case "list<double>":
      return jsonListSql(value, jsonDoubleSql("t"));
    case "list<boolean>":
    case "list<integer>":
      return jsonListSql(value, "CAST(t AS VARCHAR)");
    case "boolean":
    case "integer":
      return `CAST(${value} AS VARCHAR)`;
    case "double":
      return jsonDoubleSql(value);
  }
}

/** JSON of a list whose items `t` become JSON by `itemSql`. */
function jsonListSql(list: string, itemSql: string): string {
  const items = `array_to_string(list_transform(${list}, lambda t: coalesce(${itemSql}, 'null')), ', ')`;
  // The browser's DuckDB makes NULL of an empty list's items.
  return `CASE WHEN len(${list}) = 0 THEN '[]' ELSE '[' || ${items} || ']' END`;
}

/** Digits of a double as the parse workers write them: chunks parsed before and after the type widened must agree. */
function jsonDoubleSql(value: string): string {
  return `CASE WHEN isnan(${value}) THEN 'NaN' WHEN isinf(${value}) THEN if(${value} > 0, 'Infinity', '-Infinity')
    WHEN ${value} = trunc(${value}) AND abs(${value}) < 1e15 THEN CAST(CAST(${value} AS BIGINT) AS VARCHAR)
    ELSE CAST(${value} AS VARCHAR) END`;
}

/** Every character that JSON has to escape, as JSON.stringify does; the backslash comes first. */
const JSON_ESCAPES: readonly (readonly [code: number, escaped: string])[] = [92, 34, ...Array(32).keys()].map(
  (code) => [code, JSON.stringify(String.fromCharCode(code)).slice(1, -1)],
);

/** JSON string of a text without the json extension, which the browser does not have. */
function quotedJsonSql(text: string): string {
  const escaped = JSON_ESCAPES.reduce(
    (sql, [code, replacement]) => `replace(${sql}, chr(${code}), '${replacement}')`,
    text,
  );
  // Few texts hold any of them, and one look is cheaper than 34 replacements.
  const needsEscape = `regexp_matches(${text}, '[\\x00-\\x1f"\\\\]')`;
  return `'"' || CASE WHEN ${needsEscape} THEN ${escaped} ELSE ${text} END || '"'`;
}
