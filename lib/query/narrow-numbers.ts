import type { Engine } from "@/lib/engine";
import type { Column } from "@/lib/schema";
import type { BinEdges } from "./bin-edges";
import { countTogether, type Part } from "./count-together";
import type { Scope } from "./model";
import { quoteIdentifier } from "./quote";
import { RevisionCache } from "./revision-cache";

/** Up to about so many different numbers, counting each and looking at the counts is quicker than sorting all rows. */
const MOST_NUMBERS = 20_000;

/** Numbers of a column in view, rising, each with its rows. */
export interface NumberCounts {
  numbers: readonly number[];
  rows: readonly number[];
  /** Rows with a number, and without one. */
  filled: number;
  empty: number;
}

const narrow = new RevisionCache<boolean>();

/**
 * How many rows in view, without the filter on the column itself, have each whole number, counted together with what
 * else is asked of the same rows; null for columns of other numbers, or of too many.
 */
export async function countNumbers(
  engine: Engine,
  scope: Scope,
  column: Column,
  signal?: AbortSignal,
): Promise<NumberCounts | null> {
  if (column.type !== "integer") return null;
  const isNarrow = await narrow.get(engine, scope, column.name, () => hasFewNumbers(engine, column));
  if (!isNarrow) return null;
  const counts = await countTogether(engine, scope, numbersPart(column), { except: column.name, signal });
  const found = counts.v
    .flatMap((number, at) => (number === null ? [] : [{ number, rows: counts.n[at] ?? 0 }]))
    .sort((x, y) => x.number - y.number);
  const filled = found.reduce((sum, { rows }) => sum + rows, 0);
  return {
    numbers: found.map(({ number }) => number),
    rows: found.map(({ rows }) => rows),
    filled,
    empty: counts.rows - filled,
  };
}

async function hasFewNumbers(engine: Engine, column: Column): Promise<boolean> {
  const name = quoteIdentifier(column.name);
  const result = await engine.query(
    `SELECT approx_count_distinct(${name}) AS different, min(${name}) AS low, max(${name}) AS high FROM rows`,
  );
  // Beyond 2^53 they are not told apart here.
  const isExact = ["low", "high"].every((name) => Number.isSafeInteger(result.get(0, name)));
  return isExact && Number(result.get(0, "different")) <= MOST_NUMBERS;
}

function numbersPart(column: Column): Part {
  return {
    columns: [column.name],
    keys: [quoteIdentifier(column.name)],
    sql: (groups) => `SELECT NULL::VARCHAR AS a, NULL::VARCHAR AS b, k0::DOUBLE AS v, n FROM ${groups}`,
    fold: (groups) =>
      groups.map(({ keys: [key = null], n }) => ({
        a: null,
        b: null,
        v: key === null ? null : Number(key),
        n,
      })),
  };
}

/** Rows in each bin. Bins hold their lower bounds, the last one its upper bound too. */
export function binNumbers({ numbers, rows }: NumberCounts, edges: BinEdges): number[] {
  const bins = Array.from({ length: Math.max(edges.length - 1, 0) }, () => 0);
  let bin = 0;
  for (const [at, number] of numbers.entries()) {
    while (bin < bins.length - 1 && number >= (edges[bin + 1] ?? number)) bin++;
    bins[bin] = (bins[bin] ?? 0) + (rows[at] ?? 0);
  }
  return bins;
}

/** Quantiles, between two numbers interpolated, as `quantile_cont` of the database has them. Needs a filled row. */
export function interpolateQuantiles(counts: NumberCounts, at: readonly number[]): number[] {
  return at.map((share) => {
    const place = share * (counts.filled - 1);
    const low = numberAt(counts, Math.floor(place));
    const high = numberAt(counts, Math.ceil(place));
    return low + (high - low) * (place - Math.floor(place));
  });
}

export function meanNumber({ numbers, rows, filled }: NumberCounts): number {
  return numbers.reduce((sum, number, at) => sum + number * (rows[at] ?? 0), 0) / filled;
}

/** Number at a place of all rows in order, from 0. */
function numberAt({ numbers, rows }: NumberCounts, place: number): number {
  let passed = 0;
  for (const [at, number] of numbers.entries()) {
    passed += rows[at] ?? 0;
    if (passed > place) return number;
  }
  return numbers.at(-1) ?? Number.NaN;
}
