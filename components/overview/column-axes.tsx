"use client";

import { AxisBottom, AxisLeft } from "@visx/axis";
import { scaleLinear, scaleSymlog } from "@visx/scale";
import { memo } from "react";
import { formatCount } from "@/components/ui";
import { textWidth } from "./fit-text";
import { type AxisTexts, shiftOf, tickPlaces } from "./tick-places";

export const TICK_PX = 11;
const LABEL = { fontSize: TICK_PX, fontFamily: "inherit", fill: "currentColor", className: "text-ink-3" };

/** From counts to px below the top of the plot. */
export function countScale(most: number, isLog: boolean, heightPx: number) {
  const range = [heightPx, 0];
  return isLog
    ? scaleSymlog({ domain: [0, most], range, constant: 1 })
    : scaleLinear({ domain: [0, most], range, nice: false });
}

interface CountAxisProps {
  most: number;
  isLog: boolean;
  /** Corner of the plot, and its size, px. */
  left: number;
  top: number;
  widthPx: number;
  heightPx: number;
}

/** Lines across the plot and their counts. A filter leaves them as they are, so they are not drawn again. */
export const CountAxis = memo(function CountAxis(props: CountAxisProps) {
  const { most, isLog, left, top, widthPx, heightPx } = props;
  const y = countScale(most, isLog, heightPx);
  const ticks = countTicks(most, isLog);
  return (
    <g transform={`translate(${left},${top})`} aria-hidden>
      {ticks.map((tick) => (
        <line key={tick} x1={0} x2={widthPx} y1={y(tick)} y2={y(tick)} className="stroke-line" />
      ))}
      <AxisLeft
        scale={y}
        left={-2}
        hideAxisLine
        hideTicks
        tickValues={ticks}
        tickFormat={(value) => formatCount(Number(value))}
        tickLabelProps={{ ...LABEL, dx: "0.1em", dy: "0.32em" }}
      />
    </g>
  );
});

interface BinAxisProps extends Pick<AxisTexts, "texts" | "areEdges" | "logEdges" | "evenEdges"> {
  barCount: number;
  /** Where the axis begins, and its length, px. */
  left: number;
  top: number;
  widthPx: number;
}

/** The line under the bars, with the texts that have room. Drawn again only when it is another axis. */
export const BinAxis = memo(function BinAxis(props: BinAxisProps) {
  const { texts, areEdges, logEdges, evenEdges, barCount, left, top, widthPx } = props;
  const x = scaleLinear({ domain: [0, barCount], range: [0, widthPx] });
  const widthOf = (text: string) => textWidth(text, TICK_PX);
  const places = { texts, widthPx, areEdges, logEdges, evenEdges, widthOf, gutterPx: left };
  const shiftOfTick = (place: number) => {
    const textPx = widthOf(texts[Math.floor(place)] ?? "");
    // The last one ends at its place.
    return areEdges && place === barCount ? 0 : shiftOf(x(place) - textPx / 2, textPx, places);
  };
  return (
    <g transform={`translate(${left},${top})`} aria-hidden className="pointer-events-none">
      <AxisBottom
        scale={x}
        hideTicks
        tickLength={4}
        axisLineClassName="stroke-line-strong"
        tickValues={tickPlaces(places)}
        tickFormat={(value) => texts[Math.floor(Number(value))] ?? ""}
        tickLabelProps={(value, place, all) => ({
          ...LABEL,
          dy: "0.3em",
          dx: shiftOfTick(Number(value)),
          // The first text has the gutter to its left, the last one nothing to its right.
          textAnchor: areEdges && all[place]?.value === barCount ? "end" : "middle",
        })}
      />
    </g>
  );
}, isSameAxis);

/** Texts and edges are made anew with each answer; what counts is what they say. */
function isSameAxis(before: BinAxisProps, after: BinAxisProps): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

/** Counts with a line across the plot: round ones, and powers of ten on a log scale. */
function countTicks(most: number, isLog: boolean): number[] {
  if (!isLog) {
    const ticks = scaleLinear({ domain: [0, most], range: [0, 1] }).ticks(4);
    return ticks.filter((tick) => Number.isInteger(tick) && tick > 0);
  }
  const powers = Array.from({ length: Math.floor(Math.log10(most)) + 1 }, (_, power) => 10 ** power);
  return powers.length > 4 ? powers.filter((_, power) => power % 2 === 0) : powers;
}
