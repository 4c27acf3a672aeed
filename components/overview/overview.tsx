"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { chartId, chooseCharts } from "@/lib/overview";
import { askChart, type ChartAnswer } from "@/lib/query/overview";
import type { ChartRef, ViewState } from "@/lib/view";
import { FOLDED_VALUES, UNFOLDED_VALUES } from "./breakdown-view";
import { ChartCard } from "./chart-card";
import { OverviewContext, type OverviewContextValue } from "./overview-context";
import { useElementWidth } from "./use-element-width";
import { type RoundQuestion, useRound } from "./use-round";

const DRAWN: readonly ChartRef["kind"][] = ["values", "teachers", "histogram"];
const COLUMN_PX = 360;
const GAP_PX = 12;

/** Pictures of the dataset in view, each of them a filter. Loaded when its tab is opened. */
export function Overview({
  context,
  revision,
  keyWithout,
  viewKey,
  onShown,
}: {
  context: OverviewContextValue;
  revision: number;
  keyWithout: (columns: readonly string[]) => string;
  /** Names the rows in view; null while they cannot be asked for. */
  viewKey: string | null;
  /** Called when the charts of a view are on the screen. */
  onShown: (viewKey: string) => void;
}) {
  const { scope, roles, view } = context;
  const box = useRef<HTMLDivElement>(null);
  const width = useElementWidth(box);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const chosen = useMemo(() => chooseCharts(scope.columns, roles), [scope.columns, roles]);
  const charts = (view.charts ?? chosen).filter((chart) => DRAWN.includes(chart.kind));
  const questions = charts.map((chart): RoundQuestion<ChartAnswer | null> => {
    const id = chartId(chart);
    const limit = unfolded.has(id) ? UNFOLDED_VALUES : FOLDED_VALUES;
    const key = JSON.stringify([chart, roles, limit, keyWithout(chart.columns)]);
    return { id, key, ask: (engine, signal) => askChart(engine, scope, { chart, roles, limit }, signal) };
  });
  const round = useRound(context.dataset, viewKey, revision, questions);
  const answers = round.value?.answers ?? null;
  const shownKey = round.value?.viewKey ?? null;
  useEffect(() => {
    if (shownKey !== null) onShown(shownKey);
  }, [shownKey, onShown]);

  const edit = (next: readonly ChartRef[]) => context.onChange({ ...view, charts: next });

  // While a range is dragged only one round is under way; the newest range waits for it and the others are skipped.
  const pace = useRef<{ isBusy: boolean; next: ViewState | null }>({ isBusy: false, next: null });
  const { onDraft } = context;
  useEffect(() => {
    if (round.isPending || shownKey !== viewKey) return;
    const { next } = pace.current;
    pace.current = { isBusy: next !== null, next: null };
    if (next !== null) onDraft(next);
  });
  const paced: OverviewContextValue = {
    ...context,
    onDraft: (next) => {
      if (next === null || !pace.current.isBusy) {
        pace.current = { isBusy: next !== null, next: null };
        onDraft(next);
      } else pace.current.next = next;
    },
    onChange: (next) => {
      pace.current.next = null;
      context.onChange(next);
    },
  };

  const lines = Math.max(1, Math.floor((width - GAP_PX) / (COLUMN_PX + GAP_PX)));
  const columns = dealOut(charts, lines);
  return (
    <OverviewContext value={paced}>
      <section
        ref={box}
        aria-label="Overview"
        className="min-h-0 flex-1 overflow-y-auto bg-surface-2 p-3 print:overflow-visible print:bg-surface"
      >
        {width === 0 ? null : (
          <div className="flex items-start gap-3">
            {columns.map((column, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns of the page have no other name
              <div key={line} className="flex min-w-0 flex-1 flex-col gap-3">
                {column.map((chart) => {
                  const id = chartId(chart);
                  return (
                    <ChartCard
                      key={id}
                      chart={chart}
                      answer={answers?.get(id) ?? null}
                      isStale={round.isPending}
                      isUnfolded={unfolded.has(id)}
                      onEdit={(next) => edit(charts.map((old) => (chartId(old) === id ? next : old)))}
                      onUnfold={(isOn) =>
                        setUnfolded((old) => new Set(isOn ? [...old, id] : [...old].filter((o) => o !== id)))
                      }
                    />
                  );
                })}
              </div>
            ))}
          </div>
        )}
      </section>
    </OverviewContext>
  );
}

/** Charts in columns: each goes where there is most room, so that those asked for first stand at the top. */
function dealOut(charts: readonly ChartRef[], lines: number): ChartRef[][] {
  const columns: { charts: ChartRef[]; height: number }[] = Array.from({ length: lines }, () => ({
    charts: [],
    height: 0,
  }));
  for (const chart of charts) {
    const lowest = columns.reduce((best, column) => (column.height < best.height ? column : best));
    lowest.charts.push(chart);
    lowest.height += EXPECTED_HEIGHT[chart.kind] ?? 260;
  }
  return columns.map((column) => column.charts);
}

const EXPECTED_HEIGHT: Partial<Record<ChartRef["kind"], number>> = { values: 360, histogram: 220 };
