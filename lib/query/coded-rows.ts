import { type Engine, EngineError } from "@/lib/engine";
import { type Column, elementType, isMarkColumn, OWN_COLUMNS } from "@/lib/schema";
import { type CodeCounter, openCounter } from "./codes/code-counter";
import { isCoded } from "./is-coded";
import type { Scope } from "./model";
import { quoteIdentifier } from "./quote";

/**
 * Columns of `rows` once more, as small numbers beside the database: the place of each value, or list, in a table of the
 * different ones. To count them is one walk over the codes, where the database compares and groups values.
 */
export interface CodedRows {
  counter: CodeCounter;
  /** By column. */
  columns: ReadonlyMap<string, CodedColumn>;
  rowCount: number;
  /** What was found out about codes, by the SQL that was asked: which a condition lets through, groups of a key, rows. */
  lookups: Map<string, Uint8Array>;
  keys: Map<string, CodedKey>;
  rows: Map<string, Uint32Array>;
}

export interface CodedColumn {
  /** Has `_code`, and the value under the column's name. */
  table: string;
  /** By code. */
  values: readonly GroupKey[];
}

/** Groups of the codes of a column. */
export interface CodedKey {
  column: string;
  groups: Uint16Array;
  /** By group. */
  values: readonly GroupKey[];
}

/** A value as text, or a list of such, or a number. */
export type GroupKey = string | null | readonly (string | null)[] | number;

const ROW = OWN_COLUMNS.row;
/** Below, all is counted within a frame as it is. */
const FEWEST_ROWS = 100_000;
/** Few enough to be looked up here, where each list is an object. */
const MOST_VALUES = 10_000;
/** Codes are two bytes. */
const MOST_NUMBERS = 50_000;
/** Rows read at a time: a click waits for the statement, and their codes are unpacked on the thread that draws. */
const SLICE_ROWS = 32_768;
const CODE_BYTES = 2;
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

/** The coded rows that are ready; null when there are none of these rows. */
export function codedRows(engine: Engine, scope: Scope): CodedRows | null {
  const shelf = shelves.get(engine.urgent());
  return shelf === undefined || shelf.rowsRevision !== scope.rowsRevision ? null : shelf.coded;
}

/** Gives up coded rows that could not be counted. */
export async function dropCodedRows(engine: Engine, coded: CodedRows): Promise<void> {
  const shelf = shelves.get(engine.urgent());
  if (shelf?.coded?.counter === coded.counter) await closeShelf(engine, shelf);
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
  if (old !== undefined && old !== shelf) await clear(engine, old);
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
  return isClosed || [...wanted.keys()].every((name) => coded?.columns.has(name));
}

/** Frees the coded rows of an engine: its rows are about to be others. */
export async function forgetCodedRows(engine: Engine): Promise<void> {
  const shelf = shelves.get(engine.urgent());
  shelves.delete(engine.urgent());
  if (shelf !== undefined) await clear(engine, shelf);
}

async function make(engine: Engine, shelf: Shelf, fewestRows: number, sliceRows: number): Promise<void> {
  const isCurrent = () => shelves.get(engine.urgent()) === shelf;
  try {
    const counted = await engine.query("SELECT count(*) AS n FROM rows");
    const rowCount = Number(counted.get(0, "n"));
    shelf.isClosed = rowCount < fewestRows;
    // While it is made, more columns may be asked for.
    while (isCurrent() && !isComplete(shelf)) {
      if (shelf.wanted.size * CODE_BYTES * rowCount > MOST_BYTES) shelf.isClosed = true;
      else await makeMissing(engine, shelf, rowCount, sliceRows, isCurrent);
    }
  } catch (cause) {
    if (!(cause instanceof EngineError)) throw cause;
    // No memory for it, or the rows are gone.
    await closeShelf(engine, shelf);
  }
  if (!isCurrent()) await clear(engine, shelf);
}

async function makeMissing(
  engine: Engine,
  shelf: Shelf,
  rowCount: number,
  sliceRows: number,
  isCurrent: () => boolean,
): Promise<void> {
  const made = new Map<string, CodedColumn>();
  for (const column of shelf.wanted.values()) {
    if (shelf.coded?.columns.has(column.name)) continue;
    const values = await makeValues(engine, shelf, column);
    if (values !== null) made.set(column.name, values);
    else {
      shelf.refused.add(column.name);
      shelf.wanted.delete(column.name);
    }
  }
  if (made.size === 0 || !isCurrent()) return;
  const counter = shelf.coded?.counter ?? openCounter(rowCount);
  shelf.coded ??= {
    ...{ counter, rowCount, columns: new Map() },
    ...{ lookups: new Map(), keys: new Map(), rows: new Map() },
  };
  const columns = [...made].map(([name, { table }], place) => ({
    name,
    code: `v${place}._code::USMALLINT AS c${place}`,
    join: `JOIN ${table} AS v${place} ON r.${quoteIdentifier(name)} IS NOT DISTINCT FROM v${place}.${quoteIdentifier(name)}`,
  }));
  const select = `SELECT ${columns.map(({ code }) => code).join(", ")}`;
  const from = `FROM rows AS r ${columns.map(({ join }) => join).join(" ")}`;
  for (let rowStart = 0; rowStart < rowCount; rowStart += sliceRows) {
    if (!isCurrent()) return;
    const rowEnd = Math.min(rowCount, rowStart + sliceRows);
    const slice = await engine.query(
      `${select}, (r.${ROW} - ${rowStart})::INTEGER AS place ${from} WHERE r.${ROW} >= ${rowStart} AND r.${ROW} < ${rowEnd}`,
    );
    if (!isCurrent()) return;
    // A join gives rows in an order of its own.
    const places = slice.column("place") as readonly number[];
    for (const [at, { name }] of columns.entries()) {
      const codes = new Uint16Array(rowEnd - rowStart);
      for (const [line, code] of slice.column(`c${at}`).entries()) codes[places[line] ?? 0] = Number(code);
      counter.put(name, rowStart, codes);
    }
  }
  shelf.coded = { ...shelf.coded, columns: new Map([...shelf.coded.columns, ...made]) };
}

/** The different values of a column; null when they are too many. */
async function makeValues(engine: Engine, shelf: Shelf, column: Column): Promise<CodedColumn | null> {
  const table = `coded_values_${++tableCount}`;
  shelf.tables.push(table);
  const name = quoteIdentifier(column.name);
  const most = isCoded(column) ? MOST_VALUES : MOST_NUMBERS;
  const values = `SELECT ${name} FROM rows GROUP BY ${name} LIMIT ${most + 1}`;
  await engine.execute(
    `CREATE TABLE ${table} AS SELECT (row_number() OVER () - 1)::INTEGER AS _code, ${name} FROM (${values})`,
  );
  const type = isCoded(column) ? (elementType(column.type) === null ? "VARCHAR" : "VARCHAR[]") : "DOUBLE";
  const found = await engine.query(`SELECT CAST(${name} AS ${type}) AS value FROM ${table} ORDER BY _code`);
  if (found.rowCount <= most) return { table, values: found.column("value") as GroupKey[] };
  await dropTables(engine, shelf, [table]);
  return null;
}

async function closeShelf(engine: Engine, shelf: Shelf): Promise<void> {
  shelf.isClosed = true;
  await clear(engine, shelf);
}

async function clear(engine: Engine, shelf: Shelf): Promise<void> {
  shelf.coded?.counter.close();
  shelf.coded = null;
  await dropTables(engine, shelf, shelf.tables);
}

async function dropTables(engine: Engine, shelf: Shelf, tables: readonly string[]): Promise<void> {
  if (tables.length === 0) return;
  shelf.tables = shelf.tables.filter((table) => !tables.includes(table));
  await engine.execute(tables.map((table) => `DROP TABLE IF EXISTS ${table}`).join("; "));
}
