"use client";

import { Fragment, useRef, useState } from "react";
import { classNames } from "@/components/ui";
import type { Pick, PickState } from "@/lib/view";
import { fitText, textWidth } from "./fit-text";
import { MarkTip } from "./mark-tip";
import { useElementWidth } from "./use-element-width";
import { useMarks } from "./use-marks";

export interface HeatCell {
  /** Words that name the cell: its two values and its count. */
  name: string;
  /** Lines of its hint below the name. */
  notes: readonly string[];
  /** One for the view, two (A above B) where it is compared. */
  bands: readonly HeatBand[];
  /** Rows of the dataset stand behind it, whether in view or not. */
  isEmpty: boolean;
  state: PickState;
}

export interface HeatBand {
  /** How deep its colour is, 0 to 1; null where it holds nothing in view. */
  depth: number | null;
  colour: "view" | "a" | "b";
  /** Short text in it. */
  text: string;
}

const FILLS: Record<HeatBand["colour"], string> = {
  view: "fill-accent",
  a: "fill-side-a",
  b: "fill-side-b",
};
const ROW_PX = 22;
const BAND_PX = 15;
const TEXT_PX = 11;
const CELL_TEXT_PX = 10;
const HEAD_MAX_PX = 92;
const GAP_PX = 6;
const SLIVER_PX = 12;
/** Texts of cells that touch read as one number. */
const CELL_GAP_PX = 6;

/** A table of two fields in colours: a grid of which every cell has a name and can be picked. */
export function HeatMap({
  label,
  rows,
  columns,
  cells,
  onPick,
}: {
  label: string;
  rows: readonly string[];
  columns: readonly string[];
  /** Row by row. */
  cells: readonly HeatCell[];
  onPick: (row: number, column: number, pick: Pick) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const width = useElementWidth(box);
  const perLine = columns.length;
  const bandCount = cells[0]?.bands.length ?? 1;
  const rowPx = bandCount === 1 ? ROW_PX : bandCount * BAND_PX;
  const bandPx = (rowPx - 1) / bandCount;
  const { markProps, shown } = useMarks({
    count: cells.length,
    perLine,
    container: box,
    onPick: (place, pick) => onPick(Math.floor(place / perLine), place % perLine, pick),
  });
  const longest = rows.reduce((most, text) => Math.max(most, textWidth(text, 12)), 24);
  const namePx = Math.min(longest + 2, Math.max(80, width * (perLine > 14 ? 0.3 : 0.38)));
  const left = namePx + GAP_PX;
  const widestText = cells.reduce(
    (most, { bands }) => bands.reduce((px, { text }) => Math.max(px, textWidth(text, CELL_TEXT_PX)), most),
    0,
  );
  const fittingPx = (width - left) / Math.max(perLine, 1);
  // Cells that would be slivers get the width of their texts, and the map scrolls under its names.
  const cellPx = fittingPx < SLIVER_PX ? Math.max(SLIVER_PX, Math.ceil(widestText) + CELL_GAP_PX) : fittingPx;
  const mapPx = left + perLine * cellPx;
  const isWider = mapPx > width + 1;
  const widestHead = columns.reduce((most, text) => Math.max(most, textWidth(text, TEXT_PX)), 0);
  const isFlat = widestHead <= cellPx - 4;
  const headPx = isFlat ? 18 : Math.min(widestHead, HEAD_MAX_PX) + 8;
  // All texts or none: gaps would read as zeros.
  const hasTexts = widestText <= cellPx - CELL_GAP_PX;
  const cell = shown === null ? null : (cells[shown] ?? null);
  const [scrollLeft, setScrollLeft] = useState(0);
  const shownRow = shown === null ? 0 : Math.floor(shown / perLine);

  return (
    // biome-ignore lint/a11y/useSemanticElements: cells are drawn, so that they can be saved as a picture
    <div className="relative" ref={box} role="grid" aria-label={label} aria-multiselectable>
      {width === 0 ? null : (
        <div
          role="none"
          className={classNames(isWider && "overflow-x-auto overflow-y-clip overscroll-x-contain pb-2")}
          onScroll={(event) => setScrollLeft(event.currentTarget.scrollLeft)}
        >
          <svg
            role="none"
            data-chart
            width={isWider ? mapPx : width}
            height={headPx + rows.length * rowPx}
            className="block select-none overflow-visible text-ink"
            fontSize={TEXT_PX}
          >
            <g aria-hidden>
              {columns.map((text, place) => {
                const x = left + (place + 0.5) * cellPx;
                if (isWider && x - scrollLeft < left) return null;
                const fitted = fitText(text, isFlat ? cellPx : HEAD_MAX_PX, TEXT_PX);
                return isFlat ? (
                  <text key={text} x={x} y={headPx - 6} textAnchor="middle" className="fill-ink-2">
                    {fitted}
                  </text>
                ) : (
                  <text
                    key={text}
                    transform={`translate(${x},${headPx - 4}) rotate(-90)`}
                    dominantBaseline="central"
                    fontSize={Math.min(TEXT_PX, cellPx + 1)}
                    className="fill-ink-2"
                  >
                    {fitted}
                  </text>
                );
              })}
            </g>
            {rows.map((text, row) => (
              // biome-ignore lint/a11y/useSemanticElements: drawn
              <g key={text} role="row" transform={`translate(0,${headPx + row * rowPx})`}>
                {columns.map((columnText, column) => {
                  const place = row * perLine + column;
                  const entry = cells[place];
                  if (entry === undefined) return null;
                  const isOut = entry.state === "out";
                  return (
                    // biome-ignore lint/a11y/useSemanticElements: drawn
                    <g
                      key={columnText}
                      role="gridcell"
                      aria-selected={entry.state === "in"}
                      aria-label={entry.name}
                      aria-description={entry.notes.join("; ")}
                      {...markProps(place)}
                      className="group cursor-default outline-none"
                    >
                      <rect
                        x={left + column * cellPx + 0.5}
                        y={0.5}
                        width={Math.max(cellPx - 1, 1)}
                        height={rowPx - 1}
                        className={classNames(
                          entry.isEmpty ? "fill-surface-2" : "fill-surface-3",
                          "group-hover:stroke-ink-2",
                        )}
                      />
                      {entry.bands.map(({ depth, colour, text: bandText }, band) => (
                        // biome-ignore lint/suspicious/noArrayIndexKey: A above B
                        <Fragment key={band}>
                          {depth === null ? null : (
                            <rect
                              x={left + column * cellPx + 0.5}
                              y={0.5 + band * bandPx}
                              width={Math.max(cellPx - 1, 1)}
                              height={bandPx}
                              fillOpacity={(0.06 + 0.5 * depth) * (isOut ? 0.35 : 1)}
                              className={`pointer-events-none ${FILLS[colour]}`}
                            />
                          )}
                          {!hasTexts || bandText === "" ? null : (
                            <text
                              x={left + (column + 0.5) * cellPx}
                              y={0.5 + (band + 0.5) * bandPx}
                              textAnchor="middle"
                              dominantBaseline="central"
                              fontSize={CELL_TEXT_PX}
                              className={classNames("pointer-events-none", isOut ? "fill-ink-3" : "fill-ink")}
                            >
                              {bandText}
                            </text>
                          )}
                        </Fragment>
                      ))}
                      {/* Hundreds of cells: what is drawn around one is there for the picked and the focused only. */}
                      {entry.state !== "in" && shown !== place ? null : (
                        <rect
                          x={left + column * cellPx + 1.5}
                          y={1.5}
                          width={Math.max(cellPx - 3, 1)}
                          height={rowPx - 3}
                          className={classNames(
                            "pointer-events-none fill-none group-focus-visible:stroke-2 group-focus-visible:stroke-accent",
                            entry.state === "in" && "stroke-2 stroke-ink",
                          )}
                        />
                      )}
                    </g>
                  );
                })}
                <g
                  transform={`translate(${isWider ? scrollLeft : 0},0)`}
                  aria-hidden
                  className="pointer-events-none"
                >
                  {isWider ? (
                    <rect x={-2} width={namePx + GAP_PX} height={rowPx} className="fill-surface" />
                  ) : null}
                  <text
                    x={0}
                    y={rowPx / 2}
                    dominantBaseline="central"
                    fontSize={12}
                    className="fill-ink [unicode-bidi:isolate]"
                  >
                    {fitText(text, namePx, 12)}
                  </text>
                </g>
              </g>
            ))}
          </svg>
        </div>
      )}
      {cell === null || shown === null ? null : (
        <MarkTip
          left={left + ((shown % perLine) + 0.5) * cellPx - scrollLeft}
          top={headPx + (shownRow + 1) * rowPx + 2}
          width={width}
        >
          <div className="font-medium">{cell.name}</div>
          {cell.notes.map((note) => (
            <div key={note}>{note}</div>
          ))}
        </MarkTip>
      )}
    </div>
  );
}
