"use client";

import { memo } from "react";
import { type HeatBand, type HeatCell, stateOfBand } from "./heat-row";
import { outlineOf } from "./outline-of";

const INKS: Record<HeatBand["colour"], string> = {
  view: "fill-heat",
  a: "fill-heat",
  b: "fill-heat-b",
};
/** Shades in which a colour lies on the ground; a thirtieth more or less of it is not seen. */
const SHADES = 30;
const FAINTEST = 0.1;
/** What is left of the colour of a cell that a filter leaves out. */
const OUT = 0.35;

/**
 * The colours of a heat map. All cells of a shade are one element: each of its own would have its style found anew, which
 * takes longer than all else when a filter changes hundreds of them.
 */
export const HeatColours = memo(function HeatColours({
  cells,
  perLine,
  left,
  top,
  cellPx,
  rowPx,
}: {
  /** Row by row. */
  cells: readonly HeatCell[];
  perLine: number;
  /** Where the first cell begins. */
  left: number;
  top: number;
  cellPx: number;
  rowPx: number;
}) {
  const bandCount = cells[0]?.bands.length ?? 1;
  const bandPx = (rowPx - 1) / bandCount;
  const widthPx = Math.max(cellPx - 1, 1);
  const grounds = { empty: "", filled: "" };
  const shades: Partial<Record<HeatBand["colour"], string[]>> = {};
  for (const [place, cell] of cells.entries()) {
    const x = left + (place % perLine) * cellPx + 0.5;
    const y = top + Math.floor(place / perLine) * rowPx + 0.5;
    grounds[cell.isEmpty ? "empty" : "filled"] += outlineOf(x, y, widthPx, rowPx - 1);
    for (const [band, own] of cell.bands.entries()) {
      const { colour, depth } = own;
      // The same elements for each picture of a map: none comes or goes.
      shades[colour] ??= Array.from({ length: SHADES }, () => "");
      if (depth === null) continue;
      const share = (FAINTEST + (1 - FAINTEST) * depth) * (stateOfBand(cell, own) === "out" ? OUT : 1);
      const shade = Math.max(1, Math.round(share * SHADES));
      shades[colour][shade - 1] += outlineOf(x, y + band * bandPx, widthPx, bandPx);
    }
  }
  return (
    <g aria-hidden>
      <path d={grounds.empty} className="fill-surface-2" />
      <path d={grounds.filled} className="fill-surface-3" />
      {Object.entries(shades).map(([colour, outlines]) => (
        <g key={colour} className={INKS[colour as HeatBand["colour"]]}>
          {outlines.map((outline, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a shade is its place
            <path key={place} d={outline} fillOpacity={(place + 1) / SHADES} />
          ))}
        </g>
      ))}
    </g>
  );
});
