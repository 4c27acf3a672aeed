import { columnsOfFilter } from "@/lib/view";
import { engineOf } from "../engine-before";
import { finiteSql } from "../number-facet";
import { askChart, type ChartAnswer, type ChartRequest, ratingColumns } from "../overview/ask-chart";
import { filtersBut } from "../where-sql";
import { type ComparedCross, compareCross, compareSequence } from "./compare-cross";
import { compareNumbers, type NumberComparison } from "./compare-numbers";
import { withHeld } from "./held-filters";
import type { Side } from "./side";

/**
 * The numbers of a chart of either side, over the rows in view, without those filters on its own columns that both sides
 * have.
 */
export type ComparedChart =
  | { kind: "values"; a: ChartAnswer | null; b: ChartAnswer | null }
  | { kind: "numbers"; numbers: NumberComparison }
  | { kind: "cross"; cross: ComparedCross; unit: "row" | "message" | "step" };

export interface ComparedChartRequest extends Omit<ChartRequest, "hasLengths"> {
  /** Whether the lengths of labelled messages are known, of each side. */
  hasLengths: { a: boolean; b: boolean };
}

const BINS = 20;

/**
 * One chart of both sides. null where neither has what it shows. A histogram of a field that holds numbers on one side
 * only is of that side; of two such fields against each other there is no chart.
 */
export async function compareChart(
  ofA: Side,
  ofB: Side,
  request: ComparedChartRequest,
  signal?: AbortSignal,
): Promise<ComparedChart | null> {
  const { chart, roles, limit, hasLengths } = request;
  const [a, b] = withHeld(readOf(ofA, chart.columns), readOf(ofB, chart.columns));
  const [column, other] = chart.columns;
  if (column === undefined) return null;
  switch (chart.kind) {
    case "values":
    case "teachers":
    case "labels":
    case "pair-models":
    case "hit-rate": {
      const asked = { chart, roles, limit, hasLengths: hasLengths.a };
      const left = await askChart(a.engine, a.scope, asked, signal);
      const right = await askChart(b.engine, b.scope, { ...asked, hasLengths: hasLengths.b }, signal);
      return left === null && right === null ? null : { kind: "values", a: left, b: right };
    }
    case "histogram": {
      const [left, right] = [withoutFilters(a, column), withoutFilters(b, column)];
      const numbers =
        (await compareNumbers(left, right, column, BINS, signal)) ??
        (await compareNumbers(...oneOfTwoTypes(left, right, column), column, BINS, signal));
      return numbers === null ? null : { kind: "numbers", numbers };
    }
    case "cross":
    case "wins": {
      if (other === undefined) return null;
      const isSquare = chart.kind === "wins";
      const ratings = ratingColumns(roles);
      const cross = await compareCross(a, b, [column, other], { isSquare, ratings }, signal);
      return cross === null ? null : { kind: "cross", cross, unit: "row" };
    }
    case "label-turns": {
      const cross = await compareSequence(a, b, column, "places", signal);
      return cross === null ? null : { kind: "cross", cross, unit: "message" };
    }
    case "tool-steps": {
      const cross = await compareSequence(a, b, column, "steps", signal);
      return cross === null ? null : { kind: "cross", cross, unit: "step" };
    }
  }
}

/**
 * A side of which only the rows count that have the columns, and those it is filtered by: where reading was stopped,
 * others have no value yet.
 */
function readOf(side: Side, columns: readonly string[]): Side {
  const asked = [...columns, ...side.scope.view.filters.flatMap(columnsOfFilter)];
  return { ...side, engine: engineOf(side.engine, side.scope, asked, side.place) };
}

/** The sides as if one lacked a column that holds numbers on the other only: A's numbers, else B's. */
function oneOfTwoTypes(a: Side, b: Side, name: string): [Side, Side] {
  const isNumber = a.scope.columns.some((column) => column.name === name && finiteSql(column) !== null);
  const without = (side: Side): Side => {
    const columns = side.scope.columns.filter((column) => column.name !== name);
    return { ...side, scope: { ...side.scope, columns } };
  };
  return isNumber ? [a, without(b)] : [without(a), b];
}

/** A side without the filters on a column: a chart shows what its other values would give. */
function withoutFilters(side: Side, column: string): Side {
  const { view } = side.scope;
  return { ...side, scope: { ...side.scope, view: { ...view, filters: filtersBut(side.scope, column) } } };
}
