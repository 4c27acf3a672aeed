"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type FacetContextValue, FacetPanel, useFacetNotes } from "@/components/facets";
import { useMarks, useMarksActions } from "@/components/marks";
import type { OverviewInput } from "@/components/overview";
import { columnNames, useGridColumns } from "@/components/table";
import { Dialog, useLastingCallback } from "@/components/ui";
import { MARK_COLUMNS } from "@/lib/schema";
import {
  anyOfItems,
  clearFilters,
  serializeView,
  shownRecords,
  sourceName,
  type ViewState,
  withFilter,
  withSearch,
} from "@/lib/view";
import { DatasetBar } from "./dataset-bar";
import { DatasetDialogs, useDialogs } from "./dataset-dialogs";
import { ReadingProgress } from "./dataset-status";
import { DatasetTabs } from "./dataset-tabs";
import { FailedDataset } from "./failed-dataset";
import { LINE_COLUMN } from "./line-column";
import { Notices } from "./notices";
import { OpenRecord } from "./open-record";
import { usePaneWidths } from "./pane-widths";
import { RecordPage } from "./record-page";
import { schemaHash } from "./schema-hash";
import { cancelReading, comparedDoor, type Session } from "./sessions";
import { SidePane } from "./side-pane";
import type { GivenFiles } from "./source-gate";
import { TextsProgress } from "./texts-progress";
import { useCommands } from "./use-commands";
import { useCopyLink } from "./use-copy-link";
import { useDatasetState } from "./use-dataset-state";
import { useFileFactsInLink } from "./use-file-facts-in-link";
import { useNarrow } from "./use-narrow";
import { useNeighbours } from "./use-neighbours";
import { useNotices } from "./use-notices";
import { useOpenRow } from "./use-open-row";
import { useRecordSteps } from "./use-record-steps";
import { useRememberRecent } from "./use-remember-recent";
import { useSame } from "./use-same";
import { useScope } from "./use-scope";
import { useSearch } from "./use-search";
import { useShortcuts } from "./use-shortcuts";
import { currentView, editView, openPage, redoView, undoView, usePage } from "./use-view";
import { useViewRows } from "./use-view-rows";
import { leftOutWords, unknownWords } from "./view-words";

/** One open dataset: facets, table and reader, and the bars over them. */
export function DatasetView({
  session,
  view,
  linkNotices,
  given,
  onReopen,
  onReadAnew,
}: {
  session: Session;
  view: ViewState;
  linkNotices: readonly string[];
  given: GivenFiles | null;
  onReopen: () => void;
  onReadAnew: () => void;
}) {
  const { dataset } = session;
  const state = useDatasetState(dataset);
  const isNarrow = useNarrow();
  const page = usePage();
  const [hasFacets, setHasFacets] = useState(true);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const [isReportOpen, setReportOpen] = useState(false);
  const dialogs = useDialogs();
  const [widths, setWidth] = usePaneWidths();
  // A view that is not in the link yet: a range that is being dragged over a chart.
  const [draft, setDraft] = useState<{ of: string; view: ViewState } | null>(null);
  // What the link says now takes the place of the draft, unless the draft was made of it: the screen follows the link a
  // turn late, and a range may have been begun by then.
  useEffect(() => setDraft((old) => (old?.of === serializeView(view) ? old : null)), [view]);
  const shownView = draft?.view ?? view;
  const onDraft = useCallback<OverviewInput["onDraft"]>((change) => {
    const now = currentView();
    setDraft(change === null ? null : { of: serializeView(now), view: change(now) });
  }, []);
  // The comparison draws the open difference into the pane of the record.
  const [paneElement, setPaneElement] = useState<HTMLElement | null>(null);
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
  const labels = useMemo(() => columnNames(columns), [columns]);
  const skipped = state.report.problemCount > 0;
  const gridColumns = useMemo(() => (skipped ? [...columns, LINE_COLUMN] : columns), [columns, skipped]);
  const { notes, onNote, empty } = useFacetNotes();
  const grid = useGridColumns(gridColumns, roles, empty);

  const idColumnName = uniqueIdColumn ?? roles.id?.[0];
  const idColumn = columns.find((column) => column.name === idColumnName) ?? null;
  const rows = useViewRows({
    ...{ dataset, state, view, shownView, scoped, grid, marks, uniqueIdColumn },
  });
  const { rowCount } = rows;
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
  const isPair = !isPage && shownRecords(view) !== null && state.status !== "failed";
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
  useRememberRecent(session, state);

  const onSearch = useCallback((text: string) => editView((old) => withSearch(old, text)), []);
  const copy = useCopyLink();
  const marksActions = useMarksActions({
    marks,
    dataset,
    fileName: state.report.files[0]?.name ?? "dataset",
    rowCount: isReady ? state.rows : null,
    idColumn: markIdColumn,
    openRow: openRow.rowId,
    onShowDiffering: (sides) => editView((old) => withFilter(old, anyOfItems(MARK_COLUMNS.differ, sides))),
  });
  // The same functions and lists as long as they are alike: the bar need not be drawn again for each view.
  const toggleFacets = useLastingCallback(() =>
    isNarrow ? setSheetOpen((isOn) => !isOn) : setHasFacets((isOn) => !isOn),
  );
  const toggleReport = useCallback(() => setReportOpen((isOn) => !isOn), []);
  const showKeys = useLastingCallback(() => dialogs.show("keys"));
  const showCommands = useLastingCallback(() => dialogs.show("commands"));
  const showCard = useLastingCallback(() => dialogs.show("card"));
  const getScope = useLastingCallback(() => scope);
  const exportMarks = useLastingCallback(() => marksActions.exportMarks?.());
  const importMarks = useLastingCallback(() => marksActions.importMarks?.());
  const sourceNames = useSame(view.src.map(sourceName));
  const chosenRoles = useSame(view.roles);
  const focusSearch = () => {
    searchInput.current?.focus();
    searchInput.current?.select();
  };

  useShortcuts({
    "/": focusSearch,
    f: toggleFacets,
    // An open difference has steps of its own.
    j: isPair ? undefined : steps.next,
    k: isPair ? undefined : steps.previous,
    r: steps.wander,
    "shift+r": steps.wanderBack,
    "#": () => dialogs.show("go to"),
    o: () => view.row !== null && openPage(isPage ? "browse" : "read"),
    "?": showKeys,
    "mod+k": showCommands,
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
    showKeys,
    showReport: () => setReportOpen(true),
    showCard,
    next: steps.next,
    previous: steps.previous,
    wander: steps.wander,
    goTo: () => dialogs.show("go to"),
    showPage: () => view.row !== null && openPage("read"),
    clear: () => editView(clearFilters),
    marks: marksActions.commands,
    cancel: state.status === "reading" || state.status === "opening" ? () => cancelReading(dataset) : null,
  });

  const { keyWithout, revisionOf } = scoped;
  // The rows of a new view come first; the counts beside them wait their turn at the database.
  const isTheirTurn = hasIndex && (rows.isShown || rows.rowsError !== null);
  const facetContext = useMemo<FacetContextValue>(
    () => ({
      ...{ dataset, scope, keyWithout, revisionOf, isReady, notes, onNote },
      hasIndex: isTheirTurn,
      view: shownView,
      onEdit: editView,
    }),
    [dataset, scope, keyWithout, revisionOf, isReady, notes, onNote, isTheirTurn, shownView],
  );
  const facets = (
    <FacetPanel
      context={facetContext}
      isHeld={view.tab === "overview" && hasIndex && !isTheirTurn}
      {...{ roles, labels }}
    />
  );
  const isCompared = (view.compare?.src.length ?? 0) > 0;
  // The index of B is not kept once nothing is compared with it.
  useEffect(() => {
    if (!isCompared) comparedDoor.close();
  }, [isCompared]);
  const reader = isPair ? (
    <div ref={setPaneElement} className="h-full min-w-0" />
  ) : openRow.rowId !== null && isOpen ? (
    <OpenRecord
      {...{ dataset, scoped, view, openRow, rowCount, steps, marks, marksActions, isPage, onReopen }}
      row={openRow.rowId}
      onGoTo={() => dialogs.show("go to")}
    />
  ) : null;

  const bars = (
    <>
      {state.status === "opening" || state.status === "reading" ? (
        <ReadingProgress dataset={dataset} />
      ) : null}
      <TextsProgress dataset={dataset} />
      <Notices items={notices.items} onDismiss={notices.dismiss} />
    </>
  );
  const openDialogs = (
    <>
      <DatasetDialogs
        {...{ dialogs, commands }}
        goTo={{
          ...{ dataset, scope, idColumn, rowCount },
          viewKey: hasIndex ? countKey : null,
          leftOutBy: leftOutWords(view),
          totalRows: rows.counts?.total ?? rowCount,
        }}
        card={{
          ...{ dataset, scope, roles, view, revision },
          report: state.report,
          rows: isOpen ? state.rows : 0,
          reading: !isReady ? "so-far" : state.cancelled ? "cancelled" : "whole",
          countKey: hasIndex ? countKey : null,
        }}
        onPlace={steps.openAt}
        onRow={steps.openRow}
      />
      {marksActions.dialogs}
    </>
  );
  if (isPage)
    return (
      <div className="flex h-dvh flex-col overflow-hidden">
        <RecordPage bars={bars} record={reader} />
        {openDialogs}
      </div>
    );

  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <DatasetBar
        {...{ dataset, state, sourceNames, columns, roles, chosenRoles, labels, getScope, isReportOpen }}
        rowsInView={rows.isCountBehind ? null : (rows.counts?.inView ?? null)}
        unknown={rowsKey === null && hasIndex ? unknownWords(view, search) : null}
        markCount={marks.state.markCount}
        onToggleReport={toggleReport}
        onReadAnew={onReadAnew}
        onCopyLink={copy}
        onShowKeys={showKeys}
        onShowCard={showCard}
        onCommands={showCommands}
        onExportMarks={marksActions.exportMarks === null ? null : exportMarks}
        onImportMarks={marksActions.importMarks === null ? null : importMarks}
      />
      {bars}
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
          <DatasetTabs
            {...{ dataset, state, view, shownView, scoped, rows, grid, labels }}
            {...{ search, searchInput, onSearch, isNarrow, hasFacets, isReportOpen, openRow }}
            onDraft={onDraft}
            onToggleFacets={toggleFacets}
            onCloseReport={() => setReportOpen(false)}
            onReadAnew={onReadAnew}
            onOpenAt={steps.openAt}
            paneElement={paneElement}
          />
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
      {openDialogs}
    </div>
  );
}
