"use client";

import { useMemo } from "react";
import { columnsOfFilter } from "@/lib/view";
import type { OverviewContextValue } from "./overview-context";

/**
 * The context of a chart: of the view only the filters on its own columns. The same object as long as these stay as
 * they are, so that a chart which the others' filters leave as it was need not be drawn again.
 */
export function useOwnContext(
  context: OverviewContextValue,
  columnNames: readonly string[],
): OverviewContextValue {
  const { dataset, scope, roles, labels, view, onEdit, onDraft, isReady, labelLengths, compared } = context;
  const { columns, teacherColumns } = scope;
  const { groupTeachers } = view;
  const isOwn = (name: string) => columnNames.includes(name);
  const own = JSON.stringify(view.filters.filter((filter) => columnsOfFilter(filter).some(isOwn)));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `own` and what is named stand for the view and the scope
  return useMemo(() => {
    const filters = JSON.parse(own) as typeof view.filters;
    return {
      ...{ dataset, roles, labels, onEdit, onDraft, isReady, labelLengths, compared },
      view: { ...view, filters },
      scope: { ...scope, view: { ...scope.view, filters } },
    };
  }, [
    ...[own, groupTeachers, columns, teacherColumns],
    ...[dataset, roles, labels, onEdit, onDraft, isReady, labelLengths, compared],
  ]);
}
