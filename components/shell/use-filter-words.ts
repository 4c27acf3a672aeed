"use client";

import { useCallback } from "react";
import type { Dataset } from "@/lib/ingest";
import { firstOfGroup } from "@/lib/query/compare";
import { duplicatesLabel, type Filter, filterLabel } from "@/lib/view";
import { useLiveQuery } from "./use-live-query";

/** Filters in words for their chips. What names a group of duplicates by a hash is called after the first row of the group. */
export function useFilterWords(
  dataset: Dataset,
  filters: readonly Filter[],
  revision: number,
): (filter: Filter) => string {
  const groups = filters.flatMap((filter) =>
    filter.kind === "equals" && duplicatesLabel(filter, null) !== null ? [filter] : [],
  );
  const key = groups.length === 0 ? null : JSON.stringify(groups);
  const { value } = useLiveQuery(dataset, key, revision, async (engine, signal) => {
    const firsts = groups.map(
      async (group) =>
        [JSON.stringify(group), await firstOfGroup(engine, group.column, group.text, signal)] as const,
    );
    return new Map(await Promise.all(firsts));
  });
  return useCallback(
    (filter) => duplicatesLabel(filter, value?.get(JSON.stringify(filter)) ?? null) ?? filterLabel(filter),
    [value],
  );
}
