import type { Engine } from "@/lib/engine";
import { OWN_COLUMNS, type RoleAssignment } from "@/lib/schema";
import type { ChartRef } from "@/lib/view";
import type { NumberFacet, Scope } from "../model";
import { numberFacet } from "../number-facet";
import { type Breakdown, breakdown, type Measure } from "./breakdown";
import { type Quantiles, quantiles } from "./quantiles";

export type ChartAnswer =
  | { kind: "breakdown"; breakdown: Breakdown; measures: readonly Measure[] }
  | { kind: "histogram"; facet: NumberFacet; quantiles: Quantiles | null };

/** What a chart is asked for besides its place in the view. */
export interface ChartRequest {
  chart: ChartRef;
  roles: RoleAssignment;
  /** Values listed by a breakdown. */
  limit: number;
}

/** So many bins that a count of up to 60 turns has a bar for each. */
const BINS = 60;

/** The numbers of one chart, in one statement or a few. */
export async function askChart(
  engine: Engine,
  scope: Scope,
  request: ChartRequest,
  signal?: AbortSignal,
): Promise<ChartAnswer | null> {
  const { chart, limit } = request;
  const [column] = chart.columns;
  if (column === undefined) return null;
  switch (chart.kind) {
    case "values":
    case "teachers": {
      const measures = measuresOf(request);
      const place = measures.findIndex(({ name }) => chart.settings.includes(`by-${name}`));
      const order = chart.settings.includes("by-name") ? "name" : place < 0 ? "count" : place;
      const answer = await breakdown(engine, scope, column, { order, limit, measures }, signal);
      return { kind: "breakdown", breakdown: answer, measures };
    }
    case "histogram": {
      const [facet, spread] = await Promise.all([
        numberFacet(engine, scope, column, BINS, signal),
        quantiles(engine, scope, column, signal),
      ]);
      return { kind: "histogram", facet, quantiles: spread };
    }
    default:
      return null;
  }
}

/** Measures that say something about the values of a chart; those of a plain chart only where it is ordered by one. */
function measuresOf({ chart, roles }: ChartRequest): Measure[] {
  const all = measureNames(roles);
  if (chart.kind === "teachers") return all;
  return all.filter(({ name }) => chart.settings.includes(`by-${name}`));
}

/** What can be known of the rows of each value in a dataset with these roles. */
export function measureNames(roles: RoleAssignment): Measure[] {
  const measures: Measure[] = [];
  const add = (name: string, kind: Measure["kind"], column: string | undefined) => {
    if (column !== undefined) measures.push({ name, kind, column });
  };
  add("success", "success", roles.success?.[0]);
  add("tokens", "mean", roles.tokens?.[0]);
  add("latency", "mean", roles.latency?.[0]);
  add("cost", "mean", roles.cost?.[0]);
  add("length", "mean", OWN_COLUMNS.assistantChars);
  return measures;
}
