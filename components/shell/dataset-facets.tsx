"use client";

import { useMemo } from "react";
import { type FacetContextValue, FacetPanel } from "@/components/facets";
import type { Dataset } from "@/lib/ingest";
import type { ViewState } from "@/lib/view";
import type { ScopeState } from "./use-scope";
import { editView } from "./use-view";
import type { ViewRows } from "./use-view-rows";

/** The facets of the columns of a dataset. */
export function DatasetFacets({
  dataset,
  scoped,
  rows,
  view,
  shownView,
  labels,
  isReady,
  notes,
  onNote,
}: {
  dataset: Dataset;
  scoped: ScopeState;
  rows: ViewRows;
  /** The view of the link, and what is shown of it while a range is dragged. */
  view: ViewState;
  shownView: ViewState;
  labels: ReadonlyMap<string, string>;
} & Pick<FacetContextValue, "isReady" | "notes" | "onNote">) {
  const { scope, keyWithout, revisionOf, hasIndex } = scoped;
  // The rows of a new view come first; the counts beside them wait their turn at the database.
  const isTheirTurn = hasIndex && (rows.isShown || rows.rowsError !== null);
  const context = useMemo<FacetContextValue>(
    () => ({
      ...{ dataset, scope, keyWithout, revisionOf, isReady, notes, onNote },
      hasIndex: isTheirTurn,
      view: shownView,
      onEdit: editView,
    }),
    [dataset, scope, keyWithout, revisionOf, isReady, notes, onNote, isTheirTurn, shownView],
  );
  return (
    <FacetPanel
      context={context}
      isHeld={view.tab === "overview" && hasIndex && !isTheirTurn}
      roles={scoped.roles}
      labels={labels}
    />
  );
}
