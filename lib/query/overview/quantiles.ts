import type { Engine } from "@/lib/engine";
import type { Scope } from "../model";
import { countNumbers, interpolateQuantiles, meanNumber } from "../narrow-numbers";
import { finiteSql } from "../number-facet";
import { whereSql } from "../where-sql";

export const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/**
 * Quantiles (in the order of QUANTILES, between two values interpolated) and mean of the finite values of a column in
 * view, without the filter on the column itself; dates in epoch milliseconds. null where there are none.
 */
export interface Quantiles {
  at: readonly number[];
  mean: number;
}

export async function quantiles(
  engine: Engine,
  scope: Scope,
  columnName: string,
  signal?: AbortSignal,
): Promise<Quantiles | null> {
  const column = scope.columns.find((candidate) => candidate.name === columnName);
  const value = column === undefined ? null : finiteSql(column);
  if (column === undefined || value === null) return null;
  const numbers = await countNumbers(engine, scope, column, signal);
  if (numbers !== null) {
    if (numbers.filled === 0) return null;
    return { at: interpolateQuantiles(numbers, QUANTILES), mean: meanNumber(numbers) };
  }
  const where = whereSql(scope, { except: columnName });
  const result = await engine.query(
    `SELECT quantile_cont(v, [${QUANTILES.join(", ")}]) AS at, avg(v)::DOUBLE AS mean FROM (SELECT CAST(${value} AS DOUBLE) AS v FROM rows ${where})`,
    signal,
  );
  const at = result.get(0, "at");
  const mean = result.get(0, "mean");
  return Array.isArray(at) && typeof mean === "number" ? { at: at.map(Number), mean } : null;
}
