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
import { fetchRows } from "./fetch-page";
import { forgetRows } from "./forget-rows";
import {
  completeIndexSql,
  dropDuplicatesSql,
  duplicateConversationsSql,
  duplicateIdsSql,
  repeatCountSql,
} from "./index-sql";
import { DROP_AHEAD_SQL, STAGING_TABLE } from "./staging";

const ROLE_SAMPLE_ROWS = 100;

export interface StagedIndex {
  /** Columns of `rows` that people see. */
  columns: readonly Column[];
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

/** Each index has types of its own names, since the one before may be in use yet. */
let indexCount = 0;

/** Types of the index that an engine shows, and of those before it. */
const typesOf = new WeakMap<Engine, { current: readonly string[]; old: readonly string[] }>();

function takeTypes(engine: Engine, current: readonly string[]): void {
  const before = typesOf.get(engine.urgent()) ?? { current: [], old: [] };
  typesOf.set(engine.urgent(), { current, old: [...before.old, ...before.current] });
}

/** Ends what shows the index of an engine that lies in a file. By the engine of loading. */
const shownFiles = new WeakMap<Engine, () => Promise<void>>();

/** Takes note of the file whose index an engine shows now, and ends the one before; null when it shows none any more. */
export async function replaceShownFile(engine: Engine, detach: (() => Promise<void>) | null): Promise<void> {
  const old = shownFiles.get(engine.urgent());
  if (detach === null) shownFiles.delete(engine.urgent());
  else shownFiles.set(engine.urgent(), detach);
  await old?.();
}

/**
 * Completes the index once every row is in: dates and few-valued text get their types, and duplicates become problems.
 * Rejects with EngineError; `rows` is then as before.
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
  const repeats = await findRepeats(engine, roles.id ?? [], columns, staged.rowCount);
  const shape = {
    ...{ columns, enums, dateColumns, fileNames: staged.fileNames },
    idColumn: repeats.idColumn,
    hasDuplicateConversations: repeats.hasConversations,
  };
  const { complete, restore, typeNames } = completeIndexSql(shape, `value_${++indexCount}`);
  try {
    // In one go: a question of the view in between would find other columns than `rows` was made of.
    await engine.execute(complete);
  } catch (cause) {
    // Fails where the transaction had not begun.
    await engine.execute("ROLLBACK").catch(() => {});
    await engine.execute(restore);
    throw cause;
  }
  takeTypes(engine, typeNames);
  return { columns, roles, uniqueIdColumn: repeats.uniqueIdColumn };
}

/** Frees what the index before left behind, and what was needed to complete this one. Nobody needs to wait for it. */
export async function tidyIndex(engine: Engine): Promise<void> {
  const types = typesOf.get(engine.urgent()) ?? { current: [], old: [] };
  typesOf.set(engine.urgent(), { ...types, old: [] });
  const drops = types.old.map((name) => `DROP TYPE IF EXISTS ${name}`);
  await engine.execute([...dropDuplicatesSql(), ...drops].join("; "));
  await replaceShownFile(engine, null);
}

/** Frees the index of an engine, complete or not. Statements on `rows` fail until another dataset is read. */
export async function dropIndex(engine: Engine): Promise<void> {
  await forgetRows(engine);
  await engine.execute(`DROP VIEW IF EXISTS rows; DROP TABLE IF EXISTS ${STAGING_TABLE}; ${DROP_AHEAD_SQL}`);
  takeTypes(engine, []);
  await tidyIndex(engine);
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

/**
 * Looks for conversations and ids that come twice, of which tables are made where there are any. The first id column
 * without nulls and repeats is unique; repeats in the first id column are problems.
 */
async function findRepeats(
  engine: Engine,
  idColumns: readonly string[],
  columns: readonly Column[],
  rowCount: number,
): Promise<{ uniqueIdColumn: string | null; idColumn: string | null; hasConversations: boolean }> {
  const names = idColumns.filter((name) => {
    const column = columns.find((candidate) => candidate.name === name);
    return column !== undefined && column.stored === "full" && elementType(column.type) === null;
  });
  let uniqueIdColumn: string | null = null;
  let idColumn: string | null = null;
  let hasConversations = false;
  for (const name of names.length > 0 ? names : [null]) {
    const counts = await engine.query(repeatCountSql(name));
    const countOf = (what: string) => Number(counts.get(0, what));
    hasConversations = countOf("conversations") > 0;
    const isRepeated = countOf("repeated") > 0;
    if (isRepeated && name === idColumns[0]) idColumn = name;
    if (!isRepeated && countOf("filled") === rowCount && rowCount > 0) uniqueIdColumn ??= name;
  }
  if (idColumn !== null) await engine.execute(duplicateIdsSql(idColumn));
  if (hasConversations) await engine.execute(duplicateConversationsSql());
  return { uniqueIdColumn, idColumn, hasConversations };
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
  const names = unknown.map((column) => column.name);
  const sample = await fetchRows(engine, { columns: unknown }, names, rows);
  return detectRoles(unknown, (column) => sample.column(column));
}

/** What the database may hold in memory, as DuckDB writes it: "3.1 GiB". */
export async function memoryLimit(engine: Engine): Promise<string> {
  return String((await engine.query("SELECT current_setting('memory_limit') AS bytes")).get(0, "bytes"));
}
