"use client";

import { useRef } from "react";
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
  /** How deep its colour is, 0 to 1; null for a cell that holds nothing in view. */
  depth: number | null;
  /** Rows of the dataset stand behind it, whether in view or not. */
  isEmpty: boolean;
  /** Short text in the cell. */
  text: string;
  state: PickState;
}

const ROW_PX = 22;
const TEXT_PX = 11;
const CELL_TEXT_PX = 10;
const HEAD_MAX_PX = 92;
const GAP_PX = 6;

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
  const { markProps, shown } = useMarks({
    count: cells.length,
    perLine,
    container: box,
    onPick: (place, pick) => onPick(Math.floor(place / perLine), place % perLine, pick),
  });
  const longest = rows.reduce((most, text) => Math.max(most, textWidth(text, 12)), 24);
  const namePx = Math.min(longest + 2, Math.max(80, width * (perLine > 14 ? 0.3 : 0.38)));
  const cellPx = Math.max(8, (width - namePx - GAP_PX) / Math.max(perLine, 1));
  const widestHead = columns.reduce((most, text) => Math.max(most, textWidth(text, TEXT_PX)), 0);
  const isFlat = widestHead <= cellPx - 4;
  const headPx = isFlat ? 18 : Math.min(widestHead, HEAD_MAX_PX) + 8;
  const left = namePx + GAP_PX;
  // All texts or none: gaps would read as zeros.
  const hasTexts = cells.every((entry) => textWidth(entry.text, CELL_TEXT_PX) <= cellPx - 2);
  const cell = shown === null ? null : (cells[shown] ?? null);
  const shownRow = shown === null ? 0 : Math.floor(shown / perLine);

  return (
    // biome-ignore lint/a11y/useSemanticElements: cells are drawn, so that they can be saved as a picture
    <div className="relative" ref={box} role="grid" aria-label={label} aria-multiselectable>
      {width === 0 ? null : (
        <svg
          role="none"
          data-chart
          width={width}
          height={headPx + rows.length * ROW_PX}
          className="block select-none overflow-visible text-ink"
          fontSize={TEXT_PX}
        >
          <g aria-hidden>
            {columns.map((text, place) => {
              const x = left + (place + 0.5) * cellPx;
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
            <g key={text} role="row" transform={`translate(0,${headPx + row * ROW_PX})`}>
              <text
                x={0}
                y={ROW_PX / 2}
                dominantBaseline="central"
                fontSize={12}
                aria-hidden
                className="fill-ink [unicode-bidi:isolate]"
              >
                {fitText(text, namePx, 12)}
              </text>
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
                      height={ROW_PX - 1}
                      className={classNames(
                        entry.isEmpty ? "fill-surface-2" : "fill-surface-3",
                        "group-hover:stroke-ink-2",
                      )}
                    />
                    {entry.depth === null ? null : (
                      <rect
                        x={left + column * cellPx + 0.5}
                        y={0.5}
                        width={Math.max(cellPx - 1, 1)}
                        height={ROW_PX - 1}
                        fillOpacity={(0.06 + 0.5 * entry.depth) * (isOut ? 0.35 : 1)}
                        className="pointer-events-none fill-accent"
                      />
                    )}
                    {!hasTexts ? null : (
                      <text
                        x={left + (column + 0.5) * cellPx}
                        y={ROW_PX / 2}
                        textAnchor="middle"
                        dominantBaseline="central"
                        fontSize={CELL_TEXT_PX}
                        className={classNames("pointer-events-none", isOut ? "fill-ink-3" : "fill-ink")}
                      >
                        {entry.text}
                      </text>
                    )}
                    <rect
                      x={left + column * cellPx + 1.5}
                      y={1.5}
                      width={Math.max(cellPx - 3, 1)}
                      height={ROW_PX - 3}
                      className={classNames(
                        "pointer-events-none fill-none group-focus-visible:stroke-2 group-focus-visible:stroke-accent",
                        entry.state === "in" && "stroke-2 stroke-ink",
                      )}
                    />
                  </g>
                );
              })}
            </g>
          ))}
        </svg>
      )}
      {cell === null || shown === null ? null : (
        <MarkTip
          left={left + ((shown % perLine) + 0.5) * cellPx}
          top={headPx + (shownRow + 1) * ROW_PX + 2}
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
