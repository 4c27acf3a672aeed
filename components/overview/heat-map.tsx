"use client";

import { type ReactNode, useMemo, useRef, useState } from "react";
import { areaOf, type BrushedMarks, useBrush, useMarks } from "@/components/charts";
import { classNames } from "@/components/ui";
import type { Pick } from "@/lib/view";
import { fitText, textWidth } from "./fit-text";
import { HeatColours } from "./heat-colours";
import { type HeatCell, HeatRow, NAME_GAP_PX, stateOfBand } from "./heat-row";
import { MarkTip } from "./mark-tip";
import { borderOf } from "./outline-of";
import { useElementWidth } from "./use-element-width";

const ROW_PX = 22;
const BAND_PX = 15;
const TEXT_PX = 11;
/** Of the longest texts, and of shorter ones where those have no room. */
const CELL_TEXT_PX = { long: 10, short: 9 };
/** Texts above columns are cut at this height, or at this share of a wide map. */
const HEAD_MAX_PX = 128;
const HEAD_SHARE = 0.2;
/** Twenty columns beside names of 100 px fit into the narrowest card. */
const SLIVER_PX = 10;
/** Texts of cells that touch read as one number. */
const CELL_GAP_PX = 3;

export type BrushedCells = ReturnType<typeof areaOf>;

/** A table of two fields in colours: a grid of which every cell has a name and can be picked. */
export function HeatMap({
  label,
  rows,
  columns,
  cells,
  onPick,
  onBrush,
  caption,
}: {
  label: string;
  rows: readonly string[];
  columns: readonly string[];
  /** Row by row. */
  cells: readonly HeatCell[];
  onPick: (row: number, column: number, pick: Pick) => void;
  /** A rectangle of cells under the pointer, or drawn with Shift and arrows; null where it was given up. */
  onBrush: (area: BrushedCells | null, isDone: boolean) => void;
  /** What stands below, told which of the texts of its cells are written; null where none has the room. */
  caption: (written: number | null) => ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const width = useElementWidth(box);
  const perLine = columns.length;
  const bandCount = cells[0]?.bands.length ?? 1;
  const rowPx = bandCount === 1 ? ROW_PX : bandCount * BAND_PX;
  const brushArea = (range: BrushedMarks | null, isDone: boolean) =>
    onBrush(range === null ? null : areaOf(range, perLine), isDone);
  const {
    containerProps,
    current,
    shown,
    range: drawnByKeys,
  } = useMarks({
    count: cells.length,
    perLine,
    container: box,
    onPick: (place, pick) => onPick(Math.floor(place / perLine), place % perLine, pick),
    onRange: brushArea,
  });
  const longest = rows.reduce((most, text) => Math.max(most, textWidth(text, 12)), 24);
  const namePx = Math.min(longest + 2, Math.max(80, width * (perLine > 14 ? 0.3 : 0.38)));
  const left = namePx + NAME_GAP_PX;
  const widths = widestTexts(cells);
  const fittingPx = (width - left) / Math.max(perLine, 1);
  // Cells that would be slivers get the width of their texts, and the map scrolls under its names.
  const cellPx =
    fittingPx < SLIVER_PX ? Math.max(SLIVER_PX, Math.ceil(widths.at(-1) ?? 0) + CELL_GAP_PX) : fittingPx;
  const mapPx = left + perLine * cellPx;
  const isWider = mapPx > width + 1;
  const widestHead = columns.reduce((most, text) => Math.max(most, textWidth(text, TEXT_PX)), 0);
  const isFlat = widestHead <= cellPx - 4;
  const headMaxPx = Math.max(HEAD_MAX_PX, width * HEAD_SHARE);
  const headPx = isFlat ? 18 : Math.min(widestHead, headMaxPx) + 8;
  // All texts of one kind or none: gaps would read as zeros.
  const fitting = widths.findIndex((px) => px <= cellPx - CELL_GAP_PX);
  const written = width === 0 || fitting < 0 ? null : fitting;
  const brush = useBrush({
    axis: "both",
    onBrush: brushArea,
    placeAt: (event) => {
      const map = event.currentTarget.getBoundingClientRect();
      const column = Math.floor((event.clientX - map.left - left) / cellPx);
      const row = Math.floor((event.clientY - map.top - headPx) / rowPx);
      return within(row, rows.length) * perLine + within(column, perLine);
    },
  });
  const border = useMemo(
    () =>
      borderOf(pickedBands(cells, perLine, bandCount), perLine, {
        ...{ left, top: headPx, cellPx },
        rowPx: rowPx / bandCount,
      }),
    [cells, perLine, bandCount, left, headPx, cellPx, rowPx],
  );
  const leftOut = useMemo(
    () => strokesOf(cells, perLine, { left, top: headPx, cellPx, rowPx }),
    [cells, perLine, left, headPx, cellPx, rowPx],
  );
  const { range } = brush;
  // The view follows the keys at each step, and a drag when it can.
  const drawn = useMemo(
    () => (range === null ? cells : brushed(cells, areaOf(range, perLine), perLine)),
    [cells, range, perLine],
  );
  const outlined = range ?? drawnByKeys;
  const area = outlined === null ? null : areaOf(outlined, perLine);
  const cell = shown === null || range !== null ? null : (cells[shown] ?? null);
  const [scrollLeft, setScrollLeft] = useState(0);
  const shownRow = shown === null ? 0 : Math.floor(shown / perLine);

  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: cells are drawn, so that they can be saved as a picture */}
      <div
        className="relative"
        ref={box}
        role="grid"
        aria-label={label}
        aria-multiselectable
        {...containerProps}
      >
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
              {...brush.props}
            >
              <g aria-hidden>
                {columns.map((text, place) => {
                  const x = left + (place + 0.5) * cellPx;
                  if (isWider && x - scrollLeft < left) return null;
                  const fitted = fitText(text, isFlat ? cellPx : headMaxPx, TEXT_PX);
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
              <HeatColours cells={drawn} {...{ perLine, left, cellPx, rowPx }} top={headPx} />
              {rows.map((text, row) => (
                <HeatRow
                  key={text}
                  text={text}
                  row={row}
                  cells={drawn}
                  perLine={perLine}
                  {...{ top: headPx + row * rowPx, left, cellPx, rowPx, namePx }}
                  fontSize={written === null ? 0 : textPx(written)}
                  written={written}
                  scrollLeft={isWider ? scrollLeft : null}
                  current={Math.floor(current / perLine) === row ? current : null}
                />
              ))}
              {leftOut === "" || area !== null ? null : (
                <path d={leftOut} className="pointer-events-none fill-none stroke-ink-3" />
              )}
              {border === "" || area !== null ? null : (
                <path
                  d={border}
                  strokeLinecap="square"
                  className="pointer-events-none fill-none stroke-2 stroke-ink"
                />
              )}
              {area === null ? null : (
                <rect
                  x={left + area.columns.first * cellPx + 1}
                  y={headPx + area.rows.first * rowPx + 1}
                  width={(area.columns.last - area.columns.first + 1) * cellPx - 2}
                  height={(area.rows.last - area.rows.first + 1) * rowPx - 2}
                  className="pointer-events-none fill-none stroke-2 stroke-ink"
                />
              )}
            </svg>
          </div>
        )}
        {cell === null || shown === null ? null : (
          <MarkTip
            left={left + ((shown % perLine) + 0.5) * cellPx - scrollLeft}
            top={headPx + (shownRow + 1) * rowPx + 2}
            width={width}
          >
            <div className="font-medium">{cell.told?.title ?? cell.name}</div>
            {[...(cell.told?.lines ?? []), ...cell.notes()].map((note) => (
              <div key={note}>{note}</div>
            ))}
          </MarkTip>
        )}
      </div>
      {caption(written)}
    </>
  );
}

/** The cells while a rectangle is drawn over them: those beside it are left out. */
function brushed(cells: readonly HeatCell[], { rows, columns }: BrushedCells, perLine: number): HeatCell[] {
  return cells.map((cell, place) => {
    const [row, column] = [Math.floor(place / perLine), place % perLine];
    const isWithin =
      row >= rows.first && row <= rows.last && column >= columns.first && column <= columns.last;
    const state = isWithin ? null : "out";
    return { ...cell, state, bands: cell.bands.map(({ state: _, ...band }) => band) };
  });
}

/** Whether the filters pick a band, line of bands by line. */
function pickedBands(cells: readonly HeatCell[], perLine: number, bandCount: number): boolean[] {
  return Array.from({ length: cells.length * bandCount }, (_, at) => {
    const [line, column] = [Math.floor(at / perLine), at % perLine];
    const cell = cells[Math.floor(line / bandCount) * perLine + column];
    return cell !== undefined && stateOfBand(cell, cell.bands[line % bandCount]) === "in";
  });
}

/** A stroke through each cell that is left out, for among others that are not picked it would look like them. */
function strokesOf(
  cells: readonly HeatCell[],
  perLine: number,
  { left, top, cellPx, rowPx }: { left: number; top: number; cellPx: number; rowPx: number },
): string {
  return cells
    .map((cell, place) => {
      if (cell.isLeftOut !== true) return "";
      const [x, y] = [left + (place % perLine) * cellPx, top + Math.floor(place / perLine) * rowPx];
      return `M${x + 1},${y + rowPx - 1}L${x + cellPx - 1},${y + 1}`;
    })
    .join("");
}

/** The nearest place of a line. */
function within(place: number, count: number): number {
  return Math.min(Math.max(place, 0), count - 1);
}

function textPx(place: number): number {
  return place === 0 ? CELL_TEXT_PX.long : CELL_TEXT_PX.short;
}

/** Of each text that cells can have, the widest in any of them, px. */
function widestTexts(cells: readonly HeatCell[]): number[] {
  const widest: number[] = [];
  for (const { bands } of cells) {
    for (const { texts } of bands) {
      for (const [place, text] of texts.entries()) {
        widest[place] = Math.max(widest[place] ?? 0, textWidth(text, textPx(place)));
      }
    }
  }
  return widest;
}
