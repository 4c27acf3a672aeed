import type { Engine } from "@/lib/engine";
import { OWN_COLUMNS } from "@/lib/schema";
import { fetchRows } from "../fetch-page";
import type { Scope } from "../model";
import { quoteIdentifier, quoteText } from "../quote";
import { conditionSql } from "../where-sql";

const ROW = OWN_COLUMNS.row;

/** Rows in view that have something in common that should tell them apart. */
export interface DuplicateGroup {
  /** What they share, as a filter on the column takes it: an id, or a hash. */
  value: string;
  rows: number;
  /** Beginning of the prompt of the first of them. */
  prompt: string | null;
}

export interface DuplicateGroups {
  /** Groups [start, end) of those asked for, the largest first. */
  groups: readonly DuplicateGroup[];
  groupCount: number;
  /** Rows in all groups. */
  rowCount: number;
}

/**
 * Groups of two rows in view and more that have the same value in a column: the id, or the hash of the conversation or
 * the prompt. Rows without a value are in none.
 */
export async function duplicateGroups(
  engine: Engine,
  scope: Scope,
  column: string,
  range: { start: number; end: number },
  signal?: AbortSignal,
): Promise<DuplicateGroups> {
  const value = quoteIdentifier(column);
  const grouped = `SELECT ${value} AS value, count(*) AS n, min(${ROW}) AS first FROM rows WHERE ${whereValue(scope, column)} GROUP BY ${value} HAVING count(*) > 1`;
  const totals = await engine.query(
    `SELECT count(*) AS groups, coalesce(sum(n), 0)::BIGINT AS n FROM (${grouped})`,
    signal,
  );
  const page = await engine.query(
    `SELECT CAST(value AS VARCHAR) AS value, n, first FROM (${grouped}) ORDER BY n DESC, first LIMIT ${range.end - range.start} OFFSET ${range.start}`,
    signal,
  );
  const first = page.column("first").map(Number);
  const { prompt: name } = OWN_COLUMNS;
  const prompts =
    first.length === 0 ? [] : (await fetchRows(engine, scope, [name], first, signal)).column(name);
  return {
    groups: Array.from({ length: page.rowCount }, (_, at) => {
      const prompt = prompts[at] ?? null;
      return {
        value: String(page.get(at, "value")),
        rows: Number(page.get(at, "n")),
        prompt: prompt === null ? null : String(prompt),
      };
    }),
    groupCount: Number(totals.get(0, "groups")),
    rowCount: Number(totals.get(0, "n")),
  };
}

/** `_row` of the first row of the dataset, in view or not, that has a value in a column; null when none has. */
export async function firstOfGroup(
  engine: Engine,
  column: string,
  value: string,
  signal?: AbortSignal,
): Promise<number | null> {
  const result = await engine.query(
    `SELECT min(${ROW}) AS first FROM rows WHERE CAST(${quoteIdentifier(column)} AS VARCHAR) = ${quoteText(value)}`,
    signal,
  );
  const first = result.get(0, "first");
  return first === null ? null : Number(first);
}

/** `_row` of the rows of a group, in the order of the dataset, at most `limit`. */
export async function rowsOfGroup(
  engine: Engine,
  scope: Scope,
  column: string,
  value: string,
  limit: number,
  signal?: AbortSignal,
): Promise<number[]> {
  const result = await engine.query(
    `SELECT ${ROW} FROM rows WHERE ${whereValue(scope, column)} AND CAST(${quoteIdentifier(column)} AS VARCHAR) = ${quoteText(value)} ORDER BY ${ROW} LIMIT ${limit}`,
    signal,
  );
  return result.column(ROW).map(Number);
}

function whereValue(scope: Scope, column: string): string {
  const condition = conditionSql(scope);
  const hasValue = `${quoteIdentifier(column)} IS NOT NULL`;
  return condition === null ? hasValue : `${hasValue} AND ${condition}`;
}
