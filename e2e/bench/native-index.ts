import { quoteText } from "@/lib/query";
import { NodeEngine } from "@/lib/query/testing/node-engine";
import { type Column, type ColumnType, OWN_COLUMNS } from "@/lib/schema";
import { askViews, NATIVE_THREADS, type NativeView, timed } from "./native-run";
import type { ViewChange } from "./view-changes";

/** How native DuckDB finds the conversation of a Parquet file's rows. */
export interface ParquetShape {
  /** SQL of a list of structs with role and content. */
  conversation: string;
  /** Columns that the index holds as they are, with their types. */
  columns: readonly (readonly [name: string, type: ColumnType])[];
  /** Column with a label for each assistant message; null when there is none. */
  labels: string | null;
}

export const TULU_MLT_SHAPE: ParquetShape = {
  conversation: "messages",
  columns: [
    ["id", "text"],
    ["mlt", "list<text>"],
    ["source", "text"],
  ],
  labels: "mlt",
};

export const ACEMATH_SHAPE: ParquetShape = {
  conversation: "list_append(messages, {'role': 'assistant', 'content': answer})",
  columns: [],
  labels: null,
};

export interface NativeIndexRun {
  indexMs: number;
  /** A record by its place, from the file. */
  recordMs: number;
  views: readonly NativeView[];
  rows: number;
}

const {
  row,
  prompt,
  reply,
  turns,
  messages,
  chars,
  assistantChars,
  roles,
  tools,
  problems,
  hash,
  promptHash,
} = OWN_COLUMNS;
const PREVIEW_CHARS = 160;

/** Columns of the index that views ask about; few-valued texts are ENUMs, as in the app. */
const OWN: readonly (readonly [name: string, type: ColumnType])[] = [
  [prompt, "text"],
  [reply, "text"],
  [turns, "integer"],
  [messages, "integer"],
  [chars, "integer"],
  [assistantChars, "integer"],
  [roles, "list<text>"],
  [tools, "list<text>"],
  [problems, "list<text>"],
];

/** The facts that the app's index holds about each row of a Parquet file, and the statements of views over them. */
export async function indexNatively(
  path: string,
  shape: ParquetShape,
  changes: readonly ViewChange[],
  facets: readonly string[],
): Promise<NativeIndexRun> {
  const engine = await NodeEngine.start();
  try {
    await engine.execute(`SET threads = ${NATIVE_THREADS}`);
    const indexMs = await timed(async () => {
      await engine.execute(`CREATE TABLE facts AS ${factsSql(path, shape)}`);
      for (const name of [hash, ...shape.columns.filter(([column]) => column === "id").map(() => "id")])
        await engine.execute(
          `CREATE TEMP TABLE repeated_${name} AS SELECT ${name} FROM facts GROUP BY 1 HAVING count(*) > 1`,
        );
    });
    const counted = await engine.query("SELECT count(*) AS rows FROM facts");
    const rows = Number(counted.get(0, "rows"));
    const recordMs = await timed(() =>
      engine.query(
        `SELECT * FROM read_parquet(${quoteText(path)}, file_row_number = true) WHERE file_row_number = ${Math.floor(rows * 0.9)}`,
      ),
    );
    if (changes.length === 0) return { indexMs, recordMs, views: [], rows };
    const columns = await createRows(engine, shape);
    return { indexMs, recordMs, views: await askViews(engine, columns, changes, facets), rows };
  } finally {
    engine.close();
  }
}

function factsSql(path: string, { conversation, columns, labels }: ParquetShape): string {
  const kept = columns.map(([name]) => `${name}, `).join("");
  const called = `CASE WHEN contains(m.content, 'TOOL:') OR contains(m.content, 'Action:')
    THEN regexp_extract_all(m.content, '(?m)^(?:TOOL|Action):\\s*(\\S+)', 1) ELSE [] END`;
  const repeated = `list_bool_or(list_transform(range(2, len(c) + 1), i -> c[i].role = c[i - 1].role AND c[i].role IN ('user', 'assistant')))`;
  const found: [condition: string, problem: string][] = [
    ["list_bool_or(list_transform(c, m -> trim(coalesce(m.content, '')) = ''))", "empty message"],
    [repeated, "roles out of order"],
    ["len(a) = 0", "no assistant message"],
    ["list_bool_or(list_transform(c, m -> contains(m.content, chr(65533))))", "replacement character"],
  ];
  if (labels !== null) found.push([`len(${labels}) <> len(a)`, "label count differs"]);
  const list = found.map(([condition, problem]) => `CASE WHEN ${condition} THEN '${problem}' END`).join(", ");
  return `WITH conversations AS (
      SELECT file_row_number AS ${row}, ${kept}${conversation} AS c FROM read_parquet(${quoteText(path)}, file_row_number = true)),
    parted AS (SELECT *, list_filter(c, m -> m.role = 'assistant') AS a, list_filter(c, m -> m.role = 'user')[1].content AS asked FROM conversations)
    SELECT ${row}, ${kept}
      left(asked, ${PREVIEW_CHARS}) AS ${prompt}, left(a[-1].content, ${PREVIEW_CHARS}) AS ${reply},
      len(a) AS ${turns}, len(c) AS ${messages},
      list_sum(list_transform(c, m -> length(m.content)))::BIGINT AS ${chars},
      list_sum(list_transform(a, m -> length(m.content)))::BIGINT AS ${assistantChars},
      list_transform(c, m -> m.role) AS ${roles},
      flatten(list_transform(a, m -> ${called})) AS ${tools},
      list_filter([${list}], p -> p IS NOT NULL) AS ${problems},
      hash(c) AS ${hash}, hash(asked) AS ${promptHash}
    FROM parted`;
}

/** The facts as the app's view `rows` holds them. */
async function createRows(engine: NodeEngine, { columns }: ParquetShape): Promise<Column[]> {
  const all = [...columns, ...OWN];
  const lists = all.filter(([, type]) => type === "list<text>").map(([name]) => name);
  const enums = [...lists, ...columns.filter(([name]) => name === "source").map(([name]) => name)];
  for (const name of enums) {
    const value = lists.includes(name) ? `unnest(${name})` : name;
    // An ENUM needs a value, also where no row has one.
    await engine.execute(
      `CREATE TYPE value_of_${name} AS ENUM (SELECT DISTINCT v FROM (SELECT ${value} AS v FROM facts UNION ALL SELECT '') WHERE v IS NOT NULL)`,
    );
  }
  const selected = all.map(([name]) =>
    enums.includes(name)
      ? `CAST(${name} AS value_of_${name}${lists.includes(name) ? "[]" : ""}) AS ${name}`
      : name,
  );
  await engine.execute(`CREATE TABLE rows AS SELECT ${[row, ...selected].join(", ")} FROM facts`);
  return all.map(([name, type]) => ({
    name,
    field: name,
    type,
    stored: name === prompt || name === reply ? "preview" : "full",
    isEnum: enums.includes(name),
  }));
}
