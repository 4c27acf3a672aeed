"use client";

import { type RefObject, useImperativeHandle, useMemo, useRef } from "react";
import { type CompareContext, ComparedOverviewLoader, CompareLoader } from "@/components/compare";
import { type OverviewInput, OverviewLoader } from "@/components/overview";
import { type GridColumns, RowsGrid, type RowsGridControl } from "@/components/table";
import { TabPanel, Tabs } from "@/components/ui";
import type { Dataset, DatasetState } from "@/lib/ingest";
import { OWN_COLUMNS } from "@/lib/schema";
import { sourceName, type ViewState } from "@/lib/view";
import type { Panes } from "./dataset-panes";
import { EmptyRows } from "./empty-rows";
import { FilterChips } from "./filter-chips";
import { foundWords, searchedWords } from "./in-view-words";
import { LoadReportPanel } from "./load-report";
import { takePageScrollPx } from "./page-scroll";
import { paperWords } from "./paper-words";
import { partText } from "./report-text";
import { SearchBox } from "./search-box";
import { TableBar } from "./table-bar";
import { useFilterWords } from "./use-filter-words";
import type { OpenRow } from "./use-open-row";
import type { ScopeState } from "./use-scope";
import type { SearchState } from "./use-search";
import { currentView, editView, editViewAsked, returnToView, setView } from "./use-view";
import type { ViewRows } from "./use-view-rows";

const CHART_HINT =
  "No filter. Click a mark of a chart to filter by it; with Shift it is added, with Alt left out; drag over a range.";

/** The middle of the workbench: the bars over the rows, and the table, the overview or the comparison. */
export function DatasetTabs({
  dataset,
  state,
  view,
  shownView,
  onDraft,
  scoped,
  rows,
  grid,
  labels,
  search,
  searchInput,
  onSearch,
  toView,
  panes,
  isReportOpen,
  onCloseReport,
  onReadAnew,
  openRow,
  onOpenAt,
  paneElement,
}: {
  dataset: Dataset;
  state: DatasetState;
  /** The view of the link, and what is shown of it while a range is dragged. */
  view: ViewState;
  shownView: ViewState;
  onDraft: OverviewInput["onDraft"];
  scoped: ScopeState;
  rows: ViewRows;
  grid: GridColumns;
  labels: ReadonlyMap<string, string>;
  search: SearchState;
  searchInput: RefObject<HTMLInputElement | null>;
  onSearch: (text: string) => void;
  /** Gives the focus to the table, or to the first thing of what stands in its place. */
  toView: RefObject<(() => void) | null>;
  panes: Panes;
  isReportOpen: boolean;
  onCloseReport: () => void;
  /** Reads the files though an index of them was kept. */
  onReadAnew: () => void;
  openRow: OpenRow;
  onOpenAt: (index: number) => void;
  /** Where the comparison shows the difference of two records; null while none is open. */
  paneElement: HTMLElement | null;
}) {
  const { scope, revision, roles, hasIndex, countKey, wholeKey } = scoped;
  const isReady = state.status === "ready";
  const viewKey = hasIndex ? countKey : null;
  // Charts and comparisons are not drawn again and again for what a search finds.
  const settledKey = hasIndex ? wholeKey : null;
  const { counts, publishedRows } = rows;
  // What a search finds of rows that are being read is not the last.
  const isFinal = rows.isOfAllRows && (isReady || scope.matches === null);
  const hasMatches = view.search !== "" && search.text === view.search;
  const isSearching = view.search !== "" && !hasMatches && search.error === null;
  // Rows are still to be searched, or were found since these were counted.
  const isFindingMore =
    hasMatches && (search.isRunning || search.error !== null || counts?.searched !== search.found);
  const before = isSearching ? "searching" : search.error === null ? "counting" : "failed";
  const mainElement = useRef<HTMLElement>(null);
  const gridElement = useRef<HTMLDivElement>(null);
  useImperativeHandle(toView, () => () => {
    const panel = mainElement.current?.querySelector<HTMLElement>("[role=tabpanel]");
    const first = panel?.querySelector<HTMLElement>("button, a, input, select, [tabindex='0']");
    (gridElement.current ?? first ?? panel)?.focus();
  });
  const focusGrid = () => gridElement.current?.focus({ preventScroll: true });
  const gridControl = useRef<RowsGridControl>(null);
  const cancelSort = () => {
    // Whoever sees the first rows of the order wants it: only the jump to others is taken back.
    if (rows.sorting === "all") gridControl.current?.goBack();
    else returnToView({ ...currentView(), sort: rows.shownSort });
    // The button that had the focus goes.
    focusGrid();
  };
  const clearSort = () => {
    editView((old) => ({ ...old, sort: [] }));
    focusGrid();
  };
  const nameOf = (column: string) => labels.get(column) ?? column;
  // While rows are being sorted, the words beside them say by what.
  const isOrderShown = view.tab === "table" && rows.sorting === null;
  const overview = useMemo<OverviewInput>(
    () => ({
      ...{ dataset, scope, roles, labels, isReady, onDraft },
      view: shownView,
      onEdit: editView,
    }),
    [dataset, scope, roles, labels, isReady, onDraft, shownView],
  );
  const overviewProps = {
    ...{ context: overview, viewKey: settledKey },
    revision: scoped.marksRevision,
    revisionOf: scoped.revisionOf,
    keyWithout: scoped.keyWithout,
    foresight: { foresee: scoped.foresee, editAsked: editViewAsked },
    read: {
      rows: isReady || state.status === "reading" ? state.rows : 0,
      hasAll: isReady || (state.status === "reading" && state.hasAllRows),
    },
    onShown: rows.onOverviewShown,
    onPaper: paperWords({
      names: view.src.map(sourceName),
      inView: counts?.inView ?? null,
      ofRows: rows.countedRows ?? 0,
      isFinal: isFinal && !isFindingMore,
      view: shownView,
    }),
  };
  const labelOf = useFilterWords(dataset, shownView.filters, scope.rowsRevision ?? 0);
  const compareContext: CompareContext = {
    ...{ dataset, scope, roles, labels, view, isReady, revision },
    // What is compared is asked anew only under another name.
    viewKey: settledKey === null ? null : `${settledKey} ${scoped.placeRevision}`,
    onChange: setView,
    report: state.report,
    onOpenRow: (row) =>
      editView((old) => ({ ...old, row: { kind: "position", row }, message: null, records: null })),
    // To open one, and to close it, are steps to go back from; moving on to another is not.
    onOpenRecords: (records) =>
      editView(
        (old) => ({ ...old, records }),
        view.records === null || records === null ? "push" : "replace",
      ),
    paneElement,
  };
  return (
    <Tabs
      value={view.tab}
      onValueChange={(tab) => editView((old) => ({ ...old, tab }))}
      className="flex min-w-0 flex-1"
    >
      <main ref={mainElement} className="flex min-w-0 flex-1 flex-col">
        {isReportOpen ? (
          <LoadReportPanel
            report={state.report}
            part={partText(state)}
            onClose={onCloseReport}
            onReadAnew={onReadAnew}
          />
        ) : null}
        <TableBar
          isNarrow={panes.isNarrow}
          hasFacets={panes.hasFacets}
          filterCount={shownView.filters.length}
          onToggleFacets={panes.toggleFacets}
          search={<SearchBox inputRef={searchInput} text={view.search} state={search} onSearch={onSearch} />}
          counts={counts}
          publishedRows={publishedRows}
          countedRows={rows.countedRows}
          isFinal={isFinal && !isFindingMore}
          ahead={rows.isCountBehind ? before : null}
          sortedBy={rows.sorting === null ? null : scope.view.sort.map(({ column }) => nameOf(column))}
          onCancelSort={rows.sorting === null ? null : cancelSort}
          shownSort={(isOrderShown ? rows.shownSort : []).map(({ column, descending }) => ({
            name: nameOf(column),
            isDescending: descending,
          }))}
          onClearSort={clearSort}
          viewKey={viewKey}
          charts={view.tab === "overview" ? rows.charts : null}
          grid={grid}
        />
        <FilterChips
          view={shownView}
          labelOf={labelOf}
          onChange={setView}
          hint={view.tab === "overview" && hasIndex ? CHART_HINT : null}
        />
        {rows.error === null ? null : (
          <p
            role="alert"
            className="shrink-0 border-line border-b bg-problem-soft px-3 py-1.5 text-problem text-xs"
          >
            {rows.error}
          </p>
        )}
        <TabPanel value="overview" className="flex min-h-0 flex-1 flex-col">
          {view.compare === null ? (
            <OverviewLoader {...overviewProps} />
          ) : (
            <ComparedOverviewLoader
              context={compareContext}
              compare={view.compare}
              overview={overviewProps}
            />
          )}
        </TabPanel>
        <TabPanel value="compare" className="flex min-h-0 flex-1 flex-col">
          <CompareLoader context={compareContext} />
        </TabPanel>
        <TabPanel value="table" className="flex min-h-0 flex-1 flex-col">
          <RowsGrid
            elementRef={gridElement}
            controlRef={gridControl}
            grid={grid}
            roles={roles}
            rowCount={rows.rowCount}
            rowAt={rows.rowAt}
            onLook={rows.look}
            onDraw={rows.draw}
            sort={view.sort}
            onSort={(sort) => {
              // The line number is in the index but no column of the view.
              const known = sort.filter((key) => key.column !== OWN_COLUMNS.line);
              editView((old) => ({ ...old, sort: known }));
            }}
            openRowId={openRow.rowId}
            onOpen={onOpenAt}
            takeStartPx={takePageScrollPx}
            revealIndex={openRow.index}
            viewKey={rows.shownKey}
            isBehind={rows.areRowsBehind}
            empty={
              <EmptyRows
                {...{ dataset, state, view, scope, revision, isSearching }}
                found={
                  isFindingMore
                    ? foundWords(searchedWords(counts?.searched ?? null) ?? { share: null })
                    : null
                }
                countKey={rows.counts === null ? null : countKey}
                onChange={setView}
              />
            }
          />
        </TabPanel>
      </main>
    </Tabs>
  );
}
