"use client";

import { useEffect, useMemo, useState } from "react";
import { usableView } from "@/components/shell/usable-view";
import { useDatasetState } from "@/components/shell/use-dataset-state";
import { type SearchState, useSearch } from "@/components/shell/use-search";
import type { Engine } from "@/lib/engine";
import type { Dataset } from "@/lib/ingest";
import type { CompareContext, ComparedSide } from "./model";

/** The engine of a dataset once its rows can be asked; null until then. */
function useEngine(dataset: Dataset, isReady: boolean): Engine | null {
  const [engine, setEngine] = useState<{ dataset: Dataset; engine: Engine } | null>(null);
  useEffect(() => {
    if (!isReady) return;
    let isCurrent = true;
    // A dataset that is ready has an engine; one that failed says so in its state.
    dataset.engine().then(
      (found) => isCurrent && setEngine({ dataset, engine: found }),
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [dataset, isReady]);
  return engine?.dataset === dataset ? engine.engine : null;
}

/** A: the view on the screen. null until every row is read, since numbers of a part would not compare. */
export function useFirstSide(context: CompareContext): ComparedSide | null {
  const { dataset, scope, roles, isReady, viewKey } = context;
  const engine = useEngine(dataset, isReady);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the filters of the scope
  return useMemo(() => {
    if (engine === null || viewKey === null) return null;
    const unsorted = { ...scope, view: { ...scope.view, sort: [] } };
    const side = { engine, place: "main", scope: unsorted } as const;
    return { name: "A", dataset, roles, side, key: viewKey };
  }, [engine, dataset, viewKey, scope.columns, scope.revision, roles]);
}

let lastRevision = 0;

/** B as far as it can be asked, and the search in its messages where that of the view holds for both. */
export interface SecondSide {
  side: ComparedSide | null;
  search: SearchState;
}

/**
 * B: another dataset, or the same under other filters. Filters that hold for both bring the search with them; a B with
 * filters of its own is not searched.
 */
export function useSecondSide(context: CompareContext, dataset: Dataset, isSame: boolean): SecondSide {
  const state = useDatasetState(dataset);
  const isReady = state.status === "ready";
  const isShared = (context.view.compare?.filters ?? null) === null;
  const searched = isShared ? context.view.search : "";
  // Of the same dataset A's own search is there already.
  const search = useSearch(dataset, isSame ? "" : searched, isReady);
  const matches = isSame && isShared ? context.scope.matches : search.matches;
  const isSearched = isSame || (search.text === searched && !search.isRunning);
  const engine = useEngine(dataset, isReady);
  const { view } = context;
  const filters = view.compare?.filters ?? view.filters;
  const key = JSON.stringify([view.compare?.src, view.roles, filters, view.groupTeachers, searched]);
  const columns = isReady ? state.columns : null;
  // What was counted of B is counted once until it is another dataset, or other messages are searched for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: any change of these is a new revision
  const ownRevision = useMemo(() => ++lastRevision, [dataset, columns, searched, matches]);
  const revision = isSame ? context.scope.revision : ownRevision;
  const found = isReady ? state.roles : null;
  const pending = isReady ? state.pending : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for filters and grouping
  const side = useMemo((): ComparedSide | null => {
    if (engine === null || columns === null || found === null || !isSearched) return null;
    const roles = isSame ? context.roles : found;
    const known = isSame ? context.scope.columns : columns;
    const usable = usableView({ ...view, filters, sort: [] }, known).view;
    const scope = {
      view: { filters: usable.filters, sort: [], groupTeachers: view.groupTeachers },
      columns: known,
      teacherColumns: roles.teacher ?? [],
      matches,
      pending,
      ...(revision === undefined ? {} : { revision }),
    };
    return {
      name: "B",
      dataset,
      roles,
      side: { engine, place: isSame ? "main" : "compared", scope },
      key,
    };
  }, [
    ...[engine, dataset, key, columns, found, isSame, context.roles, context.scope.columns],
    ...[isSearched, matches, revision, pending],
  ]);
  return { side, search };
}
