"use client";

import type { ChartAnswer } from "@/lib/query/overview";
import type { ChartRef } from "@/lib/view";
import { BreakdownView } from "./breakdown-view";
import { ChartFigure, ChartSkeleton } from "./chart-figure";
import { HistogramView } from "./histogram-view";
import { useOverviewContext } from "./overview-context";
import type { RoundAnswer } from "./use-round";

/** One chart of the overview, with what can be done with it. */
export function ChartCard({
  chart,
  answer,
  isStale,
  isUnfolded,
  onUnfold,
  onEdit,
}: {
  chart: ChartRef;
  answer: RoundAnswer<ChartAnswer | null> | null;
  isStale: boolean;
  isUnfolded: boolean;
  onUnfold: (isUnfolded: boolean) => void;
  onEdit: (chart: ChartRef) => void;
}) {
  const { labels } = useOverviewContext();
  const title = chart.columns.map((name) => labels.get(name) ?? name).join(" by ");
  const value = answer?.value ?? null;
  return (
    <ChartFigure title={title} isStale={isStale}>
      {answer?.error ? (
        <p className="text-problem text-xs">{answer.error}</p>
      ) : value === null ? (
        <ChartSkeleton />
      ) : value.kind === "breakdown" ? (
        <BreakdownView
          chart={chart}
          label={title}
          breakdown={value.breakdown}
          measures={value.measures}
          isUnfolded={isUnfolded}
          onUnfold={onUnfold}
        />
      ) : (
        <HistogramView
          chart={chart}
          label={title}
          facet={value.facet}
          quantiles={value.quantiles}
          onEdit={onEdit}
        />
      )}
    </ChartFigure>
  );
}
