import type { Cell, Engine } from "@/lib/engine";
import { type Column, elementType, OWN_COLUMNS } from "@/lib/schema";
import { isGrouped, textListOf, textOf } from "./filter-to-sql";
import { labelNumberSql } from "./label-number-sql";
import type { Scope } from "./model";
import { quoteIdentifier } from "./quote";
import { sourceSql } from "./source-sql";
import { teacherGroupSql } from "./teacher-group-sql";
import { whereSql } from "./where-sql";

/** A value and how often it comes in the rows in view. */
export interface CountedValue {
  /** null stands for "no value". */
  value: string | null;
  count: number;
  /** The same count for each file of the dataset, by file number. */
  byFile: readonly number[];
}

export interface Distribution {
  /** The values asked for, in order. */
  values: readonly CountedValue[];
  /** How many different values there are; "no value" is one. */
  distinct: number;
  /** The same without "no value". */
  named: number;
  /** All that was counted: rows of a scalar column, items of a list column. */
  total: number;
}

export interface DistributionRequest {
  /** "count": the most frequent first. "number": labels and numbers by their number, other text by name. */
  order: "count" | "number";
  limit?: number;
  /** Number of files of the dataset. */
  files: number;
}

/**
 * How often each value of a column comes in the rows in view, all filters applied. Of a list column every item counts,
 * repeats too (labels: one per assistant message); items that are null do not. null when the column does not exist.
 */
export async function countValues(
  engine: Engine,
  scope: Scope,
  columnName: string,
  { order, limit, files }: DistributionRequest,
  signal?: AbortSignal,
): Promise<Distribution | null> {
  const column = scope.columns.find((candidate) => candidate.name === columnName);
  if (column === undefined) return null;
  const byName = "value IS NULL, number NULLS LAST, lower(value), value";
  const sql = `WITH counted AS (${countedSql(scope, column)}),
    summed AS (SELECT value, sum(n)::BIGINT AS total, list(file) AS files, list(n) AS counts FROM counted GROUP BY value)
    SELECT value, total, files, counts, ${numberSql(column)} AS number, count(*) OVER () AS different, count(value) OVER () AS named, (sum(total) OVER ())::BIGINT AS everything
    FROM summed ORDER BY ${order === "number" ? byName : `total DESC, ${byName}`} ${limit === undefined ? "" : `LIMIT ${limit}`}`;
  const result = await engine.query(sql, signal);
  const values = Array.from({ length: result.rowCount }, (_, row): CountedValue => {
    const value = result.get(row, "value");
    return {
      value: value === null ? null : String(value),
      count: Number(result.get(row, "total")),
      byFile: spreadOverFiles(result.get(row, "files"), result.get(row, "counts"), files),
    };
  });
  const hasAny = result.rowCount > 0;
  return {
    values,
    distinct: hasAny ? Number(result.get(0, "different")) : 0,
    named: hasAny ? Number(result.get(0, "named")) : 0,
    total: hasAny ? Number(result.get(0, "everything")) : 0,
  };
}

/** Subquery with columns value (text), file and n. */
function countedSql(scope: Scope, column: Column): string {
  const { file } = OWN_COLUMNS;
  const name = quoteIdentifier(column.name);
  // Grouped in the column's own type: codes of an ENUM are counted ten times as quickly as text.
  const groups = `SELECT ${name}, ${file} AS file, count(*) AS n FROM ${sourceSql([column])} ${whereSql(scope)} GROUP BY ${name}, ${file}`;
  if (elementType(column.type) === null) {
    const text = isGrouped(column.name, scope) ? teacherGroupSql(textOf(column)) : textOf(column);
    return `SELECT ${text} AS value, file, sum(n)::BIGINT AS n FROM (${groups}) GROUP BY 1, 2`;
  }
  const items = `SELECT unnest(CAST(${textListOf(column)} AS VARCHAR[])) AS item, file, n FROM (${groups})`;
  const value = isGrouped(column.name, scope) ? teacherGroupSql("item") : "item";
  return `SELECT ${value} AS value, file, sum(n)::BIGINT AS n FROM (${items}) WHERE item IS NOT NULL GROUP BY 1, 2`;
}

function numberSql(column: Column): string {
  switch (column.type) {
    case "text":
    case "list<text>":
      return labelNumberSql("value");
    default:
      return "TRY_CAST(value AS DOUBLE)";
  }
}

function spreadOverFiles(files: Cell, counts: Cell, fileCount: number): number[] {
  const spread = Array.from({ length: fileCount }, () => 0);
  if (!Array.isArray(files) || !Array.isArray(counts)) return spread;
  for (const [index, file] of files.entries()) spread[Number(file)] = Number(counts[index]);
  return spread;
}
