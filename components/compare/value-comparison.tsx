"use client";

import { memo, useEffect, useMemo, useRef, useState } from "react";
import type { RoundAnswer } from "@/components/overview/ask-round";
import { type Answer, comparedQuestion, partOf } from "@/components/overview/chart-answer";
import { BehindContext, StaleContext } from "@/components/overview/chart-figure";
import type { ComparedContext } from "@/components/overview/compared-side";
import type { EditChart } from "@/components/overview/edit-chart";
import {
  OverviewContext,
  type OverviewContextValue,
  type ViewChange,
} from "@/components/overview/overview-context";
import { PairedCard } from "@/components/overview/paired-card";
import { typeDifference } from "@/components/overview/type-words";
import { useLabelLengths } from "@/components/overview/use-label-lengths";
import { type Round, useRound } from "@/components/overview/use-round";
import { AT_ONCE_MS, useHeld } from "@/components/shell/use-held";
import { BEHIND_MS, useLong } from "@/components/shell/use-long";
import { classNames, useLastingCallback } from "@/components/ui";
import { chartId, chooseCharts } from "@/lib/overview";
import type { ChartRef } from "@/lib/view";
import { AnswerNote, CompareSection } from "./compare-section";
import type { CompareContext, ComparedSide } from "./model";
import { OrderOfValues } from "./order-of-values";
import { useNear } from "./use-near";

/** Two datasets are compared once both are read. */
const ALL_ROWS = { revision: 0, readUntilNow: null };

/** The charts of A's overview; those that B's has of fields of its own, or of another type, after them. */
function chartsOfBoth(a: ComparedSide, b: ComparedSide, chosen: readonly ChartRef[] | null): ChartRef[] {
  const ofA = chosen ?? chooseCharts(a.side.scope.columns, a.roles);
  const known = new Set(a.side.scope.columns.map((column) => column.name));
  const ofB = chooseCharts(b.side.scope.columns, b.roles);
  const shown = new Set(ofA.map(({ columns }) => columns.join("\n")));
  // A field of another type in A may have no chart there.
  const isMissed = (chart: ChartRef) =>
    chosen === null && typeDifference(chart, a, b) !== null && !shown.has(chart.columns.join("\n"));
  const isOfB = (chart: ChartRef) => chart.columns.some((name) => !known.has(name)) || isMissed(chart);
  // A chart of B that was changed is one of the view's own since.
  const ids = new Set(ofA.map(chartId));
  return [...ofA, ...ofB.filter((chart) => isOfB(chart) && !ids.has(chartId(chart)))];
}

/** What was answered last about each chart, those that are far away now among them. */
function useLastAnswers(round: Round<Answer> | null): ReadonlyMap<string, RoundAnswer<Answer>> {
  const [last, setLast] = useState<{
    round: typeof round;
    answers: ReadonlyMap<string, RoundAnswer<Answer>>;
  }>({
    round: null,
    answers: new Map(),
  });
  if (round === null || round === last.round) return last.answers;
  const answers = new Map([...last.answers, ...round.answers]);
  setLast({ round, answers });
  return answers;
}

/** Every chart of the overview, A and B side by side on one scale. Those near to what is seen are counted, and land together. */
export function ValueComparisonView({
  a,
  b,
  context,
}: {
  a: ComparedSide;
  b: ComparedSide;
  context: CompareContext;
}) {
  const { view, onChange, dataset } = context;
  const charts = useMemo(() => chartsOfBoth(a, b, view.charts), [a, b, view.charts]);
  const isMeasured = charts.some(({ kind }) => kind === "hit-rate");
  const lengthsA = useLabelLengths(dataset, context.isReady, isMeasured);
  const lengthsB = useLabelLengths(b.dataset, true, isMeasured && b.dataset !== dataset);
  const hasLengths = { a: lengthsA.status === "known", b: lengthsB.status === "known" };
  const { near, watch } = useNear();
  const order = view.compare?.order ?? "difference";
  const compared = useMemo(() => ({ a, b, order, lengthsB }), [a, b, order, lengthsB]);
  const questions = charts.map((chart) => comparedQuestion(chart, compared, 0, hasLengths.a, hasLengths.b));
  const asked = questions.filter(({ id }) => near.has(id));
  const viewKey = JSON.stringify([a.key, b.key, b.side.place]);
  const { round } = useRound(dataset, asked.length === 0 ? null : viewKey, 0, ALL_ROWS, asked);
  const answers = useLastAnswers(round.value);
  const isBehind = round.value !== null && round.value.viewKey !== viewKey && round.error === null;
  // A new view is drawn with its numbers, once; unless they are long in coming, then what was picked shows before.
  const { scope, roles, labels, isReady } = context;
  const newest = useMemo(
    () => ({ view, scope, charts, compared, answers }),
    [view, scope, charts, compared, answers],
  );
  const drawn = useHeld(newest, isBehind, AT_ONCE_MS);
  const isLongBehind = useLong(isBehind, BEHIND_MS);
  const edit = useLastingCallback<Parameters<EditChart>, void>((chart, change) =>
    onChange({
      ...view,
      charts: charts.map((newest) => (chartId(newest) === chartId(chart) ? change(newest) : newest)),
    }),
  );
  const onEdit = useLastingCallback((change: ViewChange) => onChange(change(view)));
  // The same as long as the picture is: charts are drawn again only with their numbers.
  const overview = useMemo<OverviewContextValue>(
    () => ({
      ...{ dataset, roles, labels, isReady, labelLengths: lengthsA, onEdit, onDraft: () => {} },
      ...{ scope: drawn.scope, view: drawn.view, compared: drawn.compared },
    }),
    [dataset, roles, labels, isReady, lengthsA, onEdit, drawn],
  );
  const keys = new Map(questions.map(({ id, key }) => [id, key]));
  return (
    <CompareSection
      title="Values"
      note="Shares of A and of B on one scale; pp are percentage points from A to B."
      tools={<OrderOfValues view={view} onChange={onChange} />}
    >
      {round.error === null ? null : <AnswerNote error={round.error} words="" />}
      <OverviewContext value={overview}>
        <div className="columns-[26rem] gap-3">
          {drawn.charts.map((chart) => {
            const id = chartId(chart);
            const answer = drawn.answers.get(id);
            const isOfOther = answer?.key !== keys.get(id);
            return (
              <ValueFigure
                key={id}
                {...{ chart, answer, isOfOther, watch }}
                isStale={round.isPending || isOfOther}
                isLongBehind={isLongBehind}
                compared={drawn.compared}
                onEdit={edit}
              />
            );
          })}
        </div>
      </OverviewContext>
    </CompareSection>
  );
}

const ValueFigure = memo(function ValueFigure({
  chart,
  compared,
  answer,
  isOfOther,
  isStale,
  isLongBehind,
  watch,
  onEdit,
}: {
  chart: ChartRef;
  compared: ComparedContext;
  answer: RoundAnswer<Answer> | undefined;
  /** What was answered is of another question than is asked: one far away is counted only when it comes near. */
  isOfOther: boolean;
  isStale: boolean;
  /** All charts are of another view, and have been for a while. */
  isLongBehind: boolean;
  watch: ReturnType<typeof useNear>["watch"];
  onEdit: EditChart;
}) {
  const { a, b } = compared;
  const place = useRef<HTMLDivElement>(null);
  const id = chartId(chart);
  useEffect(() => (place.current === null ? undefined : watch(place.current, id)), [watch, id]);
  const isLongOfOther = useLong(isOfOther && answer !== undefined, BEHIND_MS);
  const paired = partOf(answer, "paired");
  const isNothing = paired !== null && paired.value === null && paired.error === null;
  // Its place stays: another view may have something to show there.
  const isShown = !isNothing || typeDifference(chart, a, b) !== null;
  return (
    <div
      ref={place}
      className={classNames(isShown && "mb-3 break-inside-avoid", paired === null && "min-h-28")}
    >
      {isShown ? (
        <StaleContext value={isStale}>
          <BehindContext value={isLongBehind || isLongOfOther}>
            <PairedCard {...{ chart, compared, onEdit }} answer={paired} moves={null} />
          </BehindContext>
        </StaleContext>
      ) : null}
    </div>
  );
});
