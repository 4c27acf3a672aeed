"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useFacetNotes } from "@/components/facets";
import { useMarks, useMarksActions } from "@/components/marks";
import { columnNames, haveConversations, longestNumbers, useGridColumns } from "@/components/table";
import { useLastingCallback } from "@/components/ui";
import { MARK_COLUMNS } from "@/lib/schema";
import {
  anyOfItems,
  clearFilters,
  shownRecords,
  sourceName,
  type ViewState,
  withFilter,
  withSearch,
} from "@/lib/view";
import { AwaitedRecord } from "./awaited-record";
import { DatasetBar } from "./dataset-bar";
import { DatasetDialogs, useDialogs } from "./dataset-dialogs";
import { DatasetFacets } from "./dataset-facets";
import { DatasetPanes, FacetsSheet, usePanes } from "./dataset-panes";
import { ReadingProgress } from "./dataset-status";
import { DatasetTabs } from "./dataset-tabs";
import { FailedDataset } from "./failed-dataset";
import { LINE_COLUMN } from "./line-column";
import { Notices } from "./notices";
import { OpenRecord } from "./open-record";
import { RecordPage } from "./record-page";
import { isReadWhole, openableRows, rowsReadOf } from "./rows-read";
import { schemaHash } from "./schema-hash";
import { cancelReading, comparedDoor, type Session } from "./sessions";
import { SkipLink } from "./skip-link";
import type { GivenFiles } from "./source-gate";
import { TextsProgress } from "./texts-progress";
import { useCommands } from "./use-commands";
import { useCopyLink } from "./use-copy-link";
import { useDatasetState } from "./use-dataset-state";
import { useDraft } from "./use-draft";
import { useEver } from "./use-ever";
import { useFileFactsInLink } from "./use-file-facts-in-link";
import { useLong } from "./use-long";
import { useNeighbours } from "./use-neighbours";
import { useNotices } from "./use-notices";
import { useOpenRow } from "./use-open-row";
import { useRecordSteps } from "./use-record-steps";
import { useRememberRecent } from "./use-remember-recent";
import { useSame } from "./use-same";
import { useScope } from "./use-scope";
import { useSearch } from "./use-search";
import { useShortcuts } from "./use-shortcuts";
import { editView, openPage, redoView, undoView, usePage } from "./use-view";
import { useViewRows } from "./use-view-rows";
import { leftOutWords, unknownWords } from "./view-words";

/** Columns and facets that stood for as long keep their places: somebody may be about to click one. */
const WORKED_WITH_MS = 1500;
const NONE: readonly string[] = [];

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
  const page = usePage();
  const [isReportOpen, setReportOpen] = useState(false);
  const dialogs = useDialogs();
  const panes = usePanes();
  const { toggleFacets } = panes;
  const { shownView, onDraft } = useDraft(view);
  // The comparison draws the open difference into the pane of the record.
  const [paneElement, setPaneElement] = useState<HTMLElement | null>(null);
  const searchInput = useRef<HTMLInputElement>(null);
  const toView = useRef<() => void>(null);

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
  const { scope, revision, columns, roles, rowsKey, countKey, wholeKey, hasIndex } = scoped;
  const labels = useMemo(() => columnNames(columns), [columns]);
  const skipped = state.report.problemCount > 0;
  const gridColumns = useMemo(() => (skipped ? [...columns, LINE_COLUMN] : columns), [columns, skipped]);
  const { notes, onNote, empty } = useFacetNotes();
  const preview = isOpen ? state.preview.rows : null;
  const hasConversations = useMemo(() => haveConversations(preview ?? []), [preview]);
  const keepsPlaces = useEver(useLong(state.status === "reading" && state.revision > 0, WORKED_WITH_MS));
  const seen = { empty: keepsPlaces ? NONE : empty, haveConversations: hasConversations };
  const longest = useSame(useMemo(() => [...longestNumbers(preview ?? [])], [preview]));
  const numberChars = useMemo(() => new Map(longest), [longest]);
  const grid = useGridColumns(gridColumns, roles, seen, numberChars);

  const idColumnName = uniqueIdColumn ?? roles.id?.[0];
  const idColumn = columns.find((column) => column.name === idColumnName) ?? null;
  const rows = useViewRows({
    ...{ dataset, state, view, shownView, scoped, search, grid, marks, uniqueIdColumn },
  });
  const { rowCount } = rows;
  const openRow = useOpenRow({
    dataset,
    scope,
    scopeKey: scoped.placeKey ?? "",
    placeRevision: scoped.placeRevision,
    row: view.row,
    idColumn,
    isReady,
    isWhole: wholeKey !== null,
    hasIndex: hasIndex && rowsKey !== null,
    openableRows: openableRows(state),
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
  const schema = useMemo(() => (isReadWhole(state) ? schemaHash(state.columns) : null), [state]);
  const notices = useNotices({
    state,
    schema,
    linkNotices,
    given,
    missing: scoped.missing,
    missingMarks: scoped.missingMarks,
    areMarksLost: marks.state.markCount > 0 && !marks.state.isKept,
    marksError: marks.error,
    missingRow: openRow.isMissing ? view.row : null,
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

  const facets = (
    <DatasetFacets
      {...{ dataset, state, scoped, search, rows, view, shownView, labels, notes, onNote, keepsPlaces }}
      haveConversations={hasConversations}
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
  ) : openRow.awaited !== null && state.status === "reading" ? (
    <AwaitedRecord row={openRow.awaited} rowsSoFar={openableRows(state)} onClose={steps.close} />
  ) : null;

  // Below everything: when it goes, no row moves under the pointer.
  const progress =
    state.status === "opening" || state.status === "reading" ? <ReadingProgress dataset={dataset} /> : null;
  const bars = (
    <>
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
          totalRows: openableRows(state),
          rowsRead: rowsReadOf(state),
          revision,
        }}
        card={{
          ...{ dataset, scope, roles, view, revision },
          report: state.report,
          rows: isOpen ? state.rows : 0,
          reading: !isReady
            ? "so-far"
            : isReadWhole(state)
              ? "whole"
              : state.cancelled
                ? "cancelled"
                : "stopped",
          countKey: hasIndex ? wholeKey : null,
        }}
        onPlace={steps.openAt}
        onRow={steps.openRow}
      />
      {marksActions.dialogs}
    </>
  );
  const toTable = () => toView.current?.();
  if (isPage)
    return (
      <div className="flex h-dvh flex-col overflow-hidden">
        <RecordPage bars={bars} record={reader} onReaderLeft={toTable} />
        {progress}
        {openDialogs}
      </div>
    );

  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      {state.status === "failed" ? null : <SkipLink tab={view.tab} toView={toView} />}
      <DatasetBar
        {...{ dataset, state, sourceNames, columns, roles, chosenRoles, labels, getScope, isReportOpen }}
        rowsInView={rows.isCountBehind || wholeKey === null ? null : (rows.counts?.inView ?? null)}
        unknown={wholeKey === null && hasIndex ? unknownWords(view, search) : null}
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
        <DatasetPanes {...{ panes, facets, reader }} onReaderLeft={toTable}>
          <DatasetTabs
            {...{ dataset, state, view, shownView, scoped, rows, grid, labels }}
            {...{ search, searchInput, onSearch, toView, panes, isReportOpen, openRow }}
            onDraft={onDraft}
            onCloseReport={() => setReportOpen(false)}
            onReadAnew={onReadAnew}
            onOpenAt={steps.openAt}
            paneElement={paneElement}
          />
        </DatasetPanes>
      )}
      {progress}
      <FacetsSheet panes={panes}>{facets}</FacetsSheet>
      {openDialogs}
    </div>
  );
}
