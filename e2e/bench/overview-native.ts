import { quoteText, type Scope } from "@/lib/query";
import { askChart } from "@/lib/query/overview";
import { NodeEngine } from "@/lib/query/testing/node-engine";
import { type Column, type ColumnType, OWN_COLUMNS, type RoleAssignment } from "@/lib/schema";
import type { ChartRef, Filter } from "@/lib/view";
import { NATIVE_THREADS } from "./native-run";

const ROLES: RoleAssignment = { labels: ["mlt"], source: ["source"], id: ["id"] };
/** As many values as the app lists before a breakdown is unfolded. */
const LISTED_VALUES = 20;

/** What a round of the charts took natively, in milliseconds. */
export interface NativeRound {
  /** For all charts together in one statement. */
  togetherMs: number;
  /** Each chart with statements of its own, one chart after the other. */
  apartMs: number;
}

/**
 * The charts of the overview in native DuckDB: the app's own statements, over a table with the columns of the app's
 * index that they read. As in the app, charts that a step leaves as they were are not asked, and what depends on the
 * rows alone is known by then.
 */
export class NativeOverview {
  /** Connections of their own: what one has counted, the other counts again. */
  readonly #together: NodeEngine;
  readonly #apart: NodeEngine;
  readonly #charts: readonly ChartRef[];
  #filters: readonly Filter[] = [];

  private constructor(together: NodeEngine, apart: NodeEngine, charts: readonly ChartRef[]) {
    this.#together = together;
    this.#apart = apart;
    this.#charts = charts;
  }

  static async start(path: string, charts: readonly ChartRef[]): Promise<NativeOverview> {
    const engine = await NodeEngine.start();
    await engine.execute(`SET threads = ${NATIVE_THREADS}`);
    await engine.execute(`SET preserve_insertion_order = true`);
    await createIndex(engine, path);
    const apart = await engine.besides("main");
    for (const each of [engine, apart]) await askTogether(each, charts, []);
    return new NativeOverview(engine, apart, charts);
  }

  async step(filters: readonly Filter[]): Promise<NativeRound> {
    const changed = this.#charts.filter(
      ({ columns }) => filterKey(filters, columns) !== filterKey(this.#filters, columns),
    );
    this.#filters = filters;
    const togetherMs = await timed(() => askTogether(this.#together, changed, filters));
    const apartMs = await timed(async () => {
      for (const chart of changed) await ask(this.#apart, chart, filters);
    });
    return { togetherMs, apartMs };
  }

  close(): void {
    this.#apart.close();
    this.#together.close();
  }
}

async function askTogether(
  engine: NodeEngine,
  charts: readonly ChartRef[],
  filters: readonly Filter[],
): Promise<void> {
  await Promise.all(charts.map((chart) => ask(engine, chart, filters)));
}

function ask(engine: NodeEngine, chart: ChartRef, filters: readonly Filter[]): Promise<unknown> {
  return askChart(engine, scopeOf(filters), { chart, roles: ROLES, limit: LISTED_VALUES, hasLengths: false });
}

function scopeOf(filters: readonly Filter[]): Scope {
  return {
    view: { filters, sort: [], groupTeachers: false },
    columns: COLUMNS,
    teacherColumns: [],
    matches: null,
    revision: 1,
    rowsRevision: 1,
  };
}

async function timed(task: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await task();
  return performance.now() - startedMs;
}

function filterKey(filters: readonly Filter[], except: readonly string[]): string {
  return JSON.stringify(filters.filter(({ column }) => !except.includes(column)));
}

const { row, turns, roles, assistantChars, problems } = OWN_COLUMNS;
const COLUMNS: readonly Column[] = [
  ["mlt", "list<text>"],
  ["source", "text"],
  [turns, "integer"],
  [roles, "list<text>"],
  [assistantChars, "integer"],
  [problems, "list<text>"],
].map(
  ([name = "", type]): Column => ({
    name,
    field: name,
    type: type as ColumnType,
    stored: "full",
    isEnum: name !== turns && name !== assistantChars,
  }),
);

async function createIndex(engine: NodeEngine, path: string): Promise<void> {
  const file = quoteText(path);
  const assistant = "list_filter(messages, m -> m.role = 'assistant')";
  // Few-valued strings are ENUMs, as in the app.
  await engine.execute(
    `CREATE TYPE label AS ENUM (SELECT DISTINCT unnest(mlt) FROM ${file});
     CREATE TYPE origin AS ENUM (SELECT DISTINCT source FROM ${file});
     CREATE TYPE speaker AS ENUM ('system', 'user', 'assistant', 'tool');
     CREATE TYPE problem AS ENUM ('empty message');
     CREATE TABLE rows AS SELECT (row_number() OVER () - 1)::BIGINT AS ${row}, CAST(mlt AS label[]) AS mlt, CAST(source AS origin) AS source,
       len(${assistant})::BIGINT AS ${turns}, CAST(list_transform(messages, m -> m.role) AS speaker[]) AS ${roles},
       list_sum(list_transform(${assistant}, m -> length(m.content)))::BIGINT AS ${assistantChars},
       CAST([] AS problem[]) AS ${problems} FROM ${file}`,
  );
}
