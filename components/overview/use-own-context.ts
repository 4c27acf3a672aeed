"use client";

import { useMemo } from "react";
import { arePending } from "@/lib/schema";
import { type ChartRef, columnsOfFilter } from "@/lib/view";
import { columnsAsked } from "./chart-columns";
import type { OverviewContextValue } from "./overview-context";

/**
 * The context of a chart: of the view only the filters on its own columns. The same object as long as these stay as
 * they are, so that a chart which the others' filters leave as it was need not be drawn again.
 */
export function useOwnContext(context: OverviewContextValue, chart: ChartRef): OverviewContextValue {
  const { dataset, scope, roles, labels, view, onEdit, onDraft, isReady, labelLengths, compared } = context;
  const { columns, teacherColumns } = scope;
  const isPending = arePending(scope.pending, columnsAsked(chart, roles, scope.view.filters));
  const pending = isPending ? scope.pending : null;
  const { groupTeachers } = view;
  const isOwn = (name: string) => chart.columns.includes(name);
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
    ...[own, groupTeachers, columns, teacherColumns, pending],
    ...[dataset, roles, labels, onEdit, onDraft, isReady, labelLengths, compared],
  ]);
}
