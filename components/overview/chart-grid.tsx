"use client";

import {
  memo,
  type ReactNode,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { chartId } from "@/lib/overview";
import type { ChartRef } from "@/lib/view";
import type { RoundAnswers } from "./ask-round";
import { type Answer, isIdle, isPairIdle, partOf } from "./chart-answer";
import { ChartCard } from "./chart-card";
import type { ChartMoves } from "./chart-menu";
import type { EditChart } from "./edit-chart";
import type { OverviewContextValue } from "./overview-context";
import { PairedCard } from "./paired-card";
import { useFocusAfter } from "./use-focus-after";

const COLUMN_PX = 360;
const GAP_PX = 12;
/** Charts of any height stand close: the grid has lines this fine, and each chart spans as many as it is high. */
const ROW_PX = 4;

export type EditCharts = (change: (charts: readonly ChartRef[]) => readonly ChartRef[]) => void;

/** What the charts are drawn from, all of it of one moment. */
export interface Picture {
  context: OverviewContextValue;
  charts: readonly ChartRef[];
  answers: RoundAnswers<Answer> | null;
  shownKey: string | null;
  /** Of the rows that all answers take in; undefined before there are any. */
  rowsRevision: number | undefined;
  unfolded: ReadonlySet<string>;
}

export const Charts = memo(function Charts({
  picture,
  width,
  addButton,
  onEdit,
  onUnfold,
}: {
  picture: Picture;
  width: number;
  /** Has the focus when the last chart is hidden. */
  addButton: RefObject<HTMLButtonElement | null>;
  onEdit: EditCharts;
  onUnfold: (chart: ChartRef, isUnfolded: boolean) => void;
}) {
  const { context, charts, answers, unfolded } = picture;
  const lines = Math.max(1, Math.floor((width - GAP_PX) / (COLUMN_PX + GAP_PX)));
  const grid = useRef<HTMLDivElement>(null);
  const leave = useFocusAfter(grid, charts, addButton);
  const moves = useMemo(
    () => new Map(charts.map((chart) => [chartId(chart), movesOf(charts, chartId(chart), onEdit, leave)])),
    [charts, onEdit, leave],
  );
  const editOne = useCallback<EditChart>(
    (chart, change) =>
      onEdit((all) => all.map((newest) => (chartId(newest) === chartId(chart) ? change(newest) : newest))),
    [onEdit],
  );
  // Charts chosen by Loupe that have nothing to show stand back; those a person chose say so.
  const shown = charts.filter((chart) => {
    const value = answers?.get(chartId(chart))?.value ?? null;
    if (context.view.charts !== null || value === null || !context.isReady) return true;
    if ("paired" in value) return value.paired !== null && !isPairIdle(chart, value.paired);
    return value.single === null || !isIdle(chart, value.single);
  });
  return (
    <div
      ref={grid}
      className="grid grid-flow-row-dense gap-x-3 print:block"
      style={{ gridTemplateColumns: `repeat(${lines}, minmax(0, 1fr))`, gridAutoRows: ROW_PX }}
    >
      {shown.map((chart) => {
        const id = chartId(chart);
        return (
          <GridPlace
            key={id}
            id={id}
            expectedPx={EXPECTED_HEIGHT[chart.kind]}
            isWide={lines > 1 && isWide(chart)}
          >
            {context.compared === null ? (
              <ChartCard
                chart={chart}
                answer={partOf(answers?.get(id), "single")}
                isUnfolded={unfolded.has(id)}
                moves={moves.get(id) ?? NO_MOVES}
                onEdit={editOne}
                onUnfold={onUnfold}
              />
            ) : (
              <PairedCard
                chart={chart}
                compared={context.compared}
                answer={partOf(answers?.get(id), "paired")}
                moves={moves.get(id) ?? NO_MOVES}
                onEdit={editOne}
              />
            )}
          </GridPlace>
        );
      })}
    </div>
  );
});

const NO_MOVES: ChartMoves = { first: null, earlier: null, later: null, hide: () => undefined };

function movesOf(
  charts: readonly ChartRef[],
  id: string,
  edit: EditCharts,
  leave: (id: string) => void,
): ChartMoves {
  const place = charts.findIndex((chart) => chartId(chart) === id);
  const others = (all: readonly ChartRef[]) => all.filter((chart) => chartId(chart) !== id);
  const to = (target: number) => () =>
    edit((all) => {
      const chart = all.find((candidate) => chartId(candidate) === id);
      return chart === undefined ? all : others(all).toSpliced(target, 0, chart);
    });
  return {
    first: place > 0 ? to(0) : null,
    earlier: place > 0 ? to(place - 1) : null,
    later: place < charts.length - 1 ? to(place + 1) : null,
    hide: () => {
      leave(id);
      edit(others);
    },
  };
}

function isWide(chart: ChartRef): boolean {
  return chart.kind === "wins";
}

/** Heights to reckon with before a chart is drawn, in px. */
const EXPECTED_HEIGHT: Readonly<Record<ChartRef["kind"], number>> = {
  values: 300,
  teachers: 200,
  "pair-models": 420,
  histogram: 230,
  labels: 230,
  "hit-rate": 300,
  "label-turns": 360,
  "tool-steps": 240,
  wins: 420,
  cross: 420,
};

/** A place in the grid, as high as the chart in it. */
function GridPlace({
  id,
  expectedPx,
  isWide: spansTwo,
  children,
}: {
  id: string;
  expectedPx: number;
  isWide: boolean;
  children: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(expectedPx);
  useLayoutEffect(() => {
    const node = box.current;
    if (node === null) return;
    setHeight(node.offsetHeight);
    const observer = new ResizeObserver(() => setHeight(node.offsetHeight));
    observer.observe(node);
    return () => observer.disconnect();
  }, []);
  return (
    <div
      data-place={id}
      className="min-w-0"
      style={{
        gridRowEnd: `span ${Math.ceil((height + GAP_PX) / ROW_PX)}`,
        ...(spansTwo ? { gridColumnEnd: "span 2" } : {}),
      }}
    >
      <div ref={box}>{children}</div>
    </div>
  );
}
