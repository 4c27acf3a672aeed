"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { CompareLoader, type OpenPair, PairReader } from "@/components/compare";
import { type FacetContextValue, FacetPanel, useFacetNotes } from "@/components/facets";
import { MarksBar, markedRowAt, useMarks, useMarksActions } from "@/components/marks";
import { type OverviewInput, OverviewLoader } from "@/components/overview";
import { RecordReader } from "@/components/reader";
import { columnNames, RowsGrid, useGridColumns } from "@/components/table";
import { Dialog, TabPanel, Tabs, useToast } from "@/components/ui";
import { countRows } from "@/lib/query";
import { isMarkColumn, MARK_COLUMNS, OWN_COLUMNS } from "@/lib/schema";
import { clearFilters, sourceName, type ViewState, withFilter, withSearch } from "@/lib/view";
import { CardDialog } from "./card-dialog";
import { CommandPalette } from "./command-palette";
import { copyLink, linkTo } from "./copy-link";
import { DatasetStatus, ReadingProgress } from "./dataset-status";
import { EmptyRows } from "./empty-rows";
import { ExportMenu } from "./export-menu";
import { FailedDataset } from "./failed-dataset";
import { FilterChips } from "./filter-chips";
import { GoToDialog } from "./go-to-dialog";
import { KeysDialog } from "./keys-dialog";
import { LINE_COLUMN } from "./line-column";
import { LoadReportPanel } from "./load-report";
import { Notices } from "./notices";
import { usePaneWidths } from "./pane-widths";
import { hasFindings } from "./report-text";
import { RolesPanel } from "./roles-panel";
import { schemaHash } from "./schema-hash";
import { SearchBox } from "./search-box";
import { cancelReading, comparedDoor, type Session } from "./sessions";
import { SidePane } from "./side-pane";
import type { GivenFiles } from "./source-gate";
import { TableBar } from "./table-bar";
import { TopBar } from "./top-bar";
import { isOfMarks } from "./usable-view";
import { useCommands } from "./use-commands";
import { useDatasetState } from "./use-dataset-state";
import { useFileFactsInLink } from "./use-file-facts-in-link";
import { useLiveQuery } from "./use-live-query";
import { useNarrow } from "./use-narrow";
import { useNeighbours } from "./use-neighbours";
import { useNotices } from "./use-notices";
import { positionOf, useOpenRow } from "./use-open-row";
import { useRecordSteps } from "./use-record-steps";
import { useRows } from "./use-rows";
import { useScope } from "./use-scope";
import { useSearch } from "./use-search";
import { useShortcuts } from "./use-shortcuts";
import { editView, openPage, redoView, setView, undoView, usePage } from "./use-view";
import { finishViewTiming } from "./view-timing";
import { wantedColumns } from "./wanted-columns";

/** One open dataset: facets, table and reader, and the bars over them. */
export function DatasetView({
  session,
  view,
  linkNotices,
  given,
  onReopen,
}: {
  session: Session;
  view: ViewState;
  linkNotices: readonly string[];
  given: GivenFiles | null;
  onReopen: () => void;
}) {
  const { dataset } = session;
  const state = useDatasetState(dataset);
  const isNarrow = useNarrow();
  const page = usePage();
  const toast = useToast();
  const [hasFacets, setHasFacets] = useState(true);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const [isReportOpen, setReportOpen] = useState(false);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const [areKeysOpen, setKeysOpen] = useState(false);
  const [isGoToOpen, setGoToOpen] = useState(false);
  const [isCardOpen, setCardOpen] = useState(false);
  const [widths, setWidth] = usePaneWidths();
  // A view that is not in the link yet: a range that is being dragged over a chart.
  const [draft, setDraft] = useState<ViewState | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the link says now takes the place of the draft
  useEffect(() => setDraft(null), [view]);
  const shownView = draft ?? view;
  const [openPair, setOpenPair] = useState<OpenPair | null>(null);
  const [overviewKey, setOverviewKey] = useState<string | null>(null);
  const searchInput = useRef<HTMLInputElement>(null);

  const isReady = state.status === "ready";
  const isOpen = state.status === "reading" || isReady;
  const hasRows = isOpen && state.revision > 0;
  const search = useSearch(dataset, view.search, hasRows);
  const uniqueIdColumn = isReady ? state.uniqueIdColumn : null;
  const markIdColumn = useMemo(
    () => (isReady ? (state.columns.find((column) => column.name === uniqueIdColumn) ?? null) : null),
    [isReady, state, uniqueIdColumn],
  );
  const marks = useMarks(dataset, markIdColumn);
  const scoped = useScope(state, shownView, search, marks);
  const { scope, revision, columns, roles, rowsKey, countKey, hasIndex } = scoped;
  const isOverview = view.tab === "overview";
  const isCompare = view.tab === "compare";
  const labels = useMemo(() => columnNames(columns), [columns]);
  const skipped = state.report.problemCount > 0;
  const gridColumns = useMemo(() => (skipped ? [...columns, LINE_COLUMN] : columns), [columns, skipped]);
  const { notes, onNote, empty } = useFacetNotes();
  const grid = useGridColumns(gridColumns, roles, empty);

  const idColumnName = uniqueIdColumn ?? roles.id?.[0];
  const idColumn = columns.find((column) => column.name === idColumnName) ?? null;
  const isUnfiltered = shownView.filters.length === 0 && view.search === "";
  const isPlain = isUnfiltered && view.sort.length === 0;
  const preview = isOpen && isPlain ? state.preview : null;

  const counts = useLiveQuery(dataset, hasIndex ? countKey : null, revision, (engine, signal) =>
    countRows(engine, scope, signal),
  );
  // No rows are on the screen beside the charts; only steps from record to record need them there.
  const isStepping = view.row !== null && draft === null && overviewKey === countKey;
  const [drawnColumns, setDrawnColumns] = useState<readonly string[]>([]);
  const fetched = wantedColumns(grid, drawnColumns, uniqueIdColumn).filter((name) => !isMarkColumn(name));
  const rows = useRows({
    dataset,
    scope,
    scopeKey: hasIndex && (!isOverview || isStepping) ? rowsKey : null,
    revision,
    isAppendOnly: view.sort.length === 0 && !isReady,
    columns: fetched,
    preview,
  });
  const combined = useCallback((row: number) => marks.book.combined(row), [marks.book]);
  const rowAt = markedRowAt(rows.rowAt, combined);
  const previewCount = rows.shownKey === null ? (preview?.rows.length ?? 0) : 0;
  const inView = counts.value?.inView ?? null;
  const publishedRows = isUnfiltered && isOpen ? state.rows : null;
  // Rows can be there before their count is: a table that were empty for that moment would lose a click.
  const rowCount = inView ?? (rows.shownKey === null ? previewCount : (publishedRows ?? 0));

  const openRow = useOpenRow({
    dataset,
    scope,
    scopeKey: scoped.placeKey ?? "",
    row: view.row,
    idColumn,
    isReady,
    hasIndex: hasIndex && rowsKey !== null,
  });
  const isPage = page === "read" && view.row !== null && state.status !== "failed" && !openRow.isMissing;
  const steps = useRecordSteps({
    dataset,
    scope,
    view,
    rowId: openRow.rowId,
    index: openRow.index,
    viewKey: rowsKey,
    rowCount,
    rowAt: rows.rowAt,
    uniqueIdColumn,
    note: openRow.note,
  });
  useNeighbours({ dataset, scope, index: openRow.index, rowCount, walk: view.walk, rowAt: rows.rowAt });
  const schema = useMemo(
    () => (state.status === "ready" && !state.cancelled ? schemaHash(state.columns) : null),
    [state],
  );
  const notices = useNotices({
    state,
    schema,
    linkNotices,
    given,
    missing: scoped.missing,
    missingMarks: scoped.missingMarks,
    areMarksLost: marks.state.markCount > 0 && !marks.state.isKept,
    marksError: marks.error,
    isRowMissing: openRow.isMissing,
  });
  useFileFactsInLink(view, state, schema);

  const change = useCallback((next: ViewState) => setView(next), []);
  const onSearch = useCallback((text: string) => editView((old) => withSearch(old, text)), []);
  const copy = useCallback(() => {
    copyLink(view).then(
      () =>
        toast({
          title: "Link copied",
          description: isOfMarks(view) ? "It filters or sorts by marks: send your marks along." : undefined,
        }),
      () => toast({ title: "The browser did not allow copying", description: linkTo(view), tone: "problem" }),
    );
  }, [view, toast]);
  const marksActions = useMarksActions({
    marks,
    dataset,
    fileName: state.report.files[0]?.name ?? "dataset",
    rowCount: isReady ? state.rows : null,
    idColumn: markIdColumn,
    openRow: openRow.rowId,
    onShowDiffering: (sides) =>
      editView((old) =>
        withFilter(old, { kind: "list", column: MARK_COLUMNS.differ, values: sides, match: "any" }),
      ),
  });
  const toggleFacets = () => (isNarrow ? setSheetOpen((isOn) => !isOn) : setHasFacets((isOn) => !isOn));
  const focusSearch = () => {
    searchInput.current?.focus();
    searchInput.current?.select();
  };

  // Painted results of the view: its rows on the screen, or the knowledge that there are none.
  const isPainted = isOverview
    ? overviewKey !== null && overviewKey === countKey
    : rows.shownKey !== null && rows.shownKey === rowsKey;
  const isShown = isPainted && counts.key === countKey;
  const hasFirstRows = isShown || (!isOverview && previewCount > 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each view whose rows are there
  useEffect(() => {
    if (hasFirstRows) finishViewTiming();
  }, [hasFirstRows, isShown, rowsKey]);

  useShortcuts({
    "/": focusSearch,
    f: toggleFacets,
    j: steps.next,
    k: steps.previous,
    r: steps.wander,
    "shift+r": steps.wanderBack,
    "#": () => setGoToOpen(true),
    o: () => view.row !== null && openPage(isPage ? "browse" : "read"),
    "?": () => setKeysOpen(true),
    "mod+k": () => setPaletteOpen(true),
    "mod+z": () => void undoView(),
    "mod+shift+z": () => void redoView(),
    "mod+y": () => void redoView(),
  });
  const commands = useCommands({
    columns,
    labels,
    focusSearch,
    toggleFacets,
    copy,
    showKeys: () => setKeysOpen(true),
    showReport: () => setReportOpen(true),
    showCard: () => setCardOpen(true),
    next: steps.next,
    previous: steps.previous,
    wander: steps.wander,
    goTo: () => setGoToOpen(true),
    showPage: () => view.row !== null && openPage("read"),
    clear: () => editView(clearFilters),
    marks: marksActions.commands,
    cancel: state.status === "reading" || state.status === "opening" ? () => cancelReading(dataset) : null,
  });

  const { keyWithout, marksRevision } = scoped;
  // The rows of a new view come first; the counts beside them wait their turn at the database.
  const isTheirTurn = hasIndex && (isShown || rows.error !== null);
  const facetContext = useMemo<FacetContextValue>(
    () => ({
      ...{ dataset, scope, keyWithout, revision, marksRevision, isReady, notes, onNote },
      hasIndex: isTheirTurn,
      view: shownView,
      onEdit: editView,
    }),
    [dataset, scope, keyWithout, revision, marksRevision, isReady, notes, onNote, isTheirTurn, shownView],
  );
  const overview = useMemo<OverviewInput>(
    () => ({
      ...{ dataset, scope, roles, labels, isReady },
      view: shownView,
      onChange: change,
      onDraft: setDraft,
    }),
    [dataset, scope, roles, labels, isReady, shownView, change],
  );
  const facets = <FacetPanel context={facetContext} roles={roles} labels={labels} />;
  const isCompared = (view.compare?.src.length ?? 0) > 0;
  // The index of B is not kept once nothing is compared with it.
  useEffect(() => {
    if (!isCompared) comparedDoor.close();
  }, [isCompared]);
  const closePair = useCallback(() => setOpenPair(null), []);
  const hasReader = openRow.rowId !== null && isOpen;
  const reader =
    isCompare && openPair !== null ? (
      <PairReader pair={openPair} onClose={closePair} />
    ) : hasReader && openRow.rowId !== null ? (
      <RecordReader
        dataset={dataset}
        row={openRow.rowId}
        columns={columns}
        roles={roles}
        view={view}
        onViewChange={change}
        message={view.message}
        onMessageChange={(message) => editView((old) => ({ ...old, message }), "replace")}
        conversationField={view.conversationField}
        onConversationFieldChange={(conversationField) => editView((old) => ({ ...old, conversationField }))}
        onClose={isPage ? () => openPage("browse") : steps.close}
        isPage={isPage}
        onPageChange={(isAlone) => openPage(isAlone ? "read" : "browse")}
        onReopen={onReopen}
        onPrevious={openRow.index === null || openRow.index === 0 ? undefined : steps.previous}
        onNext={openRow.index === null || openRow.index >= rowCount - 1 ? undefined : steps.next}
        linkFor={(message) => linkTo({ ...view, message })}
        marks={
          <MarksBar
            marks={marks}
            row={openRow.rowId}
            onSettings={marksActions.openSettings}
            editNoteRef={marksActions.editNoteRef}
          />
        }
        position={positionOf(openRow, rowCount)}
        walk={view.walk}
        onGoTo={() => setGoToOpen(true)}
      />
    ) : null;

  const dialogs = (
    <>
      <CommandPalette open={isPaletteOpen} onOpenChange={setPaletteOpen} commands={commands} />
      <CardDialog
        open={isCardOpen}
        onOpenChange={setCardOpen}
        source={{
          ...{ dataset, scope, roles, view, revision },
          report: state.report,
          rows: state.status === "reading" || isReady ? state.rows : 0,
          countKey: hasIndex ? countKey : null,
        }}
      />
      <GoToDialog
        open={isGoToOpen}
        onOpenChange={setGoToOpen}
        {...{ dataset, idColumn, rowCount }}
        totalRows={counts.value?.total ?? rowCount}
        onPlace={steps.openAt}
        onRow={steps.openRow}
      />
      <KeysDialog open={areKeysOpen} onOpenChange={setKeysOpen} />
      {marksActions.dialogs}
    </>
  );
  if (isPage)
    return (
      <div className="flex h-dvh flex-col overflow-hidden">
        {state.status === "opening" || state.status === "reading" ? (
          <ReadingProgress dataset={dataset} />
        ) : null}
        <Notices items={notices.items} onDismiss={notices.dismiss} />
        <main className="min-h-0 flex-1">
          {reader ?? (
            <p role="status" className="p-4 text-ink-3">
              Opening the record
            </p>
          )}
        </main>
        {dialogs}
      </div>
    );

  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <TopBar
        status={<DatasetStatus state={state} sourceNames={view.src.map(sourceName)} />}
        hasFindings={hasFindings(state.report)}
        isReportOpen={isReportOpen}
        onToggleReport={() => setReportOpen((isOn) => !isOn)}
        onCopyLink={copy}
        onShowKeys={() => setKeysOpen(true)}
        onCommands={() => setPaletteOpen(true)}
        tools={
          columns.length === 0 ? null : (
            <>
              <RolesPanel
                columns={columns}
                roles={roles}
                chosen={view.roles}
                labels={labels}
                onChange={(chosen) => editView((old) => ({ ...old, roles: chosen }))}
              />
              <ExportMenu
                dataset={dataset}
                scope={scope}
                rowsInView={inView}
                fileName={state.report.files[0]?.name ?? "dataset"}
                onShowCard={() => setCardOpen(true)}
                marks={{
                  count: marks.state.markCount,
                  onExport: marksActions.exportMarks,
                  onImport: marksActions.importMarks,
                }}
              />
            </>
          )
        }
      />
      {state.status === "opening" || state.status === "reading" ? (
        <ReadingProgress dataset={dataset} />
      ) : null}
      <Notices items={notices.items} onDismiss={notices.dismiss} />
      {state.status === "failed" ? (
        <FailedDataset
          error={state.error}
          report={state.report}
          isReportOpen={isReportOpen}
          onToggleReport={() => setReportOpen(false)}
          onReopen={onReopen}
        />
      ) : (
        <div className="flex min-h-0 flex-1">
          {hasFacets && !isNarrow ? (
            <SidePane
              label="Facets"
              separatorLabel="Width of the facets"
              side="left"
              width={widths.facets}
              onWidthChange={(px) => setWidth("facets", px)}
            >
              {facets}
            </SidePane>
          ) : null}
          <Tabs
            value={view.tab}
            onValueChange={(tab) => editView((old) => ({ ...old, tab }))}
            className="flex min-w-0 flex-1"
          >
            <main className="flex min-w-0 flex-1 flex-col">
              {isReportOpen ? (
                <LoadReportPanel report={state.report} onClose={() => setReportOpen(false)} />
              ) : null}
              <TableBar
                isNarrow={isNarrow}
                hasFacets={hasFacets}
                filterCount={shownView.filters.length}
                onToggleFacets={toggleFacets}
                search={
                  <SearchBox inputRef={searchInput} text={view.search} state={search} onSearch={onSearch} />
                }
                counts={counts.value}
                publishedRows={publishedRows}
                isReady={isReady}
                grid={grid}
              />
              <FilterChips view={shownView} onChange={change} />
              {rows.error !== null || counts.error !== null ? (
                <p
                  role="alert"
                  className="shrink-0 border-line border-b bg-problem-soft px-3 py-1.5 text-problem text-xs"
                >
                  {rows.error ?? counts.error}
                </p>
              ) : null}
              <TabPanel value="overview" className="flex min-h-0 flex-1 flex-col">
                <OverviewLoader
                  context={overview}
                  revision={scoped.marksRevision}
                  keyWithout={scoped.keyWithout}
                  viewKey={hasIndex ? countKey : null}
                  onShown={setOverviewKey}
                />
              </TabPanel>
              <TabPanel value="compare" className="flex min-h-0 flex-1 flex-col">
                <CompareLoader
                  context={{
                    ...{ dataset, scope, roles, labels, view, isReady, revision },
                    onChange: change,
                    report: state.report,
                    viewKey: hasIndex ? countKey : null,
                    onOpenRow: (row) => {
                      setOpenPair(null);
                      editView((old) => ({ ...old, row: { kind: "position", row }, message: null }));
                    },
                    onOpenPair: setOpenPair,
                  }}
                />
              </TabPanel>
              <TabPanel value="table" className="flex min-h-0 flex-1 flex-col">
                <RowsGrid
                  grid={grid}
                  roles={roles}
                  rowCount={rowCount}
                  rowAt={rowAt}
                  onLook={rows.look}
                  onDraw={setDrawnColumns}
                  sort={view.sort}
                  onSort={(sort) => {
                    // The line number is in the index but no column of the view.
                    const known = sort.filter((key) => key.column !== OWN_COLUMNS.line);
                    editView((old) => ({ ...old, sort: known }));
                  }}
                  openRowId={openRow.rowId}
                  onOpen={steps.openAt}
                  revealIndex={openRow.index}
                  viewKey={rows.shownKey ?? ""}
                  empty={
                    <EmptyRows
                      {...{ dataset, state, view, scope, revision }}
                      countKey={counts.value === null ? null : countKey}
                      onChange={change}
                    />
                  }
                />
              </TabPanel>
            </main>
          </Tabs>
          {reader === null ? null : isNarrow ? (
            <div className="fixed inset-0 z-30 bg-surface">{reader}</div>
          ) : (
            <SidePane
              label="Open record"
              separatorLabel="Width of the record"
              side="right"
              width={widths.reader}
              onWidthChange={(px) => setWidth("reader", px)}
            >
              {reader}
            </SidePane>
          )}
        </div>
      )}
      {isNarrow ? (
        <Dialog open={isSheetOpen} onOpenChange={setSheetOpen} title="Filters" placement="sheet">
          {facets}
        </Dialog>
      ) : null}
      {dialogs}
    </div>
  );
}
