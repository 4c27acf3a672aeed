"use client";

import { scaleLinear } from "@visx/scale";
import { useRef } from "react";
import { type BrushedMarks, endsOf, useBrush, useMarks } from "@/components/charts";
import { classNames, formatCount, formatPercent } from "@/components/ui";
import type { Pick } from "@/lib/view";
import { fitText, textWidth } from "./fit-text";
import { MarkTip } from "./mark-tip";
import type { PairedLine } from "./paired-lines";
import {
  type CountOf,
  filterWords,
  hasDifference,
  hasShare,
  pairWords,
  pointsWords,
  wholeWords,
} from "./share-words";
import { useElementWidth } from "./use-element-width";
import { useTallList } from "./use-tall-list";

const BAND_PX = 13;
const ROW_PX = 2 * BAND_PX + 6;
const NAME_PX = 17;
/** Bars of what is in view stand within those of all rows, so that either is seen where it ends. */
const INSET_PX = 3;
/** The line below the bars. */
const FOOT_PX = 15;
const TEXT_PX = 12;
const FIGURE_PX = 11;
const GAP_PX = 8;
/** Stands before the bar of a side whose filter picks it. */
const TICK_PX = 3;
/** Charts narrower than this have long names above the bars, not beside them. */
const NARROW_PX = 400;
const NAME_SHARE = 0.34;

/**
 * Two bars for each value, A above B, all on one scale of shares, with the difference beside them. One option of a list
 * box each: a click shows only the rows of A with the value, with Shift beside the others, with Alt all but them; a drag
 * over bins or labels those from the first to the last.
 */
export function PairedBars({
  label,
  lines,
  onBrush = null,
}: {
  label: string;
  lines: readonly PairedLine[];
  /** The lines are bins or labels in their course, and a drag over them picks them all; null for any other lines. */
  onBrush?: ((range: BrushedMarks) => void) | null;
}) {
  const box = useRef<HTMLDivElement>(null);
  const width = useElementWidth(box);
  const longest = lines.reduce(
    (px, line) =>
      Math.max(px, textWidth(line.name.slice(0, 80), TEXT_PX), textWidth(line.sub ?? "", FIGURE_PX)),
    24,
  );
  const isNarrow = width < NARROW_PX && longest > width * NAME_SHARE;
  const foot = footThatFits(lines, width);
  const barsPx = isNarrow ? ROW_PX + NAME_PX : ROW_PX;
  const rowPx = barsPx + (foot === null ? 0 : footLines(lines, foot) * FOOT_PX);
  const { isTall, first, end, scrollTop, style, onScroll, reveal } = useTallList(lines.length, rowPx, box);
  const onPick = (place: number, pick: Pick) => lines[place]?.onPick?.(pick);
  const brushLines = (range: BrushedMarks | null, isDone: boolean) => {
    if (isDone && range !== null) onBrush?.(range);
  };
  const onRange = onBrush === null ? undefined : brushLines;
  const marks = useMarks({ count: lines.length, container: box, onPick, onRange, onReveal: reveal });
  const brush = useBrush({
    axis: "y",
    onBrush: onBrush === null ? null : brushLines,
    placeAt: (event) => {
      const place = Math.floor((event.clientY - event.currentTarget.getBoundingClientRect().top) / rowPx);
      return Math.min(Math.max(place, 0), lines.length - 1);
    },
  });

  const range = brush.range ?? marks.range;

  const countPx = lines.reduce(
    (px, line) =>
      Math.max(px, textWidth(countText(line, "a"), FIGURE_PX), textWidth(countText(line, "b"), FIGURE_PX)),
    0,
  );
  const sharePx = textWidth("100.0%", FIGURE_PX);
  const pointsPx = textWidth("+100.00 pp", TEXT_PX);
  const namePx = isNarrow ? width : Math.min(longest + 2, width * NAME_SHARE);
  const barStart = isNarrow ? 0 : namePx + GAP_PX;
  const barEnd = Math.max(barStart + 24, width - countPx - sharePx - pointsPx - 3 * GAP_PX);
  const isPart = hasWholes(lines);
  const largest =
    lines.reduce((share, line) => {
      const behind = isPart && line.wholes !== undefined ? [line.wholes.a, line.wholes.b] : [];
      return Math.max(share, line.shareA, line.shareB, ...behind.map(shareOf));
    }, 0) || 1;
  const x = scaleLinear({ domain: [0, largest], range: [0, barEnd - barStart] });
  // What is there must be seen, however small its share.
  const lengthOf = (share: number) => (share === 0 ? 0 : Math.max(1, x(share)));
  const shown = marks.shown === null || brush.range !== null ? null : (lines[marks.shown] ?? null);

  return (
    <div className="relative">
      <div
        ref={box}
        role="listbox"
        aria-multiselectable
        aria-label={label}
        onScroll={onScroll}
        className={classNames(isTall && "overflow-y-auto overscroll-contain")}
        style={style}
        {...marks.containerProps}
      >
        {width === 0 ? null : (
          <svg
            role="none"
            data-chart
            width={width}
            height={lines.length * rowPx}
            className="block select-none overflow-visible text-ink"
            fontSize={FIGURE_PX}
            {...brush.props}
          >
            {lines.slice(first, end).map((line, offset) => {
              const place = first + offset;
              const isBrushed = isWithin(place, range) && line.brushed !== undefined;
              const isOutOf = (side: "a" | "b") =>
                range === null ? line.states[side] === "out" : !isBrushed;
              const isOut = isOutOf("a") && isOutOf("b");
              const isPicked = line.states.a === "in" || line.states.b === "in";
              const top = isNarrow ? NAME_PX : 0;
              return (
                <g
                  key={line.key}
                  role="option"
                  aria-selected={line.states.a === "in"}
                  aria-disabled={line.onPick === null}
                  aria-label={`${line.name}: ${pairWords(line).join("; ")}`}
                  aria-description={notesOf(line).join("; ")}
                  transform={`translate(0,${place * rowPx})`}
                  {...marks.markProps(place)}
                  className="group cursor-default outline-none"
                >
                  <rect
                    x={-4}
                    y={0}
                    width={width + 8}
                    height={rowPx}
                    rx={2}
                    className={classNames(
                      "group-focus-visible:stroke-2 group-focus-visible:stroke-accent",
                      isBrushed ? "fill-accent-soft" : "fill-transparent group-hover:fill-surface-3",
                    )}
                  />
                  <text
                    x={0}
                    y={isNarrow ? NAME_PX / 2 + 2 : line.sub === undefined ? barsPx / 2 : 3 + BAND_PX / 2}
                    dominantBaseline="central"
                    fontSize={TEXT_PX}
                    className={classNames(
                      "[unicode-bidi:isolate]",
                      isOut || line.isMuted ? "fill-ink-3" : "fill-ink",
                      isPicked && "font-semibold",
                    )}
                  >
                    {fitText(line.name, namePx, TEXT_PX)}
                  </text>
                  {line.sub === undefined ? null : (
                    <text
                      x={isNarrow ? width : 0}
                      y={isNarrow ? NAME_PX / 2 + 2 : 3 + 1.5 * BAND_PX}
                      textAnchor={isNarrow ? "end" : "start"}
                      dominantBaseline="central"
                      className="fill-ink-3"
                    >
                      {fitText(line.sub, namePx, FIGURE_PX)}
                    </text>
                  )}
                  {(["a", "b"] as const).map((side, band) => {
                    const share = side === "a" ? line.shareA : line.shareB;
                    const bandTop = top + 3 + band * BAND_PX;
                    const middle = bandTop + BAND_PX / 2;
                    return (
                      <g key={side}>
                        {line.states[side] === "in" ? (
                          <rect
                            x={barStart - TICK_PX - 2}
                            y={bandTop + 1}
                            width={TICK_PX}
                            height={BAND_PX - 2}
                            className={side === "a" ? "fill-side-a" : "fill-side-b"}
                          />
                        ) : null}
                        {isPart && line.wholes !== undefined ? (
                          <rect
                            x={barStart}
                            y={bandTop + 1}
                            width={lengthOf(shareOf(line.wholes[side]))}
                            height={BAND_PX - 2}
                            className="fill-total"
                            opacity={isOutOf(side) ? 0.6 : 1}
                          />
                        ) : null}
                        <rect
                          x={barStart}
                          y={bandTop + (isPart ? INSET_PX : 1)}
                          width={lengthOf(share)}
                          height={BAND_PX - 2 * (isPart ? INSET_PX : 1)}
                          className={side === "a" ? "fill-side-a text-side-a" : "fill-side-b text-side-b"}
                          opacity={isOutOf(side) ? 0.35 : 1}
                          {...(isWeak(line, side) && WEAK)}
                        />
                        <text
                          x={barEnd + GAP_PX + countPx}
                          y={middle}
                          textAnchor="end"
                          dominantBaseline="central"
                          className={classNames(
                            isOutOf(side) ? "fill-ink-3" : "fill-ink",
                            line.states[side] === "in" && "font-semibold",
                          )}
                        >
                          {countText(line, side)}
                        </text>
                        <text
                          x={barEnd + 2 * GAP_PX + countPx + sharePx}
                          y={middle}
                          textAnchor="end"
                          dominantBaseline="central"
                          className="fill-ink-3"
                        >
                          {hasShare(line, side) ? formatPercent(share, 1) || "0%" : ""}
                        </text>
                      </g>
                    );
                  })}
                  <text
                    x={width}
                    y={top + ROW_PX / 2}
                    textAnchor="end"
                    dominantBaseline="central"
                    fontSize={TEXT_PX}
                    className="fill-ink-2"
                  >
                    {hasDifference(line) ? pointsWords(line) : ""}
                  </text>
                  {foot === null
                    ? null
                    : line.feet?.[foot]?.map((words, row) => (
                        <text
                          key={words}
                          x={0}
                          y={barsPx + (row + 0.5) * FOOT_PX - 3}
                          dominantBaseline="central"
                          className="fill-ink-3"
                        >
                          {fitText(words, width, FIGURE_PX)}
                        </text>
                      ))}
                </g>
              );
            })}
          </svg>
        )}
      </div>
      {shown === null || marks.shown === null ? null : (
        <MarkTip left={barStart + 12} top={(marks.shown + 1) * rowPx - scrollTop + 2} width={width}>
          <div className="font-medium">{shown.name}</div>
          {[...pairWords(shown), ...notesOf(shown)].map((words) => (
            <div key={words}>{words}</div>
          ))}
        </MarkTip>
      )}
    </div>
  );
}

/** Whether all rows of a side are more than those in view: then both are drawn. */
export function hasWholes(lines: readonly PairedLine[]): boolean {
  return lines.some(
    ({ wholes, a, b }) => wholes !== undefined && (wholes.a.count !== a || wholes.b.count !== b),
  );
}

function shareOf({ count, of }: CountOf): number {
  return of === 0 ? 0 : count / of;
}

/** What is told of a line beside its numbers. */
function notesOf(line: PairedLine): string[] {
  const notes = [line.sub, filterWords(line.states.a, line.states.b), ...wholeWords(line), line.note];
  return notes.filter((words) => words !== undefined && words !== "").map(String);
}

/** Which of the texts below the bars fits everywhere, else the shortest; null where there is none. */
function footThatFits(lines: readonly PairedLine[], width: number): number | null {
  const count = lines[0]?.feet?.length ?? 0;
  if (count === 0) return null;
  for (let foot = 0; foot < count; foot++) {
    const isFitting = (words: string) => textWidth(words, FIGURE_PX) <= width;
    if (lines.every(({ feet }) => feet?.[foot]?.every(isFitting))) return foot;
  }
  return count - 1;
}

/** How many lines the texts below the bars take at most. */
function footLines(lines: readonly PairedLine[], foot: number): number {
  return Math.max(...lines.map(({ feet }) => feet?.[foot]?.length ?? 0));
}

/** A share of fewer than these says little: its bar is hollow. */
const FEW = 10;
const WEAK = { fillOpacity: 0.25, strokeWidth: 1, stroke: "currentColor" } as const;

function isWeak({ of, isOfPart }: PairedLine, side: "a" | "b"): boolean {
  return isOfPart === true && of[side] < FEW;
}

function countText({ of, isOfPart, isUncounted, lone, ...line }: PairedLine, side: "a" | "b"): string {
  if (lone !== undefined && lone !== side) return "";
  if (!isOfPart) return formatCount(line[side]);
  return isUncounted ? formatCount(of[side]) : `${formatCount(line[side])} of ${formatCount(of[side])}`;
}

function isWithin(place: number, range: BrushedMarks | null): boolean {
  if (range === null) return false;
  const { first, last } = endsOf(range);
  return place >= first && place <= last;
}
