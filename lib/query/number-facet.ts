import type { Engine } from "@/lib/engine";
import type { Column } from "@/lib/schema";
import { type BinEdges, dateEdges, linearEdges, logEdges } from "./bin-edges";
import type { HistogramBin, NumberFacet, Scope } from "./model";
import { binNumbers, countNumbers } from "./narrow-numbers";
import { quoteDouble, quoteIdentifier } from "./quote";
import { RevisionCache } from "./revision-cache";
import { whereSql } from "./where-sql";

const NO_NUMBERS: NumberFacet = {
  bins: [],
  min: null,
  max: null,
  only: null,
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
  signal?.throwIfAborted();
  const all = await wholeFacets.get(engine, scope, `${bins} ${column.type} ${columnName}`, () =>
    wholeFacet(engine, column, value, bins),
  );
  const where = whereSql(scope, { except: columnName });
  if (where === "" || all.bins.length === 0) return all;
  const edges = [...all.bins.map((bin) => bin.start), ...all.bins.slice(-1).map((bin) => bin.end)];
  const numbers = await countNumbers(engine, scope, column, signal);
  if (numbers !== null) return withSelected(all, binNumbers(numbers, edges), numbers.empty);
  const inView = await countBins(engine, value, where, edges, signal);
  return withSelected(all, inView.counts, inView.empty);
}

function withSelected(all: NumberFacet, counts: readonly number[], emptySelected: number): NumberFacet {
  const bins = all.bins.map((bin, index) => ({ ...bin, selected: counts[index] ?? 0 }));
  return { ...all, bins, emptySelected };
}

/** Histograms of the whole dataset: the same in every view until there are more rows. */
const wholeFacets = new RevisionCache<NumberFacet>();

async function wholeFacet(engine: Engine, column: Column, value: string, bins: number): Promise<NumberFacet> {
  const range = await rangeOf(engine, value);
  if (range === null) {
    const { empty } = await countBins(engine, value, "", []);
    return { ...NO_NUMBERS, emptySelected: empty, emptyTotal: empty };
  }
  const { low, high } = range;
  const { edges, isLog } = await chooseEdges(column, range, bins, () => isSkewed(engine, value, low, high));
  const { counts, empty } = await countBins(engine, value, "", edges);
  return {
    bins: counts.map((total, index) => binOf(edges, index, total)),
    min: low,
    max: high,
    only: range.only,
    emptySelected: empty,
    emptyTotal: empty,
    isLog,
  };
}

/** Bounds of the values of a column; `smallest` is the smallest above zero, null when there is none. */
export interface NumberRange {
  low: number;
  high: number;
  smallest: number | null;
  /** The only value there is; null where there are several. */
  only: number | bigint | null;
}

/** Range of the finite values of the whole dataset; null when there is none. `value` is what `finiteSql` gave. */
export async function rangeOf(
  engine: Engine,
  value: string,
  signal?: AbortSignal,
): Promise<NumberRange | null> {
  const range = await engine.query(
    `SELECT min(v)::DOUBLE AS low, max(v)::DOUBLE AS high, min(v) FILTER (WHERE v > 0)::DOUBLE AS smallest,
      CASE WHEN min(v) = max(v) THEN min(v) END AS only FROM (SELECT ${value} AS v FROM rows)`,
    signal,
  );
  const low = range.get(0, "low");
  const high = range.get(0, "high");
  const smallest = range.get(0, "smallest");
  if (typeof low !== "number" || typeof high !== "number") return null;
  const only = range.get(0, "only");
  return {
    ...{ low, high },
    smallest: typeof smallest === "number" ? smallest : null,
    only: typeof only === "number" || typeof only === "bigint" ? only : null,
  };
}

/** Round bounds of at most `bins` bins over a range; `isCrowded` is asked only where bins may grow by factors. */
export async function chooseEdges(
  column: Column,
  { low, high, smallest }: Omit<NumberRange, "only">,
  bins: number,
  isCrowded: () => Promise<boolean>,
): Promise<{ edges: BinEdges; isLog: boolean }> {
  if (column.type === "date" || column.type === "timestamp") {
    return { edges: dateEdges(low, high, bins, column.type === "date"), isLog: false };
  }
  const isInteger = column.type === "integer";
  const mayGrow = low >= 0 && smallest !== null && !(isInteger && high - low < bins);
  if (mayGrow && (await isCrowded())) {
    return { edges: logEdges(low, smallest, high, bins, isInteger), isLog: true };
  }
  return { edges: linearEdges(low, high, bins, isInteger), isLog: false };
}

function binOf(edges: BinEdges, index: number, total: number): HistogramBin {
  const start = edges[index] ?? 0;
  return { start, end: edges[index + 1] ?? start, selected: total, total };
}

/** The column as a number, null where it has no finite one; null for a column that holds no numbers. */
export function finiteSql(column: Column): string | null {
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

/** Whether most values lie in the lowest of the equal bins. */
export async function isSkewed(engine: Engine, value: string, low: number, high: number): Promise<boolean> {
  const bound = quoteDouble(low + (high - low) / SKEW_BINS);
  const result = await engine.query(
    `SELECT count(*) FILTER (WHERE v < ${bound}) AS crowded, count(v) AS n FROM (SELECT ${value} AS v FROM rows)`,
  );
  return Number(result.get(0, "crowded")) > SKEWED_SHARE * Number(result.get(0, "n"));
}

/** Rows in each bin, and rows without a number, of those that `where` keeps. */
export async function countBins(
  engine: Engine,
  value: string,
  where: string,
  edges: BinEdges,
  signal?: AbortSignal,
): Promise<{ counts: number[]; empty: number }> {
  // histogram() takes upper bounds, inclusive; ours are lower ones. Turned round, the one is the other.
  const isWhole = edges.every(Number.isSafeInteger);
  const bounds = edges.map((edge) => (isWhole ? String(0 - edge) : quoteDouble(0 - edge))).reverse();
  const turned = isWhole ? `-v` : `-CAST(v AS DOUBLE)`;
  const counts = `map_values(histogram(${turned}, [${bounds.join(", ")}]::${isWhole ? "BIGINT" : "DOUBLE"}[]))`;
  const result = await engine.query(
    `SELECT ${edges.length === 0 ? "[]" : counts} AS counts, count(*) - count(v) AS empty FROM (SELECT ${value} AS v FROM rows ${where})`,
    signal,
  );
  const cell = result.get(0, "counts");
  const [atMost = 0, ...descending] = Array.isArray(cell) ? cell.map(Number) : [];
  const rising = descending.slice(0, edges.length - 1).reverse();
  // The last bin holds its upper bound too.
  const counted = Array.from({ length: Math.max(edges.length - 1, 0) }, (_, index) => rising[index] ?? 0);
  if (counted.length > 0) counted[counted.length - 1] = (counted.at(-1) ?? 0) + atMost;
  return { counts: counted, empty: Number(result.get(0, "empty")) };
}
