import { countRows, fetchPage, numberFacet, quoteText, type Scope, valueFacet } from "@/lib/query";
import { NodeEngine } from "@/lib/query/testing/node-engine";
import type { Column, ColumnType } from "@/lib/schema";
import type { ViewChange } from "./view-changes";

/** Native DuckDB gets as many threads as the machine has cores for the app. */
export const NATIVE_THREADS = 2;
const PAGE_ROWS = 60;

/** One repetition in native DuckDB; times in milliseconds, views in the order of the changes. */
export interface NativeTimings {
  loadMs: number;
  views: readonly NativeView[];
  recordMs: number;
}

/** `CREATE TABLE AS SELECT * FROM read_json_auto(file)`, then the statements of the views on that table. */
export async function runNative(
  path: string,
  changes: readonly ViewChange[],
  facets: readonly string[],
): Promise<NativeTimings> {
  const engine = await NodeEngine.start();
  try {
    await engine.execute(`SET threads = ${NATIVE_THREADS}`);
    const loadMs = await loadJson(engine, path);
    await engine.execute("CREATE VIEW rows AS SELECT rowid AS _row, * FROM loaded");
    const views = await askViews(engine, await describeRows(engine), changes, facets);
    const middle = await engine.query("SELECT count(*) // 2 AS row FROM loaded");
    const recordMs = await timed(() =>
      engine.query(`SELECT * FROM loaded WHERE rowid = ${Number(middle.get(0, "row"))}`),
    );
    return { loadMs, views, recordMs };
  } finally {
    engine.close();
  }
}

/** Milliseconds that native DuckDB takes to hold a JSONL file as the table `loaded`. */
export async function loadJsonNatively(path: string): Promise<number> {
  const engine = await NodeEngine.start();
  try {
    await engine.execute(`SET threads = ${NATIVE_THREADS}`);
    return await loadJson(engine, path);
  } finally {
    engine.close();
  }
}

function loadJson(engine: NodeEngine, path: string): Promise<number> {
  return timed(() =>
    engine.execute(`CREATE TABLE loaded AS SELECT * FROM read_json_auto(${quoteText(path)})`),
  );
}

/** Columns of the file that a facet or a cell can show, named and typed as the app would. */
export async function nativeColumns(path: string): Promise<string[]> {
  const engine = await NodeEngine.start();
  try {
    await engine.execute(`CREATE VIEW rows AS SELECT * FROM read_json_auto(${quoteText(path)})`);
    return (await describeRows(engine)).map(({ name }) => name);
  } finally {
    engine.close();
  }
}

export interface NativeView {
  rowsMs: number;
  withFacetsMs: number;
  /** Rows that the view shows. */
  rows: number;
}

/** The statements of the app for each view, over the table or view `rows` with these columns. */
export async function askViews(
  engine: NodeEngine,
  columns: readonly Column[],
  changes: readonly ViewChange[],
  facets: readonly string[],
): Promise<NativeView[]> {
  const views: NativeView[] = [];
  for (const { view } of changes) {
    const scope: Scope = {
      view: { ...view, groupTeachers: false },
      columns,
      teacherColumns: [],
      matches: null,
    };
    let rows = 0;
    const rowsMs = await timed(async () => {
      rows = (await countRows(engine, scope)).inView;
      await fetchPage(
        engine,
        scope,
        columns.map(({ name }) => name),
        0,
        PAGE_ROWS,
      );
    });
    const facetsMs = await timed(() => askFacets(engine, scope, facets));
    views.push({ rowsMs, withFacetsMs: rowsMs + facetsMs, rows });
  }
  return views;
}

async function askFacets(engine: NodeEngine, scope: Scope, facets: readonly string[]): Promise<void> {
  for (const name of facets) {
    const column = scope.columns.find((candidate) => candidate.name === name);
    const isNumber = column?.type === "integer" || column?.type === "double";
    if (isNumber) await numberFacet(engine, scope, name);
    else await valueFacet(engine, scope, name, { limit: 100 });
  }
}

const TYPES: Readonly<Record<string, ColumnType>> = {
  VARCHAR: "text",
  BIGINT: "integer",
  DOUBLE: "double",
  BOOLEAN: "boolean",
  DATE: "date",
  TIMESTAMP: "timestamp",
  "VARCHAR[]": "list<text>",
  "BIGINT[]": "list<integer>",
  "DOUBLE[]": "list<double>",
};

async function describeRows(engine: NodeEngine): Promise<Column[]> {
  const described = await engine.query("SELECT column_name, column_type FROM (DESCRIBE rows)");
  const columns: Column[] = [];
  for (let index = 0; index < described.rowCount; index++) {
    const name = String(described.get(index, "column_name"));
    const type = TYPES[String(described.get(index, "column_type"))];
    if (type !== undefined && name !== "_row")
      columns.push({ name, field: name, type, stored: "full", isEnum: false });
  }
  return columns;
}

/** Milliseconds that a task takes. */
export async function timed(task: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await task();
  return performance.now() - startedMs;
}
