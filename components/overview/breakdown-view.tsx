"use client";

import { Button, formatCount, formatNumber, formatPercent, formatUnits } from "@/components/ui";
import { REVERSED } from "@/lib/overview";
import type { Breakdown, BreakdownValue, Measure } from "@/lib/query/overview";
import { elementType, OWN_COLUMNS } from "@/lib/schema";
import { type ChartRef, filterOn, isLeftOut, pickItem, pickValue, stateOfValue } from "@/lib/view";
import { type Bar, BarChart } from "./bar-chart";
import { valueWords } from "./chart-words";
import { useOverviewContext } from "./overview-context";
import { hasOwnFilter, OWN_ASIDE } from "./own-filter";

export const FOLDED_VALUES = 20;
/** Values fetched at most when a breakdown is unfolded. */
export const UNFOLDED_VALUES = 50_000;

const UNITS: Readonly<Record<string, (mean: number) => string>> = {
  success: (mean) => `${formatPercent(mean, 1)} success`,
  tokens: (mean) => `${formatNumber(mean, 4)} tokens`,
  latency: (mean) => `${formatNumber(mean, 3)} s`,
  cost: (mean) => `$${formatNumber(mean, 3)}`,
  length: (mean) => `${formatNumber(Math.round(mean))} characters`,
};

/**
 * What was measured of the rows of a value, as in `98.1% success · on average 625.9 tokens · 8.63 s`; "" where nothing
 * was. A share says by its sign what it is; a mean could be taken for a sum.
 */
export function measureWords(means: BreakdownValue["means"], measures: readonly Measure[]): string {
  const told = measures.flatMap(({ name, kind }, place) => {
    const mean = means[place];
    const words = typeof mean === "number" ? (UNITS[name]?.(mean) ?? formatNumber(mean, 4)) : null;
    return words === null ? [] : [{ words, isShare: kind === "success" }];
  });
  const first = told.findIndex(({ isShare }) => !isShare);
  return told.map(({ words }, at) => (at === first ? `on average ${words}` : words)).join(" · ");
}

/** Rows by value of a field. */
export function BreakdownView({
  chart,
  label,
  breakdown,
  measures,
  isUnfolded,
  onUnfold,
}: {
  chart: ChartRef;
  label: string;
  breakdown: Breakdown;
  measures: readonly Measure[];
  isUnfolded: boolean;
  onUnfold: (isUnfolded: boolean) => void;
}) {
  const { scope, view, onEdit } = useOverviewContext();
  const name = chart.columns[0] ?? "";
  const column = scope.columns.find((candidate) => candidate.name === name);
  const isList = column !== undefined && elementType(column.type) !== null;
  const filter = filterOn(view, name);
  const isOwnAside = hasOwnFilter(view, chart);
  // Shares of all above run up to the whole only where the most frequent come first.
  const isByCount = !chart.settings.some((setting) => setting.startsWith("by-") || setting === REVERSED);
  const whole = breakdown.values.reduce((most, value) => Math.max(most, value.running), 0);
  const summed = isByCount && breakdown.values.length === breakdown.distinct ? whole : breakdown.rowsInView;
  const bars = breakdown.values.map((value): Bar => {
    const note =
      measures.length === 0 ? undefined : measureWords(value.means, measures) || "nothing measured";
    return {
      key: value.value === null ? "null" : `=${value.value}`,
      name: valueWords(value.value),
      selected: value.selected,
      total: value.total,
      state: stateOfValue(filter, value.value),
      isLeftOut: isLeftOut(filter, value.value),
      isMuted: value.value === null || value.value === "",
      ...(note === undefined ? {} : { note }),
      ...(isByCount && !isList && chart.kind === "values" && breakdown.distinct > 5
        ? { running: summed === 0 ? 0 : value.running / summed }
        : {}),
    };
  });
  if (bars.length === 0) {
    const isProblems = name === OWN_COLUMNS.problems;
    return (
      <p className="text-ink-3 text-xs">{isProblems ? "No problem was found" : "No value in any row"}</p>
    );
  }
  const hidden = breakdown.distinct - breakdown.values.length;
  return (
    <>
      <BarChart
        // Another order is looked at from its beginning.
        key={chart.settings.join()}
        label={label}
        bars={bars}
        rowsInView={breakdown.rowsInView}
        rowsTotal={breakdown.rowsTotal}
        largestTotal={breakdown.largestTotal}
        onPick={(place, pick) => {
          const value = breakdown.values[place]?.value;
          if (value === undefined) return;
          if (!isList) onEdit((now) => pickValue(now, name, value, pick));
          else if (value !== null) onEdit((now) => pickItem(now, name, value, pick));
        }}
      />
      {isList || isOwnAside ? (
        <p data-picture-note className="pt-1 text-ink-3 text-xs">
          {[
            ...(isList
              ? [
                  `Shares of ${formatUnits(breakdown.rowsInView, "row")}; a row counts once for each value it has`,
                ]
              : []),
            ...(isOwnAside ? [OWN_ASIDE] : []),
          ].join(" · ")}
        </p>
      ) : null}
      {hidden > 0 || isUnfolded ? (
        <Button
          variant="quiet"
          size="sm"
          className="-ml-1.5 mt-1 self-start"
          onClick={() => onUnfold(!isUnfolded)}
        >
          {isUnfolded ? (
            `Show the first ${FOLDED_VALUES}`
          ) : (
            <span data-picture-note>{formatCount(hidden)} more</span>
          )}
        </Button>
      ) : null}
    </>
  );
}
