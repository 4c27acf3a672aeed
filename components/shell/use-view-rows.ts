"use client";

import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { type Marks, markedRowAt } from "@/components/marks";
import type { GridColumns, GridRow } from "@/components/table";
import type { Dataset, DatasetState } from "@/lib/ingest";
import { countRows, type RowCounts, type Scope } from "@/lib/query";
import { arePending, isMarkColumn } from "@/lib/schema";
import type { SearchProgress } from "@/lib/search";
import { columnsOfFilter, type SortKey, type ViewState } from "@/lib/view";
import { ShownCharts } from "./shown-charts";
import { useLiveQuery } from "./use-live-query";
import { BEHIND_MS, useLong } from "./use-long";
import { useRows } from "./use-rows";
import type { ScopeState } from "./use-scope";
import type { SearchState } from "./use-search";
import { afterPaint, finishViewTiming } from "./view-timing";
import { wantedColumns } from "./wanted-columns";

export interface CountedRows extends RowCounts {
  /** Rows of which a column that is filtered had been read by then; null when that was every row there was. */
  readRows: number | null;
  /** How far messages were searched by then; null without a search. */
  searched: SearchProgress | null;
}

export interface ViewRows {
  /** A row of the view with its marks; null while it is not here. */
  rowAt: (index: number) => GridRow | null;
  /** Tells which rows are on the screen. */
  look: (first: number, end: number) => void;
  /** Tells which columns are on the screen. */
  draw: (columns: readonly string[]) => void;
  /** Rows that the table has, counted or not yet. */
  rowCount: number;
  /** null until the index has answered. */
  counts: CountedRows | null;
  /** Rows of the dataset when all of them are in view; null when a filter or a search leaves some out. */
  publishedRows: number | null;
  /** Of how many rows the count of the rows in view is; null until the index has answered. */
  countedRows: number | null;
  /** No more of them are to come. A count of some moments ago is of fewer. */
  isOfAllRows: boolean;
  /** Key of the view whose rows `rowAt` gives; null while they are the first rows of the file. */
  shownKey: string | null;
  /** Rows and their counts are those of the view in the link. */
  isShown: boolean;
  /** The rows on the screen have been those of another view for a while. */
  areRowsBehind: boolean;
  /**
   * The rows of the view have been put into its order for a while: "first" until the first ones are there, "all" where
   * some far down are looked for.
   */
  sorting: "first" | "all" | null;
  /** The order of the rows on the screen, which is that of the view before meanwhile. */
  shownSort: readonly SortKey[];
  /** The count has been that of another view for a while, or is not there yet. */
  isCountBehind: boolean;
  /** Which view the charts on the screen are of. */
  charts: ShownCharts;
  /** Tells that the charts of a view are drawn, before they are painted. */
  onOverviewShown: (viewKey: string) => void;
  /** Why rows could not be fetched. */
  rowsError: string | null;
  /** Why rows could not be fetched, or counted. */
  error: string | null;
}

/** Rows of the view and how many there are, from the first ones of the file to those that the index answers with. */
export function useViewRows(input: {
  dataset: Dataset;
  state: DatasetState;
  /** The view of the link, and what is shown of it while a range is dragged. */
  view: ViewState;
  shownView: ViewState;
  scoped: ScopeState;
  search: SearchState;
  grid: GridColumns;
  marks: Marks;
  uniqueIdColumn: string | null;
}): ViewRows {
  const { dataset, state, view, shownView, scoped, search, grid, marks, uniqueIdColumn } = input;
  const { scope, revision, rowsKey, countKey, hasIndex } = scoped;
  const isOpen = state.status === "reading" || state.status === "ready";
  const isOverview = view.tab === "overview";
  const isUnfiltered = shownView.filters.length === 0 && view.search === "";
  const isPlain = isUnfiltered && view.sort.length === 0;
  const preview = isOpen && isPlain ? state.preview : null;
  const pending = state.status === "reading" ? state.pending : null;

  const counts = useLiveQuery(
    dataset,
    hasIndex ? countKey : null,
    revision,
    async (engine, signal): Promise<CountedRows> => ({
      ...(await countRows(engine, scope, signal)),
      readRows: readRowsOf(scope),
      searched: scope.matches === null ? null : search.found,
    }),
  );
  const [charts] = useState(() => new ShownCharts());
  const [overviewKey, setOverviewKey] = useState<string | null>(null);
  const newest = useRef({ countKey, countedKey: counts.key });
  useLayoutEffect(() => {
    newest.current = { countKey, countedKey: counts.key };
  }, [countKey, counts.key]);
  const onOverviewShown = useCallback(
    (key: string) => {
      const { countKey: shown, countedKey } = newest.current;
      if (key === shown && key === countedKey) finishViewTiming();
      charts.set(key);
      // What waits for the charts must not keep them from being painted.
      afterPaint(() => setOverviewKey(key));
    },
    [charts],
  );
  // No rows are on the screen beside the charts; only steps from record to record need them there.
  const isStepping = view.row !== null && shownView === view && overviewKey === countKey;
  const [drawnColumns, setDrawnColumns] = useState<readonly string[]>([]);
  const rows = useRows({
    dataset,
    scope,
    scopeKey: hasIndex && (!isOverview || isStepping) ? rowsKey : null,
    revision,
    isAside: isOverview,
    isAppendOnly:
      view.sort.length === 0 && (state.status !== "ready" || search.isRunning) && pending === null,
    pending,
    columns: wantedColumns(grid, drawnColumns, uniqueIdColumn).filter((name) => !isMarkColumn(name)),
    preview,
  });
  const combined = useCallback((row: number) => marks.book.combined(row), [marks.book]);
  const previewCount = rows.shownKey === null ? (preview?.rows.length ?? 0) : 0;
  const publishedRows = isUnfiltered && isOpen ? state.rows : null;
  const countedRows = counts.value && (publishedRows ?? counts.value.readRows ?? counts.value.total);
  const isFinal =
    state.status === "ready" ||
    (state.status === "reading" && state.hasAllRows && readRowsOf(scope) === null);

  // Painted results of the view: its rows on the screen, or the knowledge that there are none.
  const isPainted = isOverview
    ? overviewKey !== null && overviewKey === countKey
    : rows.shownKey !== null && rows.shownKey === rowsKey;
  const isCounted = countKey !== null && counts.key === countKey;
  const isShown = isPainted && isCounted;
  const { filters, groupTeachers, sort } = scope.view;
  const countName = JSON.stringify([filters, groupTeachers, view.search]);
  const rowsName = JSON.stringify([countName, sort]);
  const isOfCounted = useLastTrue(countName, isCounted) === countName;
  const isShownNow = rows.shownKey !== null && rows.shownKey === rowsKey;
  const shownName = useLastTrue(rowsName, isShownNow);
  const areOfShown = shownName === rowsName;
  const isUncounted = hasIndex && publishedRows === null && !isOfCounted && counts.error === null;
  const isCountBehind = useLong(isUncounted, BEHIND_MS);
  const areRowsBehind = useLong(!isOverview && rows.shownKey !== null && !areOfShown, BEHIND_MS);
  // The first rows of another order cost as much as all of it.
  const isSorted = sort.length > 0 && rowsKey !== null && isOfCounted && !areOfShown && rows.error === null;
  const isSorting = useLong(hasIndex && !isOverview && isSorted, BEHIND_MS);
  // Rows far down are found once all of them are in order, which takes longer than finding the first.
  const isLaidDown = sort.length > 0 && isShownNow && rows.isWaiting && rows.error === null;
  const isLaying = useLong(!isOverview && isLaidDown, BEHIND_MS);
  const shownSort = useMemo<readonly SortKey[]>(
    () => (shownName === null ? [] : JSON.parse(shownName)[1]),
    [shownName],
  );
  const hasFirstRows = isShown || (!isOverview && previewCount > 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each view whose rows are there
  useEffect(() => {
    if (hasFirstRows) finishViewTiming();
  }, [hasFirstRows, isShown, rowsKey]);

  return {
    rowAt: markedRowAt(rows.rowAt, combined),
    look: rows.look,
    draw: setDrawnColumns,
    // Rows can be there before their count is: a table that were empty for that moment would lose a click.
    rowCount: counts.value?.inView ?? (rows.shownKey === null ? previewCount : (publishedRows ?? 0)),
    counts: counts.value,
    publishedRows,
    countedRows,
    isOfAllRows: isFinal && countedRows === (readRowsOf(scope) ?? state.rows),
    shownKey: rows.shownKey,
    isShown,
    areRowsBehind,
    sorting: isSorting ? "first" : isLaying ? "all" : null,
    shownSort,
    isCountBehind,
    charts,
    onOverviewShown,
    rowsError: rows.error,
    error: rows.error ?? counts.error,
  };
}

/** Of how many rows the filters can be asked; null when of every row there is. */
function readRowsOf({ pending = null, view }: Scope): number | null {
  return pending !== null && arePending(pending, view.filters.flatMap(columnsOfFilter))
    ? pending.rowEnd
    : null;
}

/** The name that was the last one of which something was so. */
function useLastTrue(name: string, isSo: boolean): string | null {
  const [last, setLast] = useState<string | null>(null);
  if (isSo && last !== name) setLast(name);
  return isSo ? name : last;
}
