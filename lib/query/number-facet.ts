import type { Engine } from "@/lib/engine";
import type { Column } from "@/lib/schema";
import { type BinEdges, dateEdges, linearEdges, logEdges } from "./bin-edges";
import type { HistogramBin, NumberFacet, Scope } from "./model";
import { quoteDouble, quoteIdentifier } from "./quote";
import { conditionSql } from "./where-sql";

const NO_NUMBERS: NumberFacet = {
  bins: [],
  min: null,
  max: null,
  emptySelected: 0,
  emptyTotal: 0,
  isLog: false,
};
/** Share of the values in the lowest of the equal bins from which on a distribution counts as skewed. */
const SKEWED_SHARE = 0.5;
/** Equal bins are tried on this many to see whether most values crowd into the lowest. */
const SKEW_BINS = 20;

/**
 * Histogram of a number or date column over the whole dataset, with the rows in view (without the column's own
 * filter) and all rows in each bin. Bounds are round, whole numbers for whole numbers, calendar units for dates; bins
 * grow by factors where most values crowd at the low end. At most `bins` bins.
 */
export async function numberFacet(
  engine: Engine,
  scope: Scope,
  columnName: string,
  bins = 40,
  signal?: AbortSignal,
): Promise<NumberFacet> {
  const column = scope.columns.find((candidate) => candidate.name === columnName);
  const value = column === undefined ? null : finiteSql(column);
  if (column === undefined || value === null) return NO_NUMBERS;
  const range = await engine.query(
    `SELECT min(v)::DOUBLE AS low, max(v)::DOUBLE AS high, min(v) FILTER (WHERE v > 0)::DOUBLE AS smallest FROM (SELECT ${value} AS v FROM rows)`,
    signal,
  );
  const low = range.get(0, "low");
  const high = range.get(0, "high");
  const smallest = range.get(0, "smallest");
  if (typeof low !== "number" || typeof high !== "number") {
    return { ...NO_NUMBERS, ...(await countBins(engine, scope, column, value, [], signal)) };
  }
  const isDate = column.type === "date" || column.type === "timestamp";
  const isInteger = column.type === "integer";
  const isLog =
    !isDate &&
    low >= 0 &&
    typeof smallest === "number" &&
    !(isInteger && high - low < bins) &&
    (await isSkewed(engine, value, low, high, signal));
  const edges = isDate
    ? dateEdges(low, high, bins)
    : isLog && typeof smallest === "number"
      ? logEdges(low, smallest, high, bins, isInteger)
      : linearEdges(low, high, bins, isInteger);
  return { ...(await countBins(engine, scope, column, value, edges, signal)), min: low, max: high, isLog };
}

/** The column as a number, null where it has no finite one; null for a column that holds no numbers. */
function finiteSql(column: Column): string | null {
  const name = quoteIdentifier(column.name);
  switch (column.type) {
    case "integer":
      return name;
    case "double":
      return `CASE WHEN isfinite(${name}) THEN ${name} END`;
    case "date":
    case "timestamp":
      return `CASE WHEN isfinite(${name}) THEN epoch_ms(CAST(${name} AS TIMESTAMP)) END`;
    default:
      return null;
  }
}

async function isSkewed(
  engine: Engine,
  value: string,
  low: number,
  high: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const bound = quoteDouble(low + (high - low) / SKEW_BINS);
  const result = await engine.query(
    `SELECT count(*) FILTER (WHERE v < ${bound}) AS crowded, count(v) AS n FROM (SELECT ${value} AS v FROM rows)`,
    signal,
  );
  return Number(result.get(0, "crowded")) > SKEWED_SHARE * Number(result.get(0, "n"));
}

async function countBins(
  engine: Engine,
  scope: Scope,
  column: Column,
  value: string,
  edges: BinEdges,
  signal: AbortSignal | undefined,
): Promise<Pick<NumberFacet, "bins" | "emptySelected" | "emptyTotal">> {
  const condition = conditionSql(scope, { except: column.name });
  const selected = condition === null ? "count(*)" : `count(*) FILTER (WHERE ${condition})`;
  const binOf = `CASE WHEN ${value} IS NULL THEN -1 ELSE ${binSql(value, edges, 0, Math.max(edges.length - 1, 1))} END`;
  const result = await engine.query(
    `SELECT ${binOf} AS bin, ${selected} AS selected, count(*) AS total FROM rows GROUP BY 1`,
    signal,
  );
  const bins: HistogramBin[] = edges
    .slice(0, -1)
    .map((start, index) => ({ start, end: edges[index + 1] ?? start, selected: 0, total: 0 }));
  let emptySelected = 0;
  let emptyTotal = 0;
  for (let row = 0; row < result.rowCount; row++) {
    const counts = { selected: Number(result.get(row, "selected")), total: Number(result.get(row, "total")) };
    const at = Number(result.get(row, "bin"));
    const bin = bins[at];
    if (bin !== undefined) bins[at] = { ...bin, ...counts };
    else [emptySelected, emptyTotal] = [counts.selected, counts.total];
  }
  return { bins, emptySelected, emptyTotal };
}

/** Number of the bin in [start, end) that a value falls into, found by halving: exact at every bound. */
function binSql(value: string, edges: BinEdges, start: number, end: number): string {
  if (end - start <= 1) return String(start);
  const middle = (start + end) >> 1;
  const bound = edges[middle] ?? 0;
  const sql = Number.isSafeInteger(bound) ? String(bound) : quoteDouble(bound);
  return `CASE WHEN ${value} < ${sql} THEN ${binSql(value, edges, start, middle)} ELSE ${binSql(value, edges, middle, end)} END`;
}
