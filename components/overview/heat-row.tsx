"use client";

import { memo } from "react";
import { markAt } from "@/components/charts";
import type { PickState } from "@/lib/view";
import { fitText } from "./fit-text";

export interface HeatCell {
  /** Words that name the cell: its two values and its count. */
  name: string;
  /** The same for its hint, where that has lines of their own: the values, then the counts. */
  told?: { title: string; lines: readonly string[] };
  /** Lines of its hint below the name; asked for one cell at a time, for writing them takes longer than drawing. */
  notes: () => readonly string[];
  /** One for the view, two (A above B) where it is compared. */
  bands: readonly HeatBand[];
  /** Rows of the dataset stand behind it, whether in view or not. */
  isEmpty: boolean;
  state: PickState;
  /** The filter names this cell to leave it out. */
  isLeftOut?: boolean;
}

export interface HeatBand {
  /** How deep its colour is, 0 to 1; null where it holds nothing in view. */
  depth: number | null;
  colour: "view" | "a" | "b";
  /** How the filters of its side treat it, where bands are of two sides; else that of the cell holds. */
  state?: PickState;
  /** What can be written in it, the longest first; as many for each band of a map. None where there is nothing to write. */
  texts: readonly string[];
}

export function stateOfBand(cell: HeatCell, band: HeatBand | undefined): PickState {
  return band?.state === undefined ? cell.state : band.state;
}

/** Between the names of the rows and their cells. */
export const NAME_GAP_PX = 6;
const NAME_TEXT_PX = 12;

/**
 * A line of a heat map: what can be pointed at, and the numbers in it. There are hundreds of cells, and all of them change
 * with each filter: their colours lie below, and all numbers of a line are one text. Drawn again only when its cells are
 * others.
 */
export const HeatRow = memo(function HeatRow({
  text,
  row,
  cells,
  perLine,
  top,
  left,
  cellPx,
  rowPx,
  namePx,
  fontSize,
  written,
  scrollLeft,
  current,
}: {
  /** Its name. */
  text: string;
  row: number;
  /** Of the whole map, row by row. */
  cells: readonly HeatCell[];
  perLine: number;
  top: number;
  /** Where its cells begin. */
  left: number;
  cellPx: number;
  rowPx: number;
  namePx: number;
  fontSize: number;
  /** Which of the texts of its cells are written; null for none. */
  written: number | null;
  /** How far its cells are scrolled under its name; null where all of them are seen. */
  scrollLeft: number | null;
  /** Place of the cell that Tab leads to; null when it is in another line. */
  current: number | null;
}) {
  const own = cells.slice(row * perLine, (row + 1) * perLine);
  const bandCount = own[0]?.bands.length ?? 1;
  const bandPx = (rowPx - 1) / bandCount;
  const widthPx = Math.max(cellPx - 1, 1);
  const startOf = (column: number) => left + column * cellPx + 0.5;
  return (
    // biome-ignore lint/a11y/useSemanticElements: drawn
    <g role="row" transform={`translate(0,${top})`}>
      {own.map((cell, column) => {
        const place = row * perLine + column;
        return (
          // biome-ignore lint/a11y/useSemanticElements: drawn
          <rect
            key={place}
            role="gridcell"
            aria-selected={cell.state === "in"}
            aria-label={cell.name}
            aria-description={place === current ? cell.notes().join("; ") : undefined}
            {...markAt(place, place === current)}
            x={startOf(column)}
            y={0.5}
            width={widthPx}
            height={rowPx - 1}
            pointerEvents="all"
            className="cursor-default fill-none outline-none hover:stroke-ink-2 focus-visible:stroke-2 focus-visible:stroke-accent"
          />
        );
      })}
      {written === null
        ? null
        : Array.from({ length: bandCount }, (_, band) => (
            <text
              // biome-ignore lint/suspicious/noArrayIndexKey: A above B
              key={band}
              aria-hidden
              y={0.5 + (band + 0.5) * bandPx}
              textAnchor="middle"
              dominantBaseline="central"
              fontSize={fontSize}
              className="pointer-events-none fill-ink"
            >
              {own.map((cell, column) => {
                const words = cell.bands[band]?.texts[written];
                return words === undefined ? null : (
                  <tspan
                    // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                    key={column}
                    x={left + (column + 0.5) * cellPx}
                    className={stateOfBand(cell, cell.bands[band]) === "out" ? "fill-ink-3" : undefined}
                  >
                    {words}
                  </tspan>
                );
              })}
            </text>
          ))}
      <g transform={`translate(${scrollLeft ?? 0},0)`} aria-hidden className="pointer-events-none">
        {scrollLeft === null ? null : (
          <rect x={-2} width={namePx + NAME_GAP_PX} height={rowPx} className="fill-surface" />
        )}
        <text
          x={0}
          y={rowPx / 2}
          dominantBaseline="central"
          fontSize={NAME_TEXT_PX}
          className="fill-ink [unicode-bidi:isolate]"
        >
          {fitText(text, namePx, NAME_TEXT_PX)}
        </text>
      </g>
    </g>
  );
});
