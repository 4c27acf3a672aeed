import type { Engine, QueryResult } from "@/lib/engine";
import { type Column, type ColumnStats, elementType } from "@/lib/schema";
import { quoteIdentifier } from "./quote";

/** Columns measured by one statement; a file can have thousands, and planning grows faster than their number. */
const COLUMNS_PER_STATEMENT = 100;

/** Distinct values, nulls, bounds and mean length of each column, in order. */
export async function columnProfile(
  engine: Engine,
  columns: readonly Column[],
  signal?: AbortSignal,
): Promise<ColumnStats[]> {
  const stats: ColumnStats[] = [];
  for (let start = 0; start < columns.length; start += COLUMNS_PER_STATEMENT) {
    const batch = columns.slice(start, start + COLUMNS_PER_STATEMENT);
    const aggregates = batch.map(aggregatesSql).join(", ");
    const result = await engine.query(`SELECT count(*) AS n, ${aggregates} FROM rows`, signal);
    stats.push(...batch.map((column, index) => readStats(result, column, index)));
  }
  return stats;
}

function aggregatesSql(column: Column, index: number): string {
  const name = quoteIdentifier(column.name);
  const values = `count(${name}) AS c${index}`;
  if (elementType(column.type) !== null) {
    const items = `(SELECT approx_count_distinct(item) FROM (SELECT unnest(${name}) AS item FROM rows))`;
    return `${values}, ${items} AS d${index}, NULL AS a${index}, NULL AS z${index}, avg(len(${name}))::DOUBLE AS m${index}`;
  }
  const distinct = `approx_count_distinct(${name}) AS d${index}`;
  const bounds = `CAST(min(${name}) AS VARCHAR) AS a${index}, CAST(max(${name}) AS VARCHAR) AS z${index}`;
  const isText = column.type === "text" || column.type === "json";
  const mean = isText ? `avg(length(${name}))::DOUBLE` : "NULL::DOUBLE";
  return `${values}, ${distinct}, ${bounds}, ${mean} AS m${index}`;
}

function readStats(result: QueryResult, column: Column, index: number): ColumnStats {
  const rows = Number(result.get(0, "n"));
  const min = result.get(0, `a${index}`);
  const max = result.get(0, `z${index}`);
  const mean = result.get(0, `m${index}`);
  return {
    column: column.name,
    distinct: Number(result.get(0, `d${index}`)),
    rows,
    nulls: rows - Number(result.get(0, `c${index}`)),
    min: min === null ? null : String(min),
    max: max === null ? null : String(max),
    meanLength: typeof mean === "number" ? mean : null,
  };
}
