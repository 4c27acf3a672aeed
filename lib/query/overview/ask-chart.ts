import type { Engine } from "@/lib/engine";
import { CHARACTERS, REVERSED, rangeOfLabel } from "@/lib/overview";
import { elementType, OWN_COLUMNS, type RoleAssignment } from "@/lib/schema";
import type { ChartRef } from "@/lib/view";
import type { NumberFacet, Scope } from "../model";
import { numberFacet } from "../number-facet";
import { type Breakdown, breakdown, itemCounts, type Measure } from "./breakdown";
import { type Cross, cross, differenceSql } from "./cross";
import { type HitRate, hitRates } from "./hit-rates";
import { type Quantiles, quantiles } from "./quantiles";
import { sequence } from "./sequence";

export type ChartAnswer =
  | { kind: "breakdown"; breakdown: Breakdown; measures: readonly Measure[] }
  | { kind: "pair"; chosen: Breakdown; rejected: Breakdown }
  | { kind: "histogram"; facet: NumberFacet; quantiles: Quantiles | null }
  | { kind: "labels"; breakdown: Breakdown; unit: "message" | "row" }
  | { kind: "hit-rate"; rates: readonly HitRate[] | null }
  | { kind: "cross"; cross: Cross; unit: "row" | "message" | "step" };

/** What a chart is asked for besides its place in the view. */
export interface ChartRequest {
  chart: ChartRef;
  roles: RoleAssignment;
  /** Lengths of labelled messages are in their table. */
  hasLengths: boolean;
  /** Values listed by a breakdown. */
  limit: number;
}

/** So many bins that a count of up to 60 turns has a bar for each. */
const BINS = 60;
const LABELS = 200;
const PAIR_MODELS = 1000;

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
      const isReversed = chart.settings.includes(REVERSED);
      const asked = { order, isReversed, limit, measures } as const;
      const answer = await breakdown(engine, scope, column, asked, signal);
      return { kind: "breakdown", breakdown: answer, measures };
    }
    case "histogram": {
      const [facet, spread] = await Promise.all([
        numberFacet(engine, scope, column, BINS, signal),
        quantiles(engine, scope, column, signal),
      ]);
      return { kind: "histogram", facet, quantiles: spread };
    }
    case "labels": {
      const isList = elementTypeOf(scope, column) !== null;
      if (isList && !chart.settings.includes("per-record")) {
        return {
          kind: "labels",
          breakdown: await itemCounts(engine, scope, column, signal),
          unit: "message",
        };
      }
      const order = { order: "name", limit: LABELS, measures: [] } as const;
      return {
        kind: "labels",
        breakdown: await breakdown(engine, scope, column, order, signal),
        unit: "row",
      };
    }
    case "pair-models": {
      const [, other] = chart.columns;
      if (other === undefined) return null;
      const order = { order: "count", limit: PAIR_MODELS, measures: [] } as const;
      const [chosen, rejected] = await Promise.all([
        breakdown(engine, scope, column, order, signal),
        breakdown(engine, scope, other, order, signal),
      ]);
      return { kind: "pair", chosen, rejected };
    }
    case "cross":
    case "wins": {
      const [, other] = chart.columns;
      if (other === undefined) return null;
      const isSquare = chart.kind === "wins";
      const measureSql = isSquare ? differenceSql(scope, ratingColumns(request.roles)) : null;
      const answer = await cross(engine, scope, [column, other], { isSquare, measureSql }, signal);
      return answer === null ? null : { kind: "cross", cross: answer, unit: "row" };
    }
    case "label-turns": {
      const answer = await sequence(engine, scope, column, "places", signal);
      return answer === null ? null : { kind: "cross", cross: answer, unit: "message" };
    }
    case "tool-steps": {
      const answer = await sequence(engine, scope, column, "steps", signal);
      return answer === null ? null : { kind: "cross", cross: answer, unit: "step" };
    }
    case "hit-rate": {
      if (!request.hasLengths) return { kind: "hit-rate", rates: null };
      const unit = chart.settings.includes(CHARACTERS) ? "chars" : "words";
      const rangeOf = (label: string) => rangeOfLabel(chart, label);
      return { kind: "hit-rate", rates: await hitRates(engine, scope, column, unit, rangeOf, signal) };
    }
  }
}

function elementTypeOf(scope: Scope, name: string) {
  const column = scope.columns.find((candidate) => candidate.name === name);
  return column === undefined ? null : elementType(column.type);
}

/** Ratings of the preferred and the other answer. */
export function ratingColumns(roles: RoleAssignment): readonly string[] {
  const ratings = roles.rating ?? [];
  const chosen = ratings.find((name) => /chosen/i.test(name));
  const rejected = ratings.find((name) => /rejected/i.test(name));
  return chosen === undefined || rejected === undefined ? [] : [chosen, rejected];
}

/** Measures that say something about the values of a chart; those of a plain chart only where it is ordered by one. */
function measuresOf({ chart, roles }: ChartRequest): Measure[] {
  const all = measureNames(roles);
  const isAsked = ({ name }: Measure) => chart.settings.includes(`by-${name}`);
  return all.filter(
    (measure) => isAsked(measure) || (chart.kind === "teachers" && measure.name !== "length"),
  );
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
