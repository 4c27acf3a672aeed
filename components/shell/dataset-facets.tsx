"use client";

import { useMemo } from "react";
import { type CountedView, type FacetContextValue, FacetPanel } from "@/components/facets";
import type { Dataset, DatasetState } from "@/lib/ingest";
import type { ViewState } from "@/lib/view";
import { isThroughAll } from "./in-view-words";
import { BEHIND_MS, useLong } from "./use-long";
import type { ScopeState } from "./use-scope";
import type { SearchState } from "./use-search";
import { editView } from "./use-view";
import type { ViewRows } from "./use-view-rows";

/** The facets of the columns of a dataset. */
export function DatasetFacets({
  dataset,
  state,
  scoped,
  search,
  rows,
  view,
  shownView,
  labels,
  haveConversations,
  notes,
  onNote,
  keepsPlaces,
}: {
  dataset: Dataset;
  state: DatasetState;
  scoped: ScopeState;
  search: SearchState;
  rows: ViewRows;
  /** The view of the link, and what is shown of it while a range is dragged. */
  view: ViewState;
  shownView: ViewState;
  labels: ReadonlyMap<string, string>;
  /** Whether any of the first rows holds a conversation. */
  haveConversations: boolean;
} & Pick<FacetContextValue, "notes" | "onNote" | "keepsPlaces">) {
  const { scope, keyWithout, revisionOf, hasIndex } = scoped;
  // The rows of a new view come first; the counts beside them wait their turn at the database.
  const isTheirTurn = hasIndex && (rows.isShown || rows.rowsError !== null);
  const isReady = state.status === "ready";
  const rowCount = state.status === "reading" || isReady ? state.rows : 0;
  // Of a small file, which is read at once, nothing is said that would be gone before it is read.
  const isGrowing = useLong(!rows.isOfAllRows, BEHIND_MS);
  const isSearching = useLong(search.isRunning || search.error !== null, BEHIND_MS);
  const { found } = search;
  const isFoundInPart = scope.matches !== null && found !== null && !isThroughAll(found);
  const { countedRows } = rows;
  const countedView = useMemo<CountedView>(
    () => ({ rows: countedRows, isGrowing, isSearching }),
    [countedRows, isGrowing, isSearching],
  );
  const context = useMemo<FacetContextValue>(
    () => ({
      ...{
        dataset,
        scope,
        keyWithout,
        revisionOf,
        isReady,
        rowCount,
        isFoundInPart,
        notes,
        onNote,
        keepsPlaces,
      },
      hasIndex: isTheirTurn,
      view: shownView,
      onEdit: editView,
    }),
    [
      dataset,
      scope,
      keyWithout,
      revisionOf,
      isReady,
      rowCount,
      isFoundInPart,
      notes,
      onNote,
      keepsPlaces,
      isTheirTurn,
      shownView,
    ],
  );
  return (
    <FacetPanel
      context={context}
      countedView={countedView}
      isHeld={view.tab === "overview" && hasIndex && !isTheirTurn}
      roles={scoped.roles}
      labels={labels}
      haveConversations={haveConversations}
    />
  );
}
