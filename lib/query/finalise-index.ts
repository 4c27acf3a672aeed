import type { Engine } from "@/lib/engine";
import {
  type Column,
  detectRoles,
  elementType,
  enumValues,
  NO_TEXTS,
  OWN_COLUMNS,
  type RoleAssignment,
  type TextFacts,
} from "@/lib/schema";
import { buildIndexSql, duplicateConversationsSql, duplicateCountSql, duplicateIdsSql } from "./index-sql";
import { quoteIdentifier } from "./quote";
import { STAGING_TABLE } from "./staging";
import { forgetOrders } from "./view-orders";

/** From so many rows on, compressing the index is worth the seconds it takes. */
const COMPRESS_ROWS = 200_000;
const ROLE_SAMPLE_ROWS = 100;

export interface StagedIndex {
  /** Columns of `rows` that people see. */
  columns: readonly Column[];
  /** Names of Loupe's own columns in the table, hidden ones too. */
  own: readonly string[];
  /** Roles found so far. They stay; roles are only found for columns that came late. */
  roles: RoleAssignment;
  /** Roles the user changed. */
  chosenRoles: RoleAssignment;
  /** What the texts of each text column have in common, by column name, as the parsers counted it. */
  texts: ReadonlyMap<string, TextFacts>;
  fileNames: readonly string[];
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
  const dateColumns = findDates(staged);
  const enums = findEnums(staged, dateColumns);
  const columns = staged.columns.map((column) => ({
    ...column,
    type: dateColumns.get(column.name) ?? column.type,
    isEnum: enums.has(column.name),
  }));
  const roles = { ...(await findMoreRoles(engine, staged, columns)), ...staged.roles, ...staged.chosenRoles };
  const ids = await findDuplicateIds(engine, roles.id ?? [], columns, staged.rowCount);
  await engine.execute(duplicateConversationsSql());
  const hasDuplicateConversations = (await countOf(engine, duplicateCountSql("conversations"))) > 0;

  const names = [...new Set([...staged.own, ...columns.map((column) => column.name)])];
  const database = `idx_${++indexCount}`;
  const shape = {
    names,
    columns,
    enums,
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
  if (old !== undefined) await engine.execute(`DETACH ${old}`);
  return { columns, roles, uniqueIdColumn: ids.unique };
}

/** Frees the index of an engine, complete or not. Statements on `rows` fail until another dataset is read. */
export async function dropIndex(engine: Engine): Promise<void> {
  await forgetOrders(engine);
  await engine.execute(`DROP VIEW IF EXISTS rows; DROP TABLE IF EXISTS ${STAGING_TABLE}`);
  // Keyed as `finaliseIndex` was called: by the engine of loading.
  const database = currentIndex.get(engine.urgent());
  currentIndex.delete(engine.urgent());
  if (database !== undefined) await engine.execute(`DETACH ${database}`);
}

async function build(engine: Engine, database: string, statements: readonly string[]): Promise<void> {
  try {
    for (const sql of statements) await engine.execute(sql);
  } catch (cause) {
    await engine.execute(`DETACH DATABASE IF EXISTS ${database}`);
    throw cause;
  }
}

/** Text columns in which every value is an ISO 8601 date or time. */
function findDates({ columns, texts }: StagedIndex): Map<string, "date" | "timestamp"> {
  const dates = new Map<string, "date" | "timestamp">();
  for (const column of columns) {
    const dateType = texts.get(column.name)?.dateType;
    if (dateType && column.type === "text" && column.stored === "full") dates.set(column.name, dateType);
  }
  return dates;
}

/** Few-valued columns with their values. */
function findEnums(
  { columns, texts, fileNames }: StagedIndex,
  dates: ReadonlyMap<string, unknown>,
): Map<string, readonly string[]> {
  const enums = new Map<string, readonly string[]>();
  for (const column of columns) {
    const isList = column.type === "list<text>";
    if (column.stored === "preview" || dates.has(column.name) || (column.type !== "text" && !isList))
      continue;
    const values =
      column.name === OWN_COLUMNS.fileName
        ? fileNames
        : enumValues(texts.get(column.name) ?? NO_TEXTS, isList);
    // An ENUM needs a value: a column that has none gets one that no row holds, and is listed as what it is, empty.
    if (values !== null) enums.set(column.name, values.length > 0 ? values : [""]);
  }
  return enums;
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

/** Roles of columns that have none yet, by a look at rows spread over the dataset: the first chunk may not have told. */
async function findMoreRoles(
  engine: Engine,
  staged: StagedIndex,
  columns: readonly Column[],
): Promise<RoleAssignment> {
  const known = new Set(Object.values({ ...staged.roles, ...staged.chosenRoles }).flat());
  const unknown = columns.filter(
    (column) => (column.field !== null || column.name === OWN_COLUMNS.models) && !known.has(column.name),
  );
  if (unknown.length === 0 || staged.rowCount === 0) return {};
  const step = Math.max(1, Math.floor(staged.rowCount / ROLE_SAMPLE_ROWS));
  const rows = Array.from({ length: Math.ceil(staged.rowCount / step) }, (_, index) => index * step);
  const names = unknown.map((column) => quoteIdentifier(column.name)).join(", ");
  const sample = await engine.query(
    `SELECT ${names} FROM rows WHERE ${OWN_COLUMNS.row} IN (${rows.join(", ")})`,
  );
  return detectRoles(unknown, (column) => sample.column(column));
}

async function countOf(engine: Engine, sql: string): Promise<number> {
  return Number((await engine.query(sql)).get(0, "n"));
}
