"use client";

import { endsOf } from "@/components/charts";
import { formatUnits } from "@/components/ui";
import type { Breakdown } from "@/lib/query/overview";
import { elementType } from "@/lib/schema";
import {
  type ChartRef,
  filterOn,
  isLeftOut,
  pickItem,
  pickItems,
  pickValue,
  pickValues,
  stateOfValue,
} from "@/lib/view";
import { valueWords } from "./chart-words";
import { ColumnChart } from "./column-chart";
import { useOverviewContext, type ViewChange } from "./overview-context";
import { viewWords } from "./own-filter";

/** `[MLT:>800]` as `>800`, where the frame says what kind of label it is. */
export function shortLabel(label: string): string {
  return /^\[[^[\]:]*:\s*([<>]?=?\s*\d+(?:\.\d+)?)\s*\]$/.exec(label)?.[1] ?? label;
}

/** Length labels in the order of their numbers: over all messages, or over records. */
export function LabelsView({
  chart,
  label,
  breakdown,
  unit,
}: {
  chart: ChartRef;
  label: string;
  breakdown: Breakdown;
  unit: "message" | "row";
}) {
  const { scope, view, onEdit, onDraft } = useOverviewContext();
  const name = chart.columns[0] ?? "";
  const column = scope.columns.find((candidate) => candidate.name === name);
  const isList = column !== undefined && elementType(column.type) !== null;
  const filter = filterOn(view, name);
  const isPerRecord = unit === "row";
  return (
    <>
      <ColumnChart
        label={label}
        columns={breakdown.values.map((value) => ({
          key: value.value === null ? "null" : `=${value.value}`,
          name: valueWords(value.value),
          tick: value.value === null ? "none" : shortLabel(value.value),
          selected: value.selected,
          total: value.total,
          state: stateOfValue(filter, value.value),
          isLeftOut: isLeftOut(filter, value.value),
        }))}
        ticks={null}
        isLog={false}
        rowsInView={breakdown.rowsInView}
        rowsTotal={breakdown.rowsTotal}
        unit={isPerRecord ? "rows" : "messages"}
        onPick={(place, pick) => {
          const value = breakdown.values[place]?.value;
          if (value === undefined) return;
          if (!isList) onEdit((now) => pickValue(now, name, value, pick));
          else if (value !== null) onEdit((now) => pickItem(now, name, value, pick));
        }}
        onBrush={(range, isDone, pick) => {
          if (range === null) return onDraft(null);
          const { first, last } = endsOf(range);
          const values = breakdown.values.slice(first, last + 1).map(({ value }) => value);
          const change: ViewChange = (now) =>
            isList
              ? pickItems(
                  now,
                  name,
                  values.filter((value) => value !== null),
                  pick,
                )
              : pickValues(now, name, values, pick);
          return isDone ? onEdit(change) : onDraft(change);
        }}
      />
      <p data-picture-note className="flex min-h-6 flex-wrap items-center gap-x-2 text-ink-3 text-xs">
        {isPerRecord
          ? `${formatUnits(breakdown.rowsInView, "row")} ${viewWords(view, chart)}; a row counts once for each label it has`
          : `${formatUnits(breakdown.rowsInView, "labelled message")} ${viewWords(view, chart)}`}
      </p>
    </>
  );
}
