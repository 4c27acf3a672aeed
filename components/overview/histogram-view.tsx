"use client";

import { binWords, boundWords, digitsOfBounds, endsOf } from "@/components/charts";
import { constantWords, formatCount } from "@/components/ui";
import { boundsOfBins, edgesOfBins, placeOnAxis } from "@/lib/overview";
import type { NumberFacet } from "@/lib/query";
import { QUANTILES, type Quantiles } from "@/lib/query/overview";
import type { ColumnType } from "@/lib/schema";
import { type ChartRef, filterOn, pickRange, stateOfRange, type ViewState, withBounds } from "@/lib/view";
import { type Column, ColumnChart } from "./column-chart";
import { useOverviewContext } from "./overview-context";
import { hasOwnFilter } from "./own-filter";

/** Numbers or dates in bins. */
export function HistogramView({
  chart,
  label,
  facet,
  quantiles,
}: {
  chart: ChartRef;
  label: string;
  facet: NumberFacet;
  quantiles: Quantiles | null;
}) {
  const { scope, view, onEdit, onDraft } = useOverviewContext();
  const name = chart.columns[0] ?? "";
  const type = scope.columns.find((candidate) => candidate.name === name)?.type ?? "double";
  const { bins } = facet;
  if (bins.length === 0 || facet.min === null || facet.max === null) {
    return <p className="text-ink-3 text-xs">No value in any row</p>;
  }
  if (facet.only !== null) {
    return (
      <p className="text-ink-3 text-xs">
        {constantWords(facet.only, facet.emptyTotal > 0, (value) => boundWords(value, type))}
      </p>
    );
  }
  const edges = edgesOfBins(facet, type);
  const filter = filterOn(view, name);
  const isLog = chart.settings.includes("log");
  const rowsInView = bins.reduce((sum, bin) => sum + bin.selected, facet.emptySelected);
  const rowsTotal = bins.reduce((sum, bin) => sum + bin.total, facet.emptyTotal);
  const isUnit = type === "integer" && bins.every((bin) => bin.end - bin.start === 1);
  const digits = digitsOfBounds(edges);
  const columns = bins.map((bin, place): Column => {
    return {
      key: String(bin.start),
      name: binWords(bin.start, edges[place + 1] ?? bin.end, type, place === bins.length - 1, digits),
      selected: bin.selected,
      total: bin.total,
      state: stateOfRange(filter, boundsOfBins(edges, place, place, type), type),
    };
  });
  const markEdges = [...bins.map((bin) => bin.start), bins.at(-1)?.end ?? facet.max];
  const spread = quantiles === null ? null : QUANTILES.map((_, place) => quantiles.at[place] ?? 0);
  const words = (value: number) => boundWords(value, type, digits);

  return (
    <>
      <ColumnChart
        label={label}
        columns={columns}
        ticks={isUnit ? null : edges.map(words)}
        logEdges={facet.isLog ? edges : undefined}
        evenEdges={evenEdgesOf(type, facet.isLog, isUnit ? edges.slice(0, -1) : edges)}
        isLog={isLog}
        rowsInView={rowsInView}
        rowsTotal={rowsTotal}
        marks={
          spread === null
            ? []
            : spread
                .slice(1, 4)
                .map((value) => placeOnAxis(type === "integer" ? value + 0.5 : value, markEdges, facet.isLog))
        }
        onPick={(place, pick) =>
          onEdit((now) => pickRange(now, { name, type }, boundsOfBins(edges, place, place, type), pick))
        }
        onBrush={(range, isDone, pick) => {
          if (range === null) return onDraft(null);
          const { first, last } = endsOf(range);
          const bounds = boundsOfBins(edges, first, last, type);
          const change = (now: ViewState) =>
            pick === "only"
              ? withBounds(now, name, bounds.min, bounds.max)
              : pickRange(now, { name, type }, bounds, pick);
          if (isDone) onEdit(change);
          else onDraft(change);
        }}
      />
      <p className="flex flex-wrap gap-x-2 pt-0.5 text-ink-3 text-xs">
        {spread === null || quantiles === null ? null : (
          <span data-picture-note>
            median <b className="font-medium text-ink-2">{words(spread[2] ?? 0)}</b>
            {type === "integer" || type === "double" ? (
              <>
                {" "}
                · mean <b className="font-medium text-ink-2">{words(quantiles.mean)}</b>
              </>
            ) : null}
            {" · half from "}
            {words(spread[1] ?? 0)} to {words(spread[3] ?? 0)}
            {" · 90% from "}
            {words(spread[0] ?? 0)} to {words(spread[4] ?? 0)}
          </span>
        )}
        {facet.isLog ? <span data-picture-note>values on a logarithmic axis</span> : null}
        {isLog ? <span data-picture-note>counts on a logarithmic axis</span> : null}
        {hasOwnFilter(view, chart) ? <span data-picture-note>without this chart's own filter</span> : null}
        {facet.emptyTotal > 0 ? (
          <span data-picture-note>{formatCount(facet.emptySelected)} without a value</span>
        ) : null}
      </p>
    </>
  );
}

/** Calendar units are no even steps. */
function evenEdgesOf(type: ColumnType, isLog: boolean, edges: readonly number[]) {
  return isLog || type === "date" || type === "timestamp" ? undefined : edges;
}
