import type { Engine } from "@/lib/engine";
import {
  type Column,
  type ColumnStats,
  detectRoles,
  elementType,
  isoDateType,
  OWN_COLUMNS,
  type RoleAssignment,
} from "@/lib/schema";
import { columnProfile } from "./column-profile";
import {
  buildIndexSql,
  duplicateConversationsSql,
  duplicateCountSql,
  duplicateIdsSql,
  isoCheckSql,
  nulCheckSql,
} from "./index-sql";
import { quoteIdentifier } from "./quote";
import { forgetOrders } from "./view-orders";

/** More different values than this are no facet to read through; the column stays text. */
const MAX_ENUM_VALUES = 20_000;
/** Texts longer than this on average are no labels. */
const MAX_ENUM_LENGTH = 200;
/** From so many rows on, compressing the index is worth the seconds it takes. */
const COMPRESS_ROWS = 200_000;
const ROLE_SAMPLE_ROWS = 300;

export interface StagedIndex {
  /** Columns of `rows` that people see. */
  columns: readonly Column[];
  /** Names of Loupe's own columns in the table, hidden ones too. */
  own: readonly string[];
  /** Roles found so far. They stay; roles are only found for columns that came late. */
  roles: RoleAssignment;
  /** Roles the user changed. */
  chosenRoles: RoleAssignment;
  rowCount: number;
}

export interface FinishedIndex {
  columns: readonly Column[];
  roles: RoleAssignment;
  /** Column of role id that tells all rows apart; null when none does. */
  uniqueIdColumn: string | null;
}

let indexCount = 0;
const currentIndex = new WeakMap<Engine, string>();

/**
 * Completes the index once every row is in: dates and few-valued text get their types, duplicates become problems,
 * and the table moves to a compressed database, still named `rows`. Rejects with EngineError; `rows` is then as before.
 */
export async function finaliseIndex(engine: Engine, staged: StagedIndex): Promise<FinishedIndex> {
  const texts = staged.columns.filter((column) => column.type === "text" || column.type === "list<text>");
  const stats = await columnProfile(engine, texts);
  const dateColumns = await findDates(engine, texts, stats);
  const fewValued = texts.filter((column) => !dateColumns.has(column.name) && isFewValued(column, stats));
  const enumColumns = await withoutNul(engine, fewValued);
  const columns = staged.columns.map((column) => ({
    ...column,
    type: dateColumns.get(column.name) ?? column.type,
    isEnum: enumColumns.includes(column.name),
  }));
  const found = detectRoles(columns, await sampleCells(engine, columns));
  const roles = { ...found, ...staged.roles, ...staged.chosenRoles };
  const ids = await findDuplicateIds(engine, roles.id ?? [], columns, staged.rowCount);
  await engine.execute(duplicateConversationsSql());
  const hasDuplicateConversations = (await countOf(engine, duplicateCountSql("conversations"))) > 0;

  const names = [...new Set([...staged.own, ...columns.map((column) => column.name)])];
  const database = `idx_${++indexCount}`;
  const shape = {
    names,
    columns,
    enumColumns,
    dateColumns,
    idColumn: ids.duplicated,
    hasDuplicateConversations,
  };
  await build(
    engine,
    database,
    buildIndexSql(shape, database, { compress: staged.rowCount >= COMPRESS_ROWS }),
  );
  const old = currentIndex.get(engine);
  currentIndex.set(engine, database);
  await forgetOrders(engine);
  if (old !== undefined) await engine.execute(`DETACH ${old}`);
  return { columns, roles, uniqueIdColumn: ids.unique };
}

async function build(engine: Engine, database: string, statements: readonly string[]): Promise<void> {
  try {
    for (const sql of statements) await engine.execute(sql);
  } catch (cause) {
    await engine.execute(`DETACH DATABASE IF EXISTS ${database}`);
    throw cause;
  }
}

function isFewValued(column: Column, stats: readonly ColumnStats[]): boolean {
  const { distinct, rows, nulls, meanLength } = statsOf(column, stats);
  if (column.stored === "preview" || distinct > MAX_ENUM_VALUES) return false;
  if (elementType(column.type) !== null) return true;
  return distinct * 2 <= rows - nulls && (meanLength ?? 0) <= MAX_ENUM_LENGTH;
}

/** Names of the columns no value of which holds NUL. */
async function withoutNul(engine: Engine, columns: readonly Column[]): Promise<string[]> {
  if (columns.length === 0) return [];
  const result = await engine.query(nulCheckSql(columns));
  return columns.filter((_, index) => result.get(0, `c${index}`) === false).map((column) => column.name);
}

/** Text columns in which every value is an ISO 8601 date or time. Bounds rule out most columns without a look at their values. */
async function findDates(
  engine: Engine,
  columns: readonly Column[],
  stats: readonly ColumnStats[],
): Promise<Map<string, "date" | "timestamp">> {
  const candidates = columns.filter((column) => {
    const { min, max } = statsOf(column, stats);
    return column.stored === "full" && isIso(min) && isIso(max);
  });
  const dates = new Map<string, "date" | "timestamp">();
  if (candidates.length === 0) return dates;
  const result = await engine.query(isoCheckSql(candidates.map((column) => column.name)));
  for (const [index, column] of candidates.entries()) {
    if (Number(result.get(0, `c${index}`)) > 0) continue;
    dates.set(column.name, Number(result.get(0, `d${index}`)) > 0 ? "timestamp" : "date");
  }
  return dates;
}

function isIso(text: string | null): boolean {
  return text !== null && isoDateType(text) !== null;
}

/** The first id column without nulls and repeats is unique; repeats in the first id column are problems. */
async function findDuplicateIds(
  engine: Engine,
  idColumns: readonly string[],
  columns: readonly Column[],
  rowCount: number,
): Promise<{ unique: string | null; duplicated: string | null }> {
  let unique: string | null = null;
  let duplicated: string | null = null;
  // Last to first: the table of duplicates that stays is that of the first.
  for (const name of [...idColumns].reverse()) {
    const column = columns.find((candidate) => candidate.name === name);
    if (column === undefined || column.stored === "preview" || elementType(column.type) !== null) continue;
    await engine.execute(duplicateIdsSql(name));
    const hasRepeats = (await countOf(engine, duplicateCountSql("ids"))) > 0;
    duplicated = hasRepeats ? name : null;
    const values = await countOf(engine, `SELECT count(${quoteIdentifier(name)}) AS n FROM rows`);
    if (!hasRepeats && values === rowCount && rowCount > 0) unique = name;
  }
  return { unique, duplicated: duplicated === idColumns[0] ? duplicated : null };
}

/** Cells of some rows spread over the dataset, to see what columns mean. */
async function sampleCells(engine: Engine, columns: readonly Column[]) {
  const names = columns.map((column) => quoteIdentifier(column.name)).join(", ");
  const step = `greatest(1, (SELECT count(*) FROM rows) // ${ROLE_SAMPLE_ROWS})`;
  const sample = await engine.query(
    `SELECT ${names} FROM rows WHERE ${OWN_COLUMNS.row} % ${step} = 0 LIMIT ${ROLE_SAMPLE_ROWS}`,
  );
  return (column: string) => (sample.columns.includes(column) ? sample.column(column) : []);
}

function statsOf(column: Column, stats: readonly ColumnStats[]): ColumnStats {
  const found = stats.find((entry) => entry.column === column.name);
  if (found === undefined) throw new RangeError(`column ${column.name} was not measured`);
  return found;
}

async function countOf(engine: Engine, sql: string): Promise<number> {
  return Number((await engine.query(sql)).get(0, "n"));
}
