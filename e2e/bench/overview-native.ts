import { quoteText, type Scope } from "@/lib/query";
import { askChart } from "@/lib/query/overview";
import { NodeEngine } from "@/lib/query/testing/node-engine";
import { type Column, type ColumnType, OWN_COLUMNS, type RoleAssignment } from "@/lib/schema";
import type { ChartRef, Filter } from "@/lib/view";
import { NATIVE_THREADS } from "./native-run";

const ROLES: RoleAssignment = { labels: ["mlt"], source: ["source"], id: ["id"] };
/** As many values as the app lists before a breakdown is unfolded. */
const LISTED_VALUES = 20;

/**
 * Times of the rounds of statements that the charts ask when the filters become those of each step, in milliseconds:
 * the app's own statements, over a table with the columns of the app's index that they read. As in the app, charts
 * that the change leaves as they were are not asked, and what depends on the rows alone is known by then.
 */
export async function runOverviewNatively(
  path: string,
  charts: readonly ChartRef[],
  steps: readonly (readonly Filter[])[],
): Promise<number[]> {
  const engine = await NodeEngine.start();
  try {
    await engine.execute(`SET threads = ${NATIVE_THREADS}`);
    await engine.execute(`SET preserve_insertion_order = true`);
    await createIndex(engine, path);
    await askRound(engine, charts, []);
    let before: readonly Filter[] = [];
    const times: number[] = [];
    for (const filters of steps) {
      const changed = charts.filter(
        ({ columns }) => filterKey(filters, columns) !== filterKey(before, columns),
      );
      const startedMs = performance.now();
      await askRound(engine, changed, filters);
      times.push(performance.now() - startedMs);
      before = filters;
    }
    return times;
  } finally {
    engine.close();
  }
}

function filterKey(filters: readonly Filter[], except: readonly string[]): string {
  return JSON.stringify(filters.filter(({ column }) => !except.includes(column)));
}

async function askRound(
  engine: NodeEngine,
  charts: readonly ChartRef[],
  filters: readonly Filter[],
): Promise<void> {
  const scope: Scope = {
    view: { filters, sort: [], groupTeachers: false },
    columns: COLUMNS,
    teacherColumns: [],
    matchesTable: null,
    revision: 1,
  };
  await Promise.all(
    charts.map((chart) =>
      askChart(engine, scope, { chart, roles: ROLES, limit: LISTED_VALUES, hasLengths: false }),
    ),
  );
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
