import { type Engine, EngineError } from "@/lib/engine";
import { type Column, elementType, isMarkColumn, OWN_COLUMNS } from "@/lib/schema";
import { columnsOfFilter, type Filter, filtersWithout } from "@/lib/view";
import { filterToSql } from "./filter-to-sql";
import { isCoded } from "./is-coded";
import type { Scope } from "./model";
import { quoteIdentifier } from "./quote";
import { conditionSql } from "./where-sql";

/**
 * Columns of `rows` once more, as small numbers: of a column with few values, or few different lists, the place of the
 * value in a table of them. Lists are compared and grouped item by item, which takes ten times as long as a code.
 */
export interface CodedRows {
  /** Has `_row`, and each column under its own name. */
  table: string;
  /** By column; null for one that is held as it is. */
  values: ReadonlyMap<string, CodedValues | null>;
  rowCount: number;
}

export interface CodedValues {
  /** Has `_code`, and the value under the column's name. */
  table: string;
  /** By code. */
  texts: readonly CodedValue[];
}

/** A value as text, or a list of such. */
export type CodedValue = string | null | readonly (string | null)[];

const ROW = OWN_COLUMNS.row;
/** Below, all is counted within a frame as it is. */
const FEWEST_ROWS = 100_000;
/** Few enough to be looked up here, where each list is an object. */
const MOST_VALUES = 10_000;
/** Rows written at a time, some 30 ms: as long as a click waits for it. */
const SLICE_ROWS = 122_880;
const CODE_BYTES = 2;
const NUMBER_BYTES = 8;
/** Memory once taken is not given back in the browser. */
const MOST_BYTES = 256 * 2 ** 20;

interface Shelf {
  rowsRevision: number;
  coded: CodedRows | null;
  /** Columns asked for, but those with too many values. */
  wanted: Map<string, Column>;
  refused: Set<string>;
  /** There are too few rows, or there is no memory for them: nothing more is made. */
  isClosed: boolean;
  tables: string[];
  making: Promise<void> | null;
}

const shelves = new WeakMap<Engine, Shelf>();
let tableCount = 0;

/** The coded rows that are ready, if they hold the columns, and those that the view is filtered by but for `except`. */
export function codedRows(
  engine: Engine,
  scope: Scope,
  { columns, except = [] }: { columns: readonly string[]; except?: string | readonly string[] },
): CodedRows | null {
  const shelf = shelves.get(engine.urgent());
  if (shelf === undefined || shelf.rowsRevision !== scope.rowsRevision || shelf.coded === null) return null;
  const { coded } = shelf;
  const left = typeof except === "string" ? [except] : except;
  const holdsFilters = filtersWithout(scope.view.filters, left).every(
    (filter) =>
      // Of two columns: neither is looked up alone.
      filter.kind !== "pairs" &&
      columnsOfFilter(filter).every((column) => coded.values.has(column) || isMarkColumn(column)),
  );
  return holdsFilters && columns.every((name) => coded.values.has(name)) ? coded : null;
}

/**
 * Makes coded rows of the columns of these names, as far as they can be held so, beside those held already. Small
 * steps that let others in between; until the last one, and where memory does not suffice, `rows` are counted as they
 * are. Call it once all rows are there.
 */
export async function codeRows(
  engine: Engine,
  scope: Scope,
  names: readonly string[],
  { fewestRows = FEWEST_ROWS, sliceRows = SLICE_ROWS } = {},
): Promise<void> {
  const { rowsRevision } = scope;
  if (rowsRevision === undefined) return;
  const place = engine.urgent();
  const old = shelves.get(place);
  const shelf = old?.rowsRevision === rowsRevision ? old : newShelf(rowsRevision);
  shelves.set(place, shelf);
  if (old !== undefined && old !== shelf) await dropTables(engine, old);
  for (const column of scope.columns) {
    const canBeHeld = isCoded(column) || (column.type === "integer" && !isMarkColumn(column.name));
    const isAsked = names.includes(column.name) && !shelf.refused.has(column.name);
    if (isAsked && canBeHeld) shelf.wanted.set(column.name, column);
  }
  if (isComplete(shelf)) return;
  shelf.making ??= make(engine, shelf, fewestRows, sliceRows).finally(() => {
    shelf.making = null;
  });
  await shelf.making;
}

function newShelf(rowsRevision: number): Shelf {
  return {
    ...{ rowsRevision, coded: null, wanted: new Map(), refused: new Set() },
    ...{ isClosed: false, tables: [], making: null },
  };
}

function isComplete({ isClosed, wanted, coded }: Shelf): boolean {
  return isClosed || [...wanted.keys()].every((name) => coded?.values.has(name));
}

/** Frees the coded rows of an engine: its rows are about to be others. */
export async function forgetCodedRows(engine: Engine): Promise<void> {
  const shelf = shelves.get(engine.urgent());
  shelves.delete(engine.urgent());
  if (shelf !== undefined) await dropTables(engine, shelf);
}

async function make(engine: Engine, shelf: Shelf, fewestRows: number, sliceRows: number): Promise<void> {
  const isCurrent = () => shelves.get(engine.urgent()) === shelf;
  try {
    const counted = await engine.query("SELECT count(*) AS n FROM rows");
    const rowCount = Number(counted.get(0, "n"));
    shelf.isClosed = rowCount < fewestRows;
    // While it is made, more columns may be asked for.
    while (isCurrent() && !isComplete(shelf)) {
      const columns = [...shelf.wanted.values()];
      const rowBytes = columns.reduce(
        (sum, column) => sum + (isCoded(column) ? CODE_BYTES : NUMBER_BYTES),
        NUMBER_BYTES,
      );
      if (rowBytes * rowCount > MOST_BYTES) shelf.isClosed = true;
      else await makeOnce(engine, shelf, columns, rowCount, sliceRows, isCurrent);
    }
  } catch (cause) {
    if (!(cause instanceof EngineError)) throw cause;
    // No memory for it, or the rows are gone.
    shelf.isClosed = true;
    shelf.coded = null;
    await dropTables(engine, shelf);
  }
  if (!isCurrent()) await dropTables(engine, shelf);
}

async function makeOnce(
  engine: Engine,
  shelf: Shelf,
  columns: readonly Column[],
  rowCount: number,
  sliceRows: number,
  isCurrent: () => boolean,
): Promise<void> {
  const values = new Map<string, CodedValues | null>();
  for (const column of columns) {
    const known = shelf.coded?.values.get(column.name);
    const held = isCoded(column) ? (known ?? (await makeValues(engine, shelf, column))) : null;
    if (held !== null || !isCoded(column)) values.set(column.name, held);
    else {
      shelf.refused.add(column.name);
      shelf.wanted.delete(column.name);
    }
  }
  const table = newTable(shelf, "coded_rows");
  const selected = [...values].map(([name, held], place) => {
    const column = quoteIdentifier(name);
    return `${held === null ? `r.${column}` : `v${place}._code`} AS ${column}`;
  });
  const joins = [...values].flatMap(([name, held], place) => {
    const column = quoteIdentifier(name);
    return held === null
      ? []
      : [`JOIN ${held.table} AS v${place} ON r.${column} IS NOT DISTINCT FROM v${place}.${column}`];
  });
  const select = `SELECT ${[`r.${ROW}`, ...selected].join(", ")} FROM rows AS r ${joins.join(" ")}`;
  await engine.execute(`CREATE TABLE ${table} AS ${select} LIMIT 0`);
  for (let rowStart = 0; rowStart < rowCount; rowStart += sliceRows) {
    if (!isCurrent()) return;
    await engine.execute(
      `INSERT INTO ${table} ${select} WHERE r.${ROW} >= ${rowStart} AND r.${ROW} < ${rowStart + sliceRows}`,
    );
  }
  const old = shelf.coded?.table;
  shelf.coded = { table, values, rowCount };
  if (old !== undefined) await dropTables(engine, shelf, [old]);
}

/** The different values of a column; null when they are too many. */
async function makeValues(engine: Engine, shelf: Shelf, column: Column): Promise<CodedValues | null> {
  const table = newTable(shelf, "coded_values");
  const name = quoteIdentifier(column.name);
  const values = `SELECT ${name} FROM rows GROUP BY ${name} LIMIT ${MOST_VALUES + 1}`;
  await engine.execute(
    `CREATE TABLE ${table} AS SELECT (row_number() OVER () - 1)::USMALLINT AS _code, ${name} FROM (${values})`,
  );
  const type = elementType(column.type) === null ? "VARCHAR" : "VARCHAR[]";
  const found = await engine.query(`SELECT CAST(${name} AS ${type}) AS value FROM ${table} ORDER BY _code`);
  if (found.rowCount <= MOST_VALUES) return { table, texts: found.column("value") as CodedValue[] };
  await dropTables(engine, shelf, [table]);
  return null;
}

function newTable(shelf: Shelf, kind: string): string {
  const table = `${kind}_${++tableCount}`;
  shelf.tables.push(table);
  return table;
}

async function dropTables(engine: Engine, shelf: Shelf, tables = shelf.tables): Promise<void> {
  if (tables.length === 0) return;
  shelf.tables = shelf.tables.filter((table) => !tables.includes(table));
  await engine.execute(tables.map((table) => `DROP TABLE IF EXISTS ${table}`).join("; "));
}

/** `conditionSql` on coded rows that hold its columns. Filters are asked of the few values, and rows looked up by code. */
export function codedConditionSql(
  coded: CodedRows,
  scope: Scope,
  except: string | readonly string[],
): string | null {
  const toSql = (filter: Filter) => {
    const sql = filterToSql(filter, scope);
    const values = coded.values.get(filter.column) ?? null;
    return values === null
      ? sql
      : `${quoteIdentifier(filter.column)} IN (SELECT _code FROM ${values.table} WHERE ${sql})`;
  };
  return conditionSql(scope, { except, toSql });
}
