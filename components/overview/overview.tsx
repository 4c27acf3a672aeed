"use client";

import "@/components/shell/print.css";
import {
  memo,
  type ReactNode,
  useCallback,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { AT_ONCE_MS, useHeld } from "@/components/shell/use-held";
import { Button } from "@/components/ui";
import type { Engine } from "@/lib/engine";
import { chartId, chooseCharts } from "@/lib/overview";
import { type ComparedChart, compareChart } from "@/lib/query/compare";
import { askChart, type ChartAnswer } from "@/lib/query/overview";
import { OWN_COLUMNS } from "@/lib/schema";
import { type ChartRef, subjectsOfChart } from "@/lib/view";
import { AddChart } from "./add-chart";
import { FOLDED_VALUES, UNFOLDED_VALUES } from "./breakdown-view";
import { ChartCard } from "./chart-card";
import { StaleContext } from "./chart-figure";
import type { ChartMoves } from "./chart-menu";
import type { Compared } from "./compared-side";
import {
  OverviewContext,
  type OverviewContextValue,
  type OverviewInput,
  type ViewChange,
} from "./overview-context";
import { PairedCard } from "./paired-card";
import { useCodedRows } from "./use-coded-rows";
import { useElementWidth } from "./use-element-width";
import { useLabelLengths } from "./use-label-lengths";
import { type Round, type RoundAnswer, type RoundQuestion, useRound } from "./use-round";

const COLUMN_PX = 360;
const GAP_PX = 12;
/** Charts of any height stand close: the grid has lines this fine, and each chart spans as many as it is high. */
const ROW_PX = 4;
/** What A4 and Letter have between their margins, less the padding of cards. */
const PAPER_PX = 680;

/** Pictures of the dataset in view, each of them a filter. Loaded when its tab is opened. */
export function Overview({
  context,
  compared = null,
  banner = null,
  revision,
  keyWithout,
  viewKey,
  onShown,
}: {
  context: OverviewInput;
  /** The sides that charts show beside each other, once both can be asked; null for the view alone. */
  compared?: Compared | null;
  /** Stands above the charts. */
  banner?: ReactNode;
  revision: number;
  keyWithout: (columns: readonly string[]) => string;
  /** Names the rows in view; null while they cannot be asked for. */
  viewKey: string | null;
  /** Called when the charts of a view are drawn, before they are painted. */
  onShown: (viewKey: string) => void;
}) {
  const { scope, roles, view } = context;
  const box = useRef<HTMLDivElement>(null);
  const width = useElementWidth(box, PAPER_PX);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const chosen = useMemo(() => chooseCharts(scope.columns, roles), [scope.columns, roles]);
  const charts = useMemo(() => {
    const seen = new Set<string>();
    // A link can name a chart twice; the first one counts.
    return (view.charts ?? chosen).filter((chart) => {
      const id = chartId(chart);
      return !seen.has(id) && seen.add(id);
    });
  }, [view.charts, chosen]);
  const labelLengths = useLabelLengths(
    context.dataset,
    context.isReady,
    charts.some(({ kind }) => kind === "hit-rate"),
  );
  const lengthsB = useLabelLengths(
    compared?.b.dataset ?? context.dataset,
    context.isReady,
    // Of the same dataset they are measured once, for A.
    compared !== null &&
      compared.b.dataset !== context.dataset &&
      charts.some(({ kind }) => kind === "hit-rate"),
  );
  const hasLengths = labelLengths.status === "known";
  const questions = charts.map((chart): RoundQuestion<Answer> => {
    const id = chartId(chart);
    if (compared !== null) return comparedQuestion(chart, compared, hasLengths, lengthsB.status === "known");
    const limit = unfolded.has(id) ? UNFOLDED_VALUES : FOLDED_VALUES;
    const key = JSON.stringify([chart, roles, limit, hasLengths, keyWithout(subjectsOfChart(chart))]);
    const request = { chart, roles, limit, hasLengths };
    const ask = async (engine: Engine, signal: AbortSignal): Promise<Answer> => ({
      single: await askChart(engine, scope, request, signal),
    });
    return { id, key, ask };
  });
  const round = useRound(context.dataset, viewKey, revision, !context.isReady, questions);
  useCodedRows(context, charts, compared === null && !round.isPending && round.value?.viewKey === viewKey);
  // While a range is dragged only one round is under way; the newest range waits for it and the others are skipped.
  const pace = useRef<{ isBusy: boolean; next: ViewChange | null }>({ isBusy: false, next: null });
  // The same functions in every view: charts that were given others would be drawn again before the rows are asked for.
  const { onDraft, onEdit } = context;
  const pacedDraft = useCallback(
    (next: ViewChange | null) => {
      if (next === null || !pace.current.isBusy) {
        pace.current = { isBusy: next !== null, next: null };
        onDraft(next);
      } else pace.current.next = next;
    },
    [onDraft],
  );
  const pacedEdit = useCallback(
    (change: ViewChange) => {
      pace.current.next = null;
      onEdit(change);
    },
    [onEdit],
  );
  const paced = useMemo<OverviewContextValue>(
    () => ({
      ...context,
      labelLengths,
      compared: compared === null ? null : { ...compared, lengthsB },
      onDraft: pacedDraft,
      onEdit: pacedEdit,
    }),
    [context, labelLengths, compared, lengthsB, pacedDraft, pacedEdit],
  );

  // The numbers are asked for first, and the pictures drawn while the database counts.
  const shownKey = round.value?.viewKey ?? null;
  const answers = round.value?.answers ?? null;
  const newest = useMemo<Picture>(
    () => ({ context: paced, charts, answers, shownKey, unfolded }),
    [paced, charts, answers, shownKey, unfolded],
  );
  // A new view is drawn with its numbers, once; unless they are long in coming, then what was picked shows before.
  const isBehind = shownKey !== null && viewKey !== null && shownKey !== viewKey && round.error === null;
  const drawn = useDeferredValue(useHeld(newest, isBehind, AT_ONCE_MS));
  // Before the browser paints, so that the time a view takes ends with its picture.
  useLayoutEffect(() => {
    if (drawn.shownKey !== null) onShown(drawn.shownKey);
  }, [drawn, onShown]);
  useEffect(() => {
    if (round.isPending || drawn.shownKey !== viewKey) return;
    const { next } = pace.current;
    pace.current = { isBusy: next !== null, next: null };
    if (next !== null) onDraft(next);
  });

  const editCharts = useCallback<EditCharts>(
    (change) => pacedEdit((now) => ({ ...now, charts: change(now.charts ?? chosen) })),
    [pacedEdit, chosen],
  );
  const unfold = useCallback((chart: ChartRef, isOn: boolean) => {
    const id = chartId(chart);
    setUnfolded((old) => new Set(isOn ? [...old, id] : [...old].filter((other) => other !== id)));
  }, []);

  return (
    <OverviewContext value={drawn.context}>
      <section
        ref={box}
        aria-label="Overview"
        data-print-root="unless-record"
        className="min-h-0 flex-1 overflow-y-auto bg-surface-2 p-3 print:bg-surface print:p-0"
      >
        {banner}
        <div className="-mt-1 mb-2 flex items-center justify-end gap-1 print:hidden">
          {view.charts === null ? null : (
            <Button variant="quiet" size="sm" onClick={() => pacedEdit((now) => ({ ...now, charts: null }))}>
              Restore all charts
            </Button>
          )}
          <AddChart
            onAdd={(chart) =>
              editCharts((old) => [chart, ...old.filter((other) => chartId(other) !== chartId(chart))])
            }
          />
        </div>
        {charts.length === 0 ? (
          <p className="py-8 text-center text-ink-3">
            {scope.columns.length === 0
              ? "The first rows are being read."
              : "No chart is shown. Add one, or restore all."}
          </p>
        ) : null}
        <StaleContext value={round.isPending || drawn !== newest}>
          {width === 0 ? null : (
            <Charts picture={drawn} width={width} onEdit={editCharts} onUnfold={unfold} />
          )}
        </StaleContext>
      </section>
    </OverviewContext>
  );
}

type EditCharts = (change: (charts: readonly ChartRef[]) => readonly ChartRef[]) => void;

/** What the charts are drawn from, all of it of one moment. */
interface Picture {
  context: OverviewContextValue;
  charts: readonly ChartRef[];
  answers: Round<Answer>["answers"] | null;
  shownKey: string | null;
  unfolded: ReadonlySet<string>;
}

const Charts = memo(function Charts({
  picture,
  width,
  onEdit,
  onUnfold,
}: {
  picture: Picture;
  width: number;
  onEdit: EditCharts;
  onUnfold: (chart: ChartRef, isUnfolded: boolean) => void;
}) {
  const { context, charts, answers, unfolded } = picture;
  const lines = Math.max(1, Math.floor((width - GAP_PX) / (COLUMN_PX + GAP_PX)));
  const moves = useMemo(
    () => new Map(charts.map((chart) => [chartId(chart), movesOf(charts, chartId(chart), onEdit)])),
    [charts, onEdit],
  );
  const editOne = useCallback(
    (next: ChartRef) =>
      onEdit((old) => old.map((chart) => (chartId(chart) === chartId(next) ? next : chart))),
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
      className="grid grid-flow-row-dense gap-x-3 print:block"
      style={{ gridTemplateColumns: `repeat(${lines}, minmax(0, 1fr))`, gridAutoRows: ROW_PX }}
    >
      {shown.map((chart) => {
        const id = chartId(chart);
        return (
          <GridPlace key={id} expectedPx={EXPECTED_HEIGHT[chart.kind]} isWide={lines > 1 && isWide(chart)}>
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

function movesOf(charts: readonly ChartRef[], id: string, edit: EditCharts): ChartMoves {
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
    hide: () => edit(others),
  };
}

/** What a chart was answered: the view alone, or both sides. */
type Answer = { single: ChartAnswer | null } | { paired: ComparedChart | null };
type Part<Kind> = Kind extends "single" ? ChartAnswer : ComparedChart;

function comparedQuestion(
  chart: ChartRef,
  { a, b }: Compared,
  hasLengthsA: boolean,
  hasLengthsB: boolean,
): RoundQuestion<Answer> {
  const hasLengths = { a: hasLengthsA, b: b.dataset === a.dataset ? hasLengthsA : hasLengthsB };
  const request = { chart, roles: a.roles, limit: UNFOLDED_VALUES, hasLengths };
  return {
    id: chartId(chart),
    key: JSON.stringify(["paired", chart, a.roles, hasLengths, a.key, b.key, b.side.place]),
    ask: async (engine, signal) => ({
      paired: await compareChart({ ...a.side, engine }, b.side, request, signal),
    }),
  };
}

const parts = new WeakMap<RoundAnswer<Answer>, RoundAnswer<unknown> | null>();

/** The answer where it is of a kind: the last one of the other kind may still be there. The same for the same answer. */
function partOf<Kind extends "single" | "paired">(
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
function isIdle(chart: ChartRef, answer: ChartAnswer): boolean {
  switch (answer.kind) {
    case "breakdown":
      return answer.breakdown.distinct === 0 && chart.columns[0] !== OWN_COLUMNS.problems;
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

function isPairIdle(chart: ChartRef, answer: ComparedChart): boolean {
  switch (answer.kind) {
    case "values":
      return [answer.a, answer.b].every((side) => side === null || isIdle(chart, side));
    case "numbers":
      return false;
    case "cross":
      return answer.cross.a.cells.length + answer.cross.b.cells.length === 0;
  }
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
  expectedPx,
  isWide: spansTwo,
  children,
}: {
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
