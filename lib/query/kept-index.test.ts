import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FILE_DATABASE } from "@/lib/engine/database-file";
import { copyIndex, showKeptIndex } from "./kept-index";
import { column, finishIndex, stageRows } from "./testing/test-index";
import { WasmEngine } from "./testing/wasm-engine";

const COLUMNS = [
  column('say "hi"', "text"),
  column("id", "integer"),
  column("tags", "list<text>"),
  column("scores", "list<double>"),
  column("cost", "double"),
  column("ok", "boolean"),
  column("day", "text"),
  column("rare", "text"),
];
const ROWS = 1_000;
const SELECT = `SELECT 'kind ''' || (i % 7) AS "say ""hi""", 9007199254740993 + i AS id,
  CASE i % 3 WHEN 0 THEN NULL WHEN 1 THEN [] ELSE ['a', 'b, "c"'] END AS tags, [i / 3, NULL] AS scores,
  CASE WHEN i % 11 = 0 THEN 'nan'::DOUBLE ELSE i / 7 END AS cost, CASE WHEN i % 5 > 0 THEN i % 2 = 0 END AS ok,
  strftime(DATE '2024-02-28' + (i % 900)::INTEGER, '%Y-%m-%d') AS day, 'text ' || i AS rare FROM range(${ROWS}) t(i)`;

const folder = mkdtempSync(join(tmpdir(), "loupe-kept-"));
const path = join(folder, `${FILE_DATABASE}.db`);
let engine: WasmEngine;
let writer: WasmEngine;
let kept: Blob;
let columns: Awaited<ReturnType<typeof finishIndex>>["columns"];

beforeAll(async () => {
  engine = await WasmEngine.start();
  writer = await WasmEngine.start(path);
  columns = (await finishIndex(engine, await stageRows(engine, SELECT, COLUMNS, "hash(rare)"))).columns;
}, 60_000);

afterAll(() => {
  engine.close();
  writer.close();
  rmSync(folder, { recursive: true });
});

/** Everything about a table that a view could show. */
async function fingerprintOf(table: string): Promise<unknown> {
  const types = (await engine.query(`DESCRIBE ${table}`)).column("column_type");
  const hashes = await engine.query(
    `SELECT count(*) AS n, sum(hash(t)::HUGEINT)::VARCHAR AS content, sum(hash(t, _row)::HUGEINT)::VARCHAR AS places FROM ${table} t`,
  );
  return { types, content: hashes.columns.map((name) => hashes.get(0, name)) };
}

describe("an index that is kept", () => {
  it("comes back with every value, type and place", async () => {
    const file = {
      execute: (sql: string) => writer.execute(sql),
      append: (table: string, ipc: Uint8Array) => writer.insertArrow(table, ipc, { create: false }),
    };
    await copyIndex(engine, file, ROWS, new AbortController().signal, { sliceRows: 150, groupRows: 400 });
    kept = new Blob([readFileSync(path)]);
    const before = await fingerprintOf("rows");
    expect(columns.map((entry) => [entry.name, entry.type, entry.isEnum])).toContainEqual([
      "day",
      "date",
      false,
    ]);
    expect(columns.filter((entry) => entry.isEnum).map((entry) => entry.name)).toEqual([
      "_problems",
      'say "hi"',
      "tags",
    ]);
    await showKeptIndex(engine, kept, ROWS, () => {});
    expect(await fingerprintOf("rows")).toEqual(before);
    // The index that was copied is gone: only one takes memory.
    const attached = await engine.query(
      "SELECT database_name AS name FROM duckdb_databases() WHERE NOT internal",
    );
    expect(attached.column("name").filter((name) => String(name).startsWith("kept_"))).toHaveLength(1);
  });

  it("is not shown when rows are missing, and leaves what is shown", async () => {
    const before = await fingerprintOf("rows");
    await expect(showKeptIndex(engine, kept, ROWS + 1, () => {})).rejects.toThrow("not whole");
    expect(await fingerprintOf("rows")).toEqual(before);
  });

  it("is not copied once the signal fired", async () => {
    const statements: string[] = [];
    const file = {
      execute: async (sql: string) => void statements.push(sql),
      append: async () => void statements.push("INSERT"),
    };
    await expect(copyIndex(engine, file, ROWS, AbortSignal.abort())).rejects.toThrow("aborted");
    expect(statements.some((sql) => sql.includes("INSERT"))).toBe(false);
  });
});
