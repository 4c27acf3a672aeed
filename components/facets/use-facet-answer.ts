"use client";

import { useContext, useLayoutEffect } from "react";
import type { LiveAnswer } from "@/components/shell/live-query";
import { useLiveQuery } from "@/components/shell/use-live-query";
import { BEHIND_MS, useLong } from "@/components/shell/use-long";
import type { Engine } from "@/lib/engine";
import { engineBefore, engineOf } from "@/lib/query";
import { columnsOfFilter } from "@/lib/view";
import { type Counted, OnCountedContext, useFacetContext } from "./facet-context";

/**
 * What a facet shows: `rows` of its answer is of how many rows all its counts are, which its head says; there it also
 * says when they are of what a search had found by then. `ask` is given an engine that sees the same rows in all
 * statements. `key` is null while the facet is not on the screen.
 */
export function useFacetAnswer<T extends { rows: number }>(
  column: string,
  key: string | null,
  ask: (engine: Engine, signal: AbortSignal) => Promise<T>,
): { answer: LiveAnswer<T & Counted>; isBehind: boolean } {
  const { dataset, scope, revisionOf, hasIndex, isReady, rowCount, isFoundInPart } = useFacetContext();
  const answer = useLiveQuery(dataset, hasIndex ? key : null, revisionOf([column]), async (whole, signal) => {
    // More may be added in between, and a share must not be of fewer than it counts.
    const engine = isReady ? whole : engineBefore(whole, rowCount);
    // Of rows that lack what is filtered none is in view, and all would be among the others.
    const columns = [column, ...scope.view.filters.flatMap(columnsOfFilter)];
    return { ...(await ask(engineOf(engine, scope, columns), signal)), isFoundInPart };
  });
  const rows = answer.value?.rows ?? null;
  const isOfPart = answer.value?.isFoundInPart ?? false;
  const onCounted = useContext(OnCountedContext);
  // Before the browser paints: a count and of how many rows it is are never of two moments.
  useLayoutEffect(() => {
    onCounted(rows === null ? null : { rows, isFoundInPart: isOfPart });
    return () => onCounted(null);
  }, [rows, isOfPart, onCounted]);
  // The rows of a new view, and its charts, are asked for before the facets. Counts of another view fade after a while.
  return { answer, isBehind: useLong(key !== null && answer.key !== null && answer.key !== key, BEHIND_MS) };
}
