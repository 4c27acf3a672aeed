"use client";

import { useMemo } from "react";
import { UNFOLDED_VALUES } from "@/components/overview/breakdown-view";
import { BehindContext, StaleContext } from "@/components/overview/chart-figure";
import type { ComparedContext } from "@/components/overview/compared-side";
import { OverviewContext, type OverviewContextValue } from "@/components/overview/overview-context";
import { PairedCard } from "@/components/overview/paired-card";
import { unorderedChart } from "@/components/overview/paired-order";
import { typeDifference } from "@/components/overview/type-words";
import { useLabelLengths } from "@/components/overview/use-label-lengths";
import { useNearViewport } from "@/components/reader";
import { useLiveQuery } from "@/components/shell/use-live-query";
import { BEHIND_MS, useLong } from "@/components/shell/use-long";
import { chartId, chooseCharts } from "@/lib/overview";
import { type ComparedChart, compareChart } from "@/lib/query/compare";
import type { ChartRef } from "@/lib/view";
import { CompareSection } from "./compare-section";
import type { CompareContext, ComparedSide } from "./model";
import { OrderOfValues } from "./order-of-values";

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
  return [...ofA, ...ofB.filter(isOfB)];
}

/** Every chart of the overview, A and B side by side on one scale. */
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
  const hasLengths = {
    a: lengthsA.status === "known",
    b: (b.dataset === dataset ? lengthsA : lengthsB).status === "known",
  };
  const compared: ComparedContext = { a, b, order: view.compare?.order ?? "difference", lengthsB };
  const edit = (next: ChartRef) =>
    onChange({ ...view, charts: charts.map((old) => (chartId(old) === chartId(next) ? next : old)) });
  const overview: OverviewContextValue = {
    ...{ dataset, scope: context.scope, roles: context.roles, labels: context.labels, view },
    ...{ isReady: context.isReady, labelLengths: lengthsA, compared, onDraft: () => {} },
    onEdit: (change) => onChange(change(view)),
  };
  return (
    <CompareSection
      title="Values"
      note="Shares of A and of B on one scale; pp are percentage points from A to B."
      tools={<OrderOfValues view={view} onChange={onChange} />}
    >
      <OverviewContext value={overview}>
        <div className="columns-[26rem] gap-3">
          {charts.map((chart) => (
            <ValueFigure key={chartId(chart)} {...{ chart, compared, hasLengths }} onEdit={edit} />
          ))}
        </div>
      </OverviewContext>
    </CompareSection>
  );
}

function ValueFigure({
  chart,
  compared,
  hasLengths,
  onEdit,
}: {
  chart: ChartRef;
  compared: ComparedContext;
  hasLengths: { a: boolean; b: boolean };
  onEdit: (chart: ChartRef) => void;
}) {
  const { a, b } = compared;
  const asked = unorderedChart(chart);
  const question = JSON.stringify([a.key, b.key, b.side.place, asked, a.roles, hasLengths]);
  // Charts far down the page are counted when someone comes near them.
  const [place, isNear] = useNearViewport<HTMLDivElement>(true);
  const answer = useLiveQuery<ComparedChart | null>(
    a.dataset,
    isNear ? question : null,
    0,
    (engine, signal) =>
      compareChart(
        { ...a.side, engine },
        b.side,
        { chart: asked, roles: { ...b.roles, ...a.roles }, limit: UNFOLDED_VALUES, hasLengths },
        signal,
      ),
  );
  const isLongBehind = useLong(answer.isPending && answer.key !== question, BEHIND_MS);
  const isAnswered =
    answer.key !== null && (answer.value !== null || answer.error !== null || answer.key === question);
  const isNothing = answer.key === question && answer.value === null && answer.error === null;
  if (isNothing && typeDifference(chart, a, b) === null) return null;
  const said =
    answer.error === null
      ? { key: question, value: answer.value, error: null }
      : { key: question, value: null, error: answer.error };
  return (
    <div ref={place} className="mb-3 min-h-28 break-inside-avoid">
      <StaleContext value={answer.isPending}>
        <BehindContext value={isLongBehind}>
          <PairedCard
            {...{ chart, compared, onEdit }}
            answer={isAnswered || isNothing ? said : null}
            moves={null}
          />
        </BehindContext>
      </StaleContext>
    </div>
  );
}
