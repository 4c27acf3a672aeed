import { chartId } from "@/lib/overview";
import { type ComparedChart, compareChart } from "@/lib/query/compare";
import type { Breakdown, ChartAnswer } from "@/lib/query/overview";
import { OWN_COLUMNS } from "@/lib/schema";
import type { ChartRef } from "@/lib/view";
import type { RoundAnswer, RoundQuestion } from "./ask-round";
import { UNFOLDED_VALUES } from "./breakdown-view";
import type { Compared } from "./compared-side";
import { unorderedChart } from "./paired-order";

/** What a chart was answered: the view alone, or both sides. */
export type Answer = { single: ChartAnswer | null } | { paired: ComparedChart | null };
type Part<Kind> = Kind extends "single" ? ChartAnswer : ComparedChart;

/** What a chart of both sides asks. */
export function comparedQuestion(
  ref: ChartRef,
  { a, b }: Compared,
  revision: number,
  hasLengthsA: boolean,
  hasLengthsB: boolean,
): RoundQuestion<Answer> {
  const chart = unorderedChart(ref);
  const hasLengths = { a: hasLengthsA, b: b.dataset === a.dataset ? hasLengthsA : hasLengthsB };
  const roles = { ...b.roles, ...a.roles };
  const request = { chart, roles, limit: UNFOLDED_VALUES, hasLengths };
  return {
    id: chartId(chart),
    revision,
    // Each side says it of its own.
    part: null,
    key: JSON.stringify(["paired", chart, roles, hasLengths, a.key, b.key, b.side.place]),
    ask: async (engine, signal) => {
      const ofB = b.side.place === a.side.place ? engine : b.side.engine.urgent();
      const sides = [
        { ...a.side, engine },
        { ...b.side, engine: ofB },
      ] as const;
      return { paired: await compareChart(...sides, request, signal) };
    },
  };
}

const parts = new WeakMap<RoundAnswer<Answer>, RoundAnswer<unknown> | null>();

/** The answer where it is of a kind: the last one of the other kind may still be there. The same for the same answer. */
export function partOf<Kind extends "single" | "paired">(
  answer: RoundAnswer<Answer> | undefined,
  kind: Kind,
): RoundAnswer<Part<Kind> | null> | null {
  if (answer === undefined) return null;
  if (answer.value === null) return answer;
  if (!(kind in answer.value)) return null;
  const known = parts.get(answer) ?? { ...answer, value: Object.values(answer.value)[0] };
  parts.set(answer, known);
  return known as RoundAnswer<Part<Kind> | null>;
}

/** Whether a chart has nothing to choose from. No problems at all is worth saying. */
export function isIdle(chart: ChartRef, answer: ChartAnswer): boolean {
  switch (answer.kind) {
    case "breakdown":
      return isEmpty(answer.breakdown) && chart.columns[0] !== OWN_COLUMNS.problems;
    case "pair":
      return answer.chosen.distinct + answer.rejected.distinct === 0;
    case "labels":
      return answer.breakdown.distinct === 0;
    case "histogram":
      return answer.facet.min === null;
    case "hit-rate":
      return answer.rates?.length === 0;
    case "cross":
      return answer.cross.cells.length === 0;
  }
}

/** A field without a value in any row has one bar, "no value", of 100%. */
function isEmpty({ distinct, values }: Breakdown): boolean {
  return distinct === 0 || (distinct === 1 && values[0]?.value === null);
}

/** The same of both sides. */
export function isPairIdle(chart: ChartRef, answer: ComparedChart): boolean {
  switch (answer.kind) {
    case "values":
      return [answer.a, answer.b].every((side) => side === null || isIdle(chart, side));
    case "numbers":
      return false;
    case "cross":
      return answer.cross.a.cells.length + answer.cross.b.cells.length === 0;
  }
}
