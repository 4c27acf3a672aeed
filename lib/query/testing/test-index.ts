import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  Bool,
  type DataType,
  Field,
  Float64,
  List,
  Table,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from "apache-arrow";
import type { Cell } from "@/lib/engine";
import { type Column, type ColumnType, OWN_COLUMNS, type TextFacts, TextFactsCollector } from "@/lib/schema";
import { EMPTY_VIEW, type ViewState } from "@/lib/view";
import { finaliseIndex } from "../finalise-index";
import type { Scope } from "../model";
import { quoteDouble, quoteIdentifier, quoteText } from "../quote";
import { sqlType } from "../sql-type";
import { STAGING_TABLE, stagingViewSql } from "../staging";
import type { TestEngine } from "./engines";
import { NodeEngine } from "./node-engine";

/** Path of a file of the shared data. */
export function sharedFile(name: string): string {
  return fileURLToPath(new URL(`../../../../shared/data/${name}`, import.meta.url));
}

/** A column of the data, stored in full. */
export function column(name: string, type: ColumnType): Column {
  return { name, field: name, type, stored: "full", isEnum: false };
}

const PROBLEMS: Column = { ...column(OWN_COLUMNS.problems, "list<text>"), field: null };

/**
 * Stages the rows of a SELECT that gives `columns` (and `_hash` where `hashSql` says how) as reading a file does.
 * The columns that people see are the answer.
 */
export async function stageRows(
  engine: TestEngine,
  select: string,
  columns: readonly Column[],
  hashSql = "NULL::UBIGINT",
): Promise<Column[]> {
  const fields = columns.map(
    (entry) =>
      `CAST(${quoteIdentifier(entry.name)} AS ${sqlType(entry.type)}) AS ${quoteIdentifier(entry.name)}`,
  );
  await engine.execute(
    `CREATE OR REPLACE TABLE ${STAGING_TABLE} AS SELECT 0::BIGINT AS _file, (row_number() OVER () - 1) * 100 AS _offset,
     99::BIGINT AS _length, row_number() OVER () AS _line, []::VARCHAR[] AS _problems, ${hashSql} AS _hash, ${fields.join(", ")}
     FROM (${select})`,
  );
  await engine.execute(stagingViewSql(["test.jsonl"], null));
  return [PROBLEMS, ...columns];
}

/**
 * Stages a file of the shared data: read by DuckDB's own JSON reader where there is one, else parsed here and
 * handed over as Arrow.
 */
export async function stageFile(
  engine: TestEngine,
  file: string,
  columns: readonly Column[],
): Promise<Column[]> {
  if (engine instanceof NodeEngine) {
    const types = columns.map((entry) => `${quoteText(entry.name)}: ${quoteText(sqlType(entry.type))}`);
    const read = `SELECT * FROM read_json(${quoteText(sharedFile(file))}, columns = {${types.join(", ")}})`;
    return stageRows(engine, read, columns);
  }
  const records = readRecords(file);
  const vectors = columns.map((entry): [string, Vector] => [
    entry.name,
    vectorFromArray(
      records.map((record) => record[entry.field ?? ""] ?? null),
      arrowType(entry.type),
    ),
  ]);
  const ipc = tableToIPC(new Table(Object.fromEntries(vectors)), "stream");
  await engine.execute("DROP TABLE IF EXISTS arrived");
  await engine.insertArrow("arrived", ipc, { create: true });
  return stageRows(engine, "SELECT * FROM arrived", columns);
}

function arrowType(type: ColumnType): DataType {
  switch (type) {
    case "text":
    case "json":
    case "date":
    case "timestamp":
      return new Utf8();
    case "boolean":
      return new Bool();
    case "integer":
    case "double":
      return new Float64();
    case "list<text>":
      return new List(new Field("item", new Utf8(), true));
    case "list<boolean>":
    case "list<integer>":
    case "list<double>":
      return new List(new Field("item", new Float64(), true));
  }
}

/** The records of a JSONL file or a JSON array of the shared data. */
export function readRecords<Row = Record<string, unknown>>(file: string): Row[] {
  const text = readFileSync(sharedFile(file), "utf8");
  if (text.startsWith("[")) return JSON.parse(text);
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

/** A value as SQL. */
export function literal(value: unknown): string {
  if (value === null) return "NULL";
  if (typeof value === "string") return quoteText(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : quoteDouble(value);
  return String(value);
}

/** Completes the staged index, as at the end of reading. */
export async function finishIndex(engine: TestEngine, columns: readonly Column[]) {
  const all = await engine.query("SELECT * FROM rows");
  const texts = new Map(columns.map((entry) => [entry.name, textFactsOf(all.column(entry.name))]));
  const staged = { columns, roles: {}, chosenRoles: {}, texts, fileNames: ["test.jsonl"] };
  return finaliseIndex(engine, { ...staged, rowCount: all.rowCount });
}

function textFactsOf(cells: readonly Cell[]): TextFacts {
  const collector = new TextFactsCollector();
  for (const cell of cells.flat()) if (typeof cell === "string") collector.add(cell);
  return collector.finish();
}

/** A view of an index with these columns. */
export function scopeOf(
  columns: readonly Column[],
  view: Partial<ViewState> = {},
  more: Partial<Scope> = {},
): Scope {
  return { view: { ...EMPTY_VIEW, ...view }, columns, teacherColumns: [], matches: null, ...more };
}
