"use client";

import { scaleLinear } from "@visx/scale";
import { LinePath } from "@visx/shape";
import { useRef } from "react";
import { useMarks } from "@/components/charts";
import { classNames, formatCount, formatPercent } from "@/components/ui";
import type { Pick, PickState } from "@/lib/view";
import { countWords, ratioWords } from "./chart-words";
import { fitText, textWidth } from "./fit-text";
import { MarkTip } from "./mark-tip";
import { ShadeKey } from "./shade-key";
import { useElementWidth } from "./use-element-width";
import { useTallList } from "./use-tall-list";

export interface Bar {
  key: string;
  name: string;
  /** What stands beside the bar in place of the name. */
  text?: string;
  /** Drawn in the colour of the other side. */
  isSideB?: boolean;
  selected: number;
  total: number;
  state: PickState;
  isMuted?: boolean;
  /** The filter names this value to leave it out. */
  isLeftOut?: boolean;
  /** There is nothing to count by, which is not the same as counting none. */
  isUncounted?: boolean;
  /** A second line under the name. */
  note?: string;
  /** What is told of it on demand, without a line of its own. */
  hint?: string;
  /** What this bar's share is of, where it is not all rows in view. */
  whole?: number;
  /** Share of all in view up to this bar, for the cumulative line. */
  running?: number;
}

const ROW_PX = 22;
const NOTED_ROW_PX = 36;
const TEXT_PX = 12;
const GAP_PX = 8;
/** The scale of the cumulative line, below the bars. */
const SCALE_PX = 18;
const SCALE_TEXT_PX = 11;
/** Marked on the line: the values that make this share are named in the caption. */
const CORE_SHARE = 0.8;

/** Horizontal bars: all rows, and in front of them those in view; one option of a list box each. */
export function BarChart({
  label,
  bars,
  rowsInView,
  rowsTotal,
  largestTotal,
  unit = "rows",
  front = "in view",
  onPick,
}: {
  label: string;
  bars: readonly Bar[];
  /** What shares are of. */
  rowsInView: number;
  rowsTotal: number;
  largestTotal: number;
  unit?: string;
  /** What is counted by the bars before those of all. */
  front?: string | null;
  onPick: (place: number, pick: Pick) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const width = useElementWidth(box);
  const rowPx = bars.some((bar) => bar.note !== undefined) ? NOTED_ROW_PX : ROW_PX;
  const { isTall, first, end, scrollTop, style, onScroll, reveal } = useTallList(bars.length, rowPx, box);
  const marks = useMarks({ count: bars.length, container: box, onPick, onReveal: reveal });

  const countPx = textWidth(formatCount(largestTotal), TEXT_PX) + 2;
  const sharePx = textWidth("100.0%", TEXT_PX);
  const longest = bars.reduce(
    (most, bar) => Math.max(most, Math.min(textWidth(bar.text ?? bar.name, TEXT_PX), 400)),
    40,
  );
  const namePx = Math.min(longest + 2, Math.max(96, width * 0.4));
  const barStart = namePx + GAP_PX;
  const barEnd = Math.max(barStart + 24, width - countPx - sharePx - 2 * GAP_PX);
  const x = scaleLinear({ domain: [0, Math.max(largestTotal, 1)], range: [0, barEnd - barStart] });
  const lengthOf = (count: number) => (count === 0 ? 0 : Math.max(1, x(count)));
  const line = bars.every((bar) => bar.running !== undefined) && bars.length > 2;
  const running = scaleLinear({ domain: [0, 1], range: [barStart, barEnd] });
  const shown = marks.shown === null ? null : (bars[marks.shown] ?? null);
  const barsPx = bars.length * rowPx;
  const height = barsPx + (line ? SCALE_PX : 0);
  const wordsOf = (bar: Bar) =>
    bar.isUncounted
      ? `${formatCount(bar.whole ?? bar.total)} ${unit}`
      : countWords(bar.selected, bar.whole ?? rowsInView, unit);

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
            height={height}
            className="block select-none overflow-visible text-ink"
            fontSize={TEXT_PX}
          >
            {bars.slice(first, end).map((bar, offset) => {
              const place = first + offset;
              const top = place * rowPx;
              const middle = top + ROW_PX / 2;
              const isOut = bar.state === "out";
              return (
                <g
                  key={bar.key}
                  role="option"
                  aria-selected={bar.state === "in"}
                  aria-label={`${bar.name}, ${wordsOf(bar)}`}
                  aria-description={`${formatCount(bar.total)} in the dataset${[bar.isLeftOut ? "left out" : undefined, bar.note, bar.hint].map((words) => (words === undefined ? "" : `; ${words}`)).join("")}`}
                  {...marks.markProps(place)}
                  className="group cursor-default outline-none"
                >
                  <rect
                    x={-4}
                    y={top}
                    width={width + 8}
                    height={rowPx}
                    rx={2}
                    className="fill-transparent group-hover:fill-surface-3 group-focus-visible:stroke-2 group-focus-visible:stroke-accent"
                  />
                  <text
                    x={0}
                    y={middle}
                    dominantBaseline="central"
                    className={classNames(
                      "[unicode-bidi:isolate]",
                      bar.isMuted || bar.selected === 0 || isOut ? "fill-ink-3" : "fill-ink",
                      bar.state === "in" && "font-semibold",
                      bar.isLeftOut && "line-through decoration-ink-3",
                    )}
                  >
                    {fitText(bar.text ?? bar.name, namePx, TEXT_PX)}
                  </text>
                  <rect
                    x={barStart}
                    y={top + 4}
                    width={lengthOf(bar.total)}
                    height={ROW_PX - 8}
                    className="fill-total"
                    opacity={isOut ? 0.6 : 1}
                  />
                  <rect
                    x={barStart}
                    y={top + 4}
                    width={lengthOf(bar.selected)}
                    height={ROW_PX - 8}
                    className={bar.isSideB ? "fill-side-b" : "fill-accent"}
                    opacity={isOut ? 0.35 : 1}
                  />
                  <text
                    x={width - sharePx - GAP_PX}
                    y={middle}
                    textAnchor="end"
                    dominantBaseline="central"
                    className="fill-ink"
                  >
                    {bar.isUncounted ? "–" : formatCount(bar.selected)}
                  </text>
                  <text
                    x={width}
                    y={middle}
                    textAnchor="end"
                    dominantBaseline="central"
                    className="fill-ink-3"
                  >
                    {bar.isUncounted ? "" : formatPercent(bar.selected, bar.whole ?? rowsInView)}
                  </text>
                  {bar.note === undefined ? null : (
                    <text x={0} y={top + 27} dominantBaseline="central" fontSize={11} className="fill-ink-3">
                      {fitText(bar.note, width, 11)}
                    </text>
                  )}
                </g>
              );
            })}
            {line ? (
              <g aria-hidden className="pointer-events-none" fontSize={SCALE_TEXT_PX}>
                <LinePath
                  data={[...bars.slice(first, end)]}
                  x={(bar) => running(bar.running ?? 0)}
                  y={(_, place) => (first + place) * rowPx + ROW_PX / 2}
                  className="fill-none stroke-ink-3"
                  strokeDasharray="2 2"
                />
                <line
                  {...{ x1: running(CORE_SHARE), x2: running(CORE_SHARE), y1: 0, y2: barsPx + 3 }}
                  className="stroke-line-strong"
                />
                <line
                  {...{ x1: 0, x2: 14, y1: barsPx + SCALE_PX / 2, y2: barsPx + SCALE_PX / 2 }}
                  className="stroke-ink-3"
                  strokeDasharray="2 2"
                />
                <text x={18} y={barsPx + SCALE_PX / 2} dominantBaseline="central" className="fill-ink-3">
                  {fitText("with all above", namePx - 18, SCALE_TEXT_PX)}
                </text>
                {scaleMarks(running).map(({ x: at, text }) => (
                  <text
                    key={text}
                    x={at}
                    y={barsPx + SCALE_PX / 2}
                    textAnchor="middle"
                    dominantBaseline="central"
                    className="fill-ink-3"
                  >
                    {text}
                  </text>
                ))}
              </g>
            ) : null}
          </svg>
        )}
      </div>
      {front !== null && bars.some(({ selected, total }) => selected !== total) ? (
        <ShadeKey front={front} behind={`all ${unit}`} />
      ) : null}
      {shown === null || marks.shown === null ? null : (
        <MarkTip left={barStart + 12} top={marks.shown * rowPx - scrollTop + rowPx + 2} width={width}>
          <div className="font-medium">{shown.name}</div>
          <div>{wordsOf(shown)}</div>
          {shown.whole !== undefined ||
          (shown.selected === shown.total && rowsInView === rowsTotal) ? null : (
            <div>
              {countWords(shown.total, rowsTotal, unit)} of the dataset
              <br />
              {ratioWords(shown, { selected: rowsInView, total: rowsTotal })}
            </div>
          )}
          {shown.running === undefined ? null : <div>{formatPercent(shown.running, 1)} with all above</div>}
          {shown.note === undefined ? null : <div>{shown.note}</div>}
          {shown.hint === undefined ? null : <div>{shown.hint}</div>}
        </MarkTip>
      )}
    </div>
  );
}

/** Marks of the cumulative scale as far as they stand beside each other, the one of the core first. */
function scaleMarks(running: (share: number) => number): { x: number; text: string }[] {
  const px = textWidth("100%", SCALE_TEXT_PX) + 4;
  const marks: { x: number; text: string }[] = [];
  for (const share of [CORE_SHARE, 1, 0]) {
    const x = running(share);
    if (marks.every((mark) => Math.abs(mark.x - x) >= px)) marks.push({ x, text: `${share * 100}%` });
  }
  return marks;
}
