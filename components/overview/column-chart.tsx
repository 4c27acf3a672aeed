"use client";

import { scaleLinear } from "@visx/scale";
import { type PointerEvent, useRef } from "react";
import { endsOf, type OnBrush, useBrush, useMarks } from "@/components/charts";
import { classNames, formatCount } from "@/components/ui";
import type { Pick, PickState } from "@/lib/view";
import { countWords, ratioWords } from "./chart-words";
import { BinAxis, CountAxis, countScale, TICK_PX } from "./column-axes";
import { textWidth } from "./fit-text";
import { MarkTip } from "./mark-tip";
import { outlineOf } from "./outline-of";
import { ShadeKey } from "./shade-key";
import { useElementWidth } from "./use-element-width";

export interface Column {
  key: string;
  name: string;
  /** Text under the bar, where its name is too long. */
  tick?: string;
  selected: number;
  total: number;
  state: PickState;
  /** The filter names this value to leave it out. */
  isLeftOut?: boolean;
}

const PLOT_PX = 116;
const AXIS_PX = 22;
const TOP_PX = 6;

/** Standing bars in their order: all rows, and in front of them those in view. Dragging over them brushes a range. */
export function ColumnChart({
  label,
  columns,
  ticks,
  logEdges,
  evenEdges,
  isLog,
  rowsInView,
  rowsTotal,
  unit = "rows",
  marks = [],
  onPick,
  onBrush,
}: {
  label: string;
  columns: readonly Column[];
  /** Texts of the edges of bins; null where each bar stands for one value, named by the bar. */
  ticks: readonly string[] | null;
  /** The edges themselves where the axis is logarithmic. */
  logEdges?: readonly number[] | undefined;
  /** The edges, or the values of the bars, where the axis has even steps. */
  evenEdges?: readonly number[] | undefined;
  isLog: boolean;
  rowsInView: number;
  rowsTotal: number;
  unit?: string;
  /** Places on the axis (in bins) that are marked: quartiles. */
  marks?: readonly number[];
  onPick: (place: number, pick: Pick) => void;
  onBrush?: OnBrush;
}) {
  const box = useRef<HTMLDivElement>(null);
  const width = useElementWidth(box);
  const most = columns.reduce((max, column) => Math.max(max, column.total), 1);
  const gutter = Math.ceil(textWidth(formatCount(most), TICK_PX)) + 8;
  const plot = Math.max(40, width - gutter);
  const x = scaleLinear({ domain: [0, columns.length], range: [0, plot] });
  const y = countScale(most, isLog, PLOT_PX);
  const heightOf = (count: number) => (count === 0 ? 0 : Math.max(1.5, PLOT_PX - y(count)));
  const { containerProps, markProps, shown } = useMarks({
    count: columns.length,
    container: box,
    onRange: onBrush === undefined ? undefined : (range, isDone) => onBrush(range, isDone, "only"),
    onPick,
  });

  function binAt(event: PointerEvent): number {
    const bounds = event.currentTarget.getBoundingClientRect();
    const place = Math.floor(x.invert(event.clientX - bounds.left - gutter));
    return Math.min(Math.max(place, 0), columns.length - 1);
  }

  const dragged = useBrush({ placeAt: binAt, axis: "x", onBrush: onBrush ?? null, hasPicks: true });
  // With Shift or Alt the bars beside it stay what they are.
  const brush = dragged.range === null || dragged.pick !== "only" ? null : endsOf(dragged.range);
  const column = shown === null || brush !== null ? null : (columns[shown] ?? null);
  const step = x(1) - x(0);
  const gap = step > 4 ? Math.min(2, step * 0.12) : 0;

  /** Outlines of the bars within the range, or out of it. */
  function barsOf(isOut: boolean, part: "selected" | "total"): string {
    return columns
      .map((entry, place) => {
        const isBrushed = brush !== null && place >= brush.first && place <= brush.last;
        if ((brush === null ? entry.state === "out" : !isBrushed) !== isOut) return "";
        const height = heightOf(entry[part]);
        if (height === 0) return "";
        return outlineOf(x(place) + gap / 2, PLOT_PX - height, Math.max(step - gap, 0.5), height);
      })
      .join("");
  }

  return (
    <div className="relative" ref={box} {...containerProps}>
      {width === 0 ? null : (
        <svg
          role="none"
          data-chart
          width={width}
          height={TOP_PX + PLOT_PX + AXIS_PX}
          className="block touch-pan-y select-none overflow-visible text-ink"
          fontSize={TICK_PX}
          {...dragged.props}
        >
          <CountAxis most={most} isLog={isLog} left={gutter} top={TOP_PX} widthPx={plot} heightPx={PLOT_PX} />
          <g
            role="listbox"
            aria-multiselectable
            aria-orientation="horizontal"
            aria-label={label}
            transform={`translate(${gutter},${TOP_PX})`}
          >
            {columns.map((entry, place) => (
              <rect
                key={entry.key}
                role="option"
                aria-selected={entry.state === "in"}
                aria-label={`${entry.name}, ${countWords(entry.selected, rowsInView, unit)}`}
                aria-description={`${formatCount(entry.total)} in the dataset${entry.isLeftOut ? "; left out" : ""}`}
                {...markProps(place)}
                x={x(place)}
                y={-TOP_PX + 1}
                width={step}
                height={PLOT_PX + TOP_PX}
                className="cursor-default fill-transparent outline-none hover:fill-surface-3 focus-visible:stroke-2 focus-visible:stroke-accent"
              />
            ))}
            {[false, true].map((isOut) => (
              // All bars of a look are one element: hundreds would be laid out and painted one by one.
              <g key={String(isOut)} aria-hidden className="pointer-events-none">
                <path d={barsOf(isOut, "total")} className="fill-total" opacity={isOut ? 0.6 : 1} />
                <path d={barsOf(isOut, "selected")} className="fill-accent" opacity={isOut ? 0.35 : 1} />
              </g>
            ))}
          </g>
          <g transform={`translate(${gutter},${TOP_PX})`} aria-hidden className="pointer-events-none">
            {marks.map((mark, place) => (
              <line
                // biome-ignore lint/suspicious/noArrayIndexKey: quartiles have no other name
                key={place}
                x1={x(mark)}
                x2={x(mark)}
                y1={PLOT_PX}
                y2={PLOT_PX + (place === 1 ? 7 : 5)}
                className={classNames("stroke-2", place === 1 ? "stroke-ink" : "stroke-line-strong")}
              />
            ))}
          </g>
          <BinAxis
            texts={ticks ?? columns.map(tickOf)}
            areEdges={ticks !== null}
            {...{ logEdges, evenEdges }}
            barCount={columns.length}
            {...{ left: gutter, top: TOP_PX + PLOT_PX, widthPx: plot }}
          />
        </svg>
      )}
      {columns.some(({ selected, total }) => selected !== total) ? (
        <ShadeKey front="in view" behind={`all ${unit}`} />
      ) : null}
      {column === null || shown === null ? null : (
        <MarkTip left={gutter + x(shown + 0.5)} top={PLOT_PX + AXIS_PX + TOP_PX} width={width}>
          <div className="font-medium">{column.name}</div>
          {column.isLeftOut ? <div>left out</div> : null}
          <div>{countWords(column.selected, rowsInView, unit)}</div>
          {column.selected === column.total && rowsInView === rowsTotal ? null : (
            <div>
              {countWords(column.total, rowsTotal, unit)} of the dataset
              <br />
              {ratioWords(column, { selected: rowsInView, total: rowsTotal })}
            </div>
          )}
        </MarkTip>
      )}
    </div>
  );
}

function tickOf(column: Column | undefined): string {
  return column?.tick ?? column?.name ?? "";
}
