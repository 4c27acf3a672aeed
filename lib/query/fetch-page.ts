import type { Cell, Engine, QueryResult } from "@/lib/engine";
import { type Column, OWN_COLUMNS } from "@/lib/schema";
import { countTogether } from "./count-together";
import type { RowCounts, Scope } from "./model";
import { isNaturalOrder, orderSourceSql, orderSql } from "./order-sql";
import { quoteIdentifier } from "./quote";
import { sourceSql } from "./source-sql";
import { sqlType } from "./sql-type";
import { hasOrder, withOrder } from "./view-orders";
import { conditionSql } from "./where-sql";

/** Up to this place of a view, finding the first rows is quicker than laying down the order of all. */
const SHALLOW_ROWS = 1000;
/** Where the order is that of the dataset, the first rows of most views lie among so many; the rest need not be read. */
const FIRST_ROWS = 65_536;
const ROW = OWN_COLUMNS.row;

/** How many rows are in view, and how many there are. */
export async function countRows(engine: Engine, scope: Scope, signal?: AbortSignal): Promise<RowCounts> {
  const { rows, rowsTotal } = await countTogether(engine, scope, null, { signal });
  return { inView: rows, total: rowsTotal };
}

/**
 * Rows [rowStart, rowEnd) of the view in its order, with the columns asked for and `_row`. A column the dataset does
 * not have is null. Quick at any depth: see `withOrder`.
 */
export async function fetchPage(
  engine: Engine,
  scope: Scope,
  columns: readonly string[],
  rowStart: number,
  rowEnd: number,
  signal?: AbortSignal,
): Promise<QueryResult> {
  if (isNaturalOrder(scope) && conditionSql(scope) === null) {
    const range = `WHERE ${ROW} >= ${rowStart} AND ${ROW} < ${rowEnd} ORDER BY ${ROW}`;
    const rows = Array.from({ length: rowEnd - rowStart }, (_, index) => rowStart + index);
    return fetchBoth(engine, scope, columns, rows, (held) =>
      engine.query(`${selectSql(scope, held)} ${range}`, signal),
    );
  }
  return fetchRows(engine, scope, columns, await rowsOfPage(engine, scope, rowStart, rowEnd, signal), signal);
}

/** `_row` of the places [rowStart, rowEnd) of the view. */
async function rowsOfPage(
  engine: Engine,
  scope: Scope,
  rowStart: number,
  rowEnd: number,
  signal: AbortSignal | undefined,
): Promise<number[]> {
  if (rowEnd <= SHALLOW_ROWS && !hasOrder(engine, scope)) {
    const find = async (bound: string) => {
      const condition = conditionSql(scope);
      const where = [condition, bound].filter((part) => part !== null && part !== "").join(" AND ");
      const sql = `SELECT ${ROW} FROM ${orderSourceSql(scope)} ${where === "" ? "" : `WHERE ${where}`} ${orderSql(scope)} LIMIT ${rowEnd}`;
      return (await engine.query(sql, signal)).column(ROW).map(Number);
    };
    const first = isNaturalOrder(scope) ? await find(`${ROW} < ${FIRST_ROWS}`) : [];
    return (first.length === rowEnd ? first : await find("")).slice(rowStart);
  }
  return withOrder(engine, scope, signal, (order) => order.rows(rowStart, rowEnd, signal));
}

/**
 * The rows with these `_row`, in the order given. Rows that do not exist are left out. `expressionOf` says how a
 * column is read when not as it is.
 */
export async function fetchRows(
  engine: Engine,
  scope: Pick<Scope, "columns">,
  columns: readonly string[],
  rows: readonly number[],
  signal?: AbortSignal,
  expressionOf?: (column: Column) => string,
): Promise<QueryResult> {
  const result = await fetchBoth(engine, scope, columns, rows, (held) =>
    engine.query(rowsSql(selectSql(scope, held, expressionOf), rows), signal),
  );
  const placeOf = new Map(result.column(ROW).map((row, place) => [Number(row), place]));
  const places = rows.map((row) => placeOf.get(row)).filter((place) => place !== undefined);
  return reordered(result, places);
}

/** Asks the database for the columns that it holds, and meanwhile fetches the texts that lie beside. */
async function fetchBoth(
  engine: Engine,
  scope: Pick<Scope, "columns">,
  columns: readonly string[],
  rows: readonly number[],
  query: (columns: readonly string[]) => Promise<QueryResult>,
): Promise<QueryResult> {
  const texts = engine.texts();
  const isBeside = (name: string) => scope.columns.some((column) => column.name === name && column.isBeside);
  const beside = texts === null ? [] : columns.filter(isBeside);
  if (texts === null || beside.length === 0) return query(columns);
  const [result, fetched] = await Promise.all([
    query(columns.filter((name) => !beside.includes(name))),
    texts.fetch(beside, rows),
  ]);
  return besideResult(result, rows, fetched);
}

/** DuckDB reads the index in vectors of so many rows, and skips those that the bounds of a condition leave out. */
const VECTOR_ROWS = 2048;
/** A statement of more parts takes longer to plan than it saves. */
const MOST_RUNS = 120;

/** A list of rows makes DuckDB read all columns of whole blocks; bounds around neighbours, only the vectors they lie in. */
function rowsSql(select: string, rows: readonly number[]): string {
  if (rows.length === 0) return `${select} WHERE false`;
  const sorted = rows.toSorted((a, b) => a - b);
  const runs: number[][] = [];
  for (const row of sorted) {
    const run = runs.at(-1);
    if (run !== undefined && row - (run.at(-1) ?? row) <= VECTOR_ROWS) run.push(row);
    else runs.push([row]);
  }
  return (runs.length <= MOST_RUNS ? runs : [sorted])
    .map(
      (run) => `${select} WHERE ${ROW} BETWEEN ${run[0]} AND ${run.at(-1)} AND ${ROW} IN (${run.join(", ")})`,
    )
    .join(" UNION ALL ");
}

/** Place of a row in the view, from 0; null when it is not in view. */
export function rowIndexOf(
  engine: Engine,
  scope: Scope,
  row: number,
  signal?: AbortSignal,
): Promise<number | null> {
  return withOrder(engine, scope, signal, (order) => order.indexOf(row, signal));
}

/** Whether a row is in view. Unlike its place, this needs no order. */
export async function isInView(
  engine: Engine,
  scope: Scope,
  row: number,
  signal?: AbortSignal,
): Promise<boolean> {
  const condition = conditionSql(scope) ?? "true";
  const sql = `SELECT ${ROW} FROM rows WHERE ${ROW} = ${row} AND ${condition}`;
  return (await engine.query(sql, signal)).rowCount > 0;
}

/** `_row` of a place in the view, from 0; null beyond its ends. */
export async function rowAt(
  engine: Engine,
  scope: Scope,
  index: number,
  signal?: AbortSignal,
): Promise<number | null> {
  if (index < 0) return null;
  const rows = await withOrder(engine, scope, signal, (order) => order.rows(index, index + 1, signal));
  return rows[0] ?? null;
}

/** `_row` of all rows in view, in its order, in batches. The order stays as it was at the first batch. */
export async function* rowIds(
  engine: Engine,
  scope: Scope,
  batchRows = 5000,
  signal?: AbortSignal,
): AsyncGenerator<number[]> {
  for (let rowStart = 0; ; rowStart += batchRows) {
    const rows = await withOrder(engine, scope, signal, (order) =>
      order.rows(rowStart, rowStart + batchRows, signal),
    );
    if (rows.length === 0) return;
    yield rows;
  }
}

/** SELECT and FROM for these columns and `_row`. */
function selectSql(
  scope: Pick<Scope, "columns">,
  columns: readonly string[],
  expressionOf: (column: Column) => string = asStored,
): string {
  const others = columns.filter((name) => name !== ROW);
  const selected = [...new Set(others)].map((name) => {
    const column = scope.columns.find((candidate) => candidate.name === name);
    const missing = OWN_NAMES.has(name) ? name : "NULL";
    return `${column === undefined ? missing : expressionOf(column)} AS ${quoteIdentifier(name)}`;
  });
  const known = scope.columns.filter(({ name }) => others.includes(name));
  return `SELECT ${[ROW, ...selected].join(", ")} FROM ${sourceSql(known)}`;
}

/** Few-valued text is read as text: an ENUM would send all its values along with every page. */
function asStored(column: Column): string {
  const name = quoteIdentifier(column.name);
  return column.isEnum ? `CAST(${name} AS ${sqlType(column.type)})` : name;
}

const OWN_NAMES: ReadonlySet<string> = new Set([
  OWN_COLUMNS.row,
  OWN_COLUMNS.file,
  OWN_COLUMNS.offset,
  OWN_COLUMNS.length,
  OWN_COLUMNS.line,
]);

/** A result with columns of texts that were fetched for `rows`. */
function besideResult(
  result: QueryResult,
  rows: readonly number[],
  fetched: ReadonlyMap<string, readonly Cell[]>,
): QueryResult {
  const placeOf = new Map(rows.map((row, place) => [row, place]));
  const places = result.column(ROW).map((row) => placeOf.get(Number(row)));
  const textAt = (texts: readonly Cell[], row: number): Cell => {
    const place = places[row];
    return place === undefined ? null : (texts[place] ?? null);
  };
  return {
    columns: [...result.columns, ...fetched.keys()],
    rowCount: result.rowCount,
    get: (row, column) => {
      const texts = fetched.get(column);
      return texts === undefined ? result.get(row, column) : textAt(texts, row);
    },
    column: (name) => {
      const texts = fetched.get(name);
      return texts === undefined ? result.column(name) : places.map((_, row) => textAt(texts, row));
    },
  };
}

function reordered(result: QueryResult, places: readonly number[]): QueryResult {
  return {
    columns: result.columns,
    rowCount: places.length,
    get: (row, column) => {
      const place = places[row];
      return place === undefined ? null : result.get(place, column);
    },
    column: (name): readonly Cell[] => {
      const cells = result.column(name);
      return places.map((place) => cells[place] ?? null);
    },
  };
}
