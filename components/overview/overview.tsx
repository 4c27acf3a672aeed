"use client";

import "@/components/shell/print.css";
import {
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
import { BEHIND_MS, useLong } from "@/components/shell/use-long";
import type { ForeseenScope } from "@/components/shell/use-scope";
import { Button } from "@/components/ui";
import type { Engine } from "@/lib/engine";
import { chartId, chooseCharts } from "@/lib/overview";
import { engineOf } from "@/lib/query";
import { askChart } from "@/lib/query/overview";
import { type ChartRef, subjectsOfChart, type ViewState } from "@/lib/view";
import { AddChart } from "./add-chart";
import type { RoundQuestion } from "./ask-round";
import { FOLDED_VALUES, UNFOLDED_VALUES } from "./breakdown-view";
import { type Answer, comparedQuestion } from "./chart-answer";
import { columnsAsked } from "./chart-columns";
import { BehindContext, StaleContext } from "./chart-figure";
import { Charts, type EditCharts, type Picture } from "./chart-grid";
import type { Compared } from "./compared-side";
import {
  OverviewContext,
  type OverviewContextValue,
  type OverviewInput,
  type ViewChange,
} from "./overview-context";
import { growingWords, partOfRows, type ReadRows } from "./rows-counted";
import { useCodedRows } from "./use-coded-rows";
import { useElementWidth } from "./use-element-width";
import { useLabelLengths } from "./use-label-lengths";
import { useRound } from "./use-round";

/** What A4 and Letter have between their margins, less the padding of cards. */
const PAPER_PX = 680;
/** While messages are searched nothing else can be counted. */
const BEFORE_WORDS = "Charts stay as they were until the search is done.";

/** How a view is asked about before it is drawn. */
export interface Foresight {
  /** What a view will ask; null when that cannot be told yet. */
  foresee: (view: ViewState) => ForeseenScope | null;
  /** Changes the view as `onEdit` does. `ask` is told the new one first, and what it asks is on its way when it is drawn. */
  editAsked: (change: ViewChange, ask: (view: ViewState) => void) => void;
}

/** Pictures of the dataset in view, each of them a filter. Loaded when its tab is opened. */
export function Overview({
  context,
  foresight,
  compared = null,
  banner = null,
  onPaper,
  revision,
  revisionOf,
  keyWithout,
  viewKey,
  read,
  onShown,
}: {
  context: OverviewInput;
  foresight: Foresight;
  /** The sides that charts show beside each other, once both can be asked; null for the view alone. */
  compared?: Compared | null;
  /** Stands above the charts. */
  banner?: ReactNode;
  /** Stands above them on paper, for those who see it without the page: of which file and which of its rows they are. */
  onPaper: string;
  revision: number;
  /** The revision of what is asked of these columns. */
  revisionOf: (columns: readonly string[]) => number;
  keyWithout: (columns: string | readonly string[]) => string;
  /** Names the rows in view; null while they cannot be asked for. */
  viewKey: string | null;
  read: ReadRows;
  /** Called when the charts of a view are drawn, before they are painted. */
  onShown: (viewKey: string) => void;
}) {
  const { scope, roles, view } = context;
  const box = useRef<HTMLDivElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
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
  const questionsOf = (asked: Pick<ForeseenScope, "scope" | "keyWithout">) =>
    charts.map((chart): RoundQuestion<Answer> => {
      const id = chartId(chart);
      if (compared !== null)
        return comparedQuestion(chart, compared, revision, hasLengths, lengthsB.status === "known");
      const limit = unfolded.has(id) ? UNFOLDED_VALUES : FOLDED_VALUES;
      const key = JSON.stringify([chart, roles, limit, hasLengths, asked.keyWithout(subjectsOfChart(chart))]);
      const request = { chart, roles, limit, hasLengths };
      const columns = columnsAsked(chart, roles, asked.scope.view.filters);
      const ask = async (engine: Engine, signal: AbortSignal): Promise<Answer> => ({
        single: await askChart(engineOf(engine, asked.scope, columns), asked.scope, request, signal),
      });
      return { id, key, revision: revisionOf(columns), part: partOfRows(scope, columns, read), ask };
    });
  const { round, askAhead } = useRound(
    context.dataset,
    viewKey,
    revision,
    { revision: scope.rowsRevision, readUntilNow: context.isReady ? null : read.rows },
    questionsOf({ scope, keyWithout }),
  );
  const askView = useRef<(next: ViewState) => void>(() => undefined);
  useLayoutEffect(() => {
    askView.current = (next) => {
      const foreseen = compared === null && viewKey !== null ? foresight.foresee(next) : null;
      if (foreseen === null || foreseen.countKey === viewKey) return;
      askAhead({ viewKey: foreseen.countKey, questions: questionsOf(foreseen) });
    };
  });
  useCodedRows(context, charts, compared === null && !round.isPending && round.value?.viewKey === viewKey);
  // While a range is dragged only one round is under way; the newest range waits for it and the others are skipped.
  const pace = useRef<{ isBusy: boolean; next: ViewChange | null }>({ isBusy: false, next: null });
  // The same functions in every view: charts that were given others would be drawn again before the rows are asked for.
  const { onDraft } = context;
  const { editAsked } = foresight;
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
      editAsked(change, (next) => askView.current(next));
    },
    [editAsked],
  );
  const paced = useMemo<OverviewContextValue>(
    () => ({
      ...{ ...context, labelLengths },
      compared: compared === null ? null : { ...compared, lengthsB },
      onDraft: pacedDraft,
      onEdit: pacedEdit,
    }),
    [context, labelLengths, compared, lengthsB, pacedDraft, pacedEdit],
  );

  // The numbers are asked for first, and the pictures drawn while the database counts.
  const shownKey = round.value?.viewKey ?? null;
  const answers = round.value?.answers ?? null;
  const rowsRevision = round.value?.rowsRevision;
  const newest = useMemo<Picture>(
    () => ({ context: paced, charts, answers, shownKey, rowsRevision, unfolded }),
    [paced, charts, answers, shownKey, rowsRevision, unfolded],
  );
  // A new view is drawn with its numbers, once; unless they are long in coming, then what was picked shows before.
  const isBehind = shownKey !== null && viewKey !== null && shownKey !== viewKey && round.error === null;
  const isUncounted = context.isReady && shownKey !== null && viewKey === null;
  const isLongBehind = useLong(isUncounted || isBehind, BEHIND_MS);
  const drawn = useDeferredValue(useHeld(newest, isBehind, AT_ONCE_MS));
  const isGrowing = !context.isReady || (drawn.answers !== null && drawn.rowsRevision !== scope.rowsRevision);
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
  const addChart = useCallback(
    (chart: ChartRef) =>
      editCharts((old) => [chart, ...old.filter((other) => chartId(other) !== chartId(chart))]),
    [editCharts],
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
        <p className="mb-2 hidden text-ink-2 [overflow-wrap:anywhere] print:block">{onPaper}</p>
        <div className="-mt-1 mb-2 flex items-center justify-end gap-1 print:hidden">
          <p role="status" className="mr-auto text-ink-2 text-xs">
            {isUncounted
              ? BEFORE_WORDS
              : isGrowing
                ? growingWords(drawn.answers, scope.matches !== null)
                : ""}
          </p>
          {view.charts === null ? null : (
            <Button variant="quiet" size="sm" onClick={() => pacedEdit((now) => ({ ...now, charts: null }))}>
              Restore all charts
            </Button>
          )}
          <AddChart ref={addButton} columns={scope.columns} labels={context.labels} onAdd={addChart} />
        </div>
        {charts.length === 0 ? (
          <p className="py-8 text-center text-ink-3">
            {scope.columns.length === 0
              ? "The first rows are being read."
              : "No chart is shown. Add one, or restore all."}
          </p>
        ) : null}
        <StaleContext value={round.isPending || drawn !== newest}>
          <BehindContext value={isLongBehind}>
            {width === 0 ? null : (
              <Charts picture={drawn} {...{ width, addButton }} onEdit={editCharts} onUnfold={unfold} />
            )}
          </BehindContext>
        </StaleContext>
      </section>
    </OverviewContext>
  );
}
