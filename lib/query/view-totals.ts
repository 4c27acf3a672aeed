import type { Engine } from "@/lib/engine";
import { type Column, OWN_COLUMNS } from "@/lib/schema";
import { emptySql } from "./filter-to-sql";
import type { Scope } from "./model";
import { quoteIdentifier } from "./quote";
import { sourceSql } from "./source-sql";
import { whereSql } from "./where-sql";

/** What the rows in view add up to. */
export interface ViewTotals {
  rows: number;
  /** Rows in view of each file, by file number. */
  rowsByFile: readonly number[];
  messages: number;
  assistantMessages: number;
  /** Rows in view with a message. */
  conversations: number;
  /** Rows in view that have a value, by column. */
  filled: ReadonlyMap<string, number>;
}

/** Spread of the finite values of a number column over the rows in view; quantiles are values that occur. */
export interface NumberSpread {
  column: string;
  min: number;
  median: number;
  mean: number;
  p95: number;
  max: number;
}

/** Adds up the rows in view of a dataset of `files` files. */
export async function totalView(
  engine: Engine,
  scope: Scope,
  files: number,
  signal?: AbortSignal,
): Promise<ViewTotals> {
  const { turns, messages, file } = OWN_COLUMNS;
  const { columns } = scope;
  const has = (name: string) => columns.some((column) => column.name === name);
  const sumOf = (name: string) => (has(name) ? `coalesce(sum(${name}), 0)::BIGINT` : "0");
  const filled = columns.map(
    (column, index) => `count(*) FILTER (NOT ${emptySql(column)}) AS filled_${index}`,
  );
  const where = whereSql(scope);
  const sums = await engine.query(
    `SELECT ${[`count(*) AS n`, `${sumOf(messages)} AS messages`, `${sumOf(turns)} AS turns`, `${has(messages) ? `count(*) FILTER (${messages} > 0)` : "0"} AS conversations`, ...filled].join(", ")} FROM ${sourceSql(columns.filter(({ isBeside }) => !isBeside))} ${where}`,
    signal,
  );
  const perFile = await engine.query(
    `SELECT ${file} AS file, count(*) AS n FROM rows ${where} GROUP BY ${file}`,
    signal,
  );
  const rowsByFile = Array.from({ length: files }, () => 0);
  for (let row = 0; row < perFile.rowCount; row++) {
    rowsByFile[Number(perFile.get(row, "file"))] = Number(perFile.get(row, "n"));
  }
  return {
    rows: Number(sums.get(0, "n")),
    rowsByFile,
    messages: Number(sums.get(0, "messages")),
    assistantMessages: Number(sums.get(0, "turns")),
    conversations: Number(sums.get(0, "conversations")),
    filled: new Map(columns.map((column, index) => [column.name, Number(sums.get(0, `filled_${index}`))])),
  };
}

/** Spreads of the number columns among `columnNames`; a column without a finite value in view is left out. */
export async function spreadNumbers(
  engine: Engine,
  scope: Scope,
  columnNames: readonly string[],
  signal?: AbortSignal,
): Promise<NumberSpread[]> {
  const spreads: NumberSpread[] = [];
  for (const column of scope.columns.filter((candidate) => columnNames.includes(candidate.name))) {
    if (column.type !== "integer" && column.type !== "double") continue;
    const result = await engine.query(spreadSql(scope, column), signal);
    const cell = (name: string) => Number(result.get(0, name));
    if (cell("n") === 0) continue;
    spreads.push({
      column: column.name,
      min: cell("min"),
      median: cell("median"),
      mean: cell("mean"),
      p95: cell("p95"),
      max: cell("max"),
    });
  }
  return spreads;
}

function spreadSql(scope: Scope, column: Column): string {
  const name = quoteIdentifier(column.name);
  const values = `SELECT CAST(${name} AS DOUBLE) AS v FROM rows ${whereSql(scope)}`;
  return `SELECT count(*) AS n, min(v) AS min, quantile_disc(v, 0.5) AS median, avg(v) AS mean, quantile_disc(v, 0.95) AS p95, max(v) AS max FROM (${values}) WHERE isfinite(v)`;
}
