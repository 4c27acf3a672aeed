"use client";

import { type PointerEvent, useRef } from "react";
import { type OnBrush, useBrush, useMarks } from "@/components/charts";
import { formatCount } from "@/components/ui";
import type { NumberFacet } from "@/lib/query";
import type { Pick, PickState } from "@/lib/view";

const HEIGHT = 48;
/** Keeps the few rows of a long tail visible beside the many. */
const LEAST_HEIGHT = 2;

/** What the filter says of a bin. */
export interface BinMark {
  name: string;
  state: PickState;
  /** The bin has something that the filter lets through. */
  isShown: boolean;
}

/**
 * Bars of all rows, and in front of them those in view. Bars that the filter leaves out step back; each is picked, and
 * several are brushed, as in the Overview.
 */
export function Histogram({
  label,
  facet,
  marks,
  onPick,
  onBrush,
}: {
  label: string;
  facet: NumberFacet;
  /** By bin. */
  marks: readonly BinMark[];
  onPick: (bin: number, pick: Pick) => void;
  onBrush: OnBrush;
}) {
  const { bins } = facet;
  const box = useRef<HTMLDivElement>(null);
  const { containerProps, markProps } = useMarks({
    count: bins.length,
    container: box,
    onPick,
    onRange: (range, isDone) => onBrush(range, isDone, "only"),
  });

  function binAt(event: PointerEvent): number {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const place = Math.floor(((event.clientX - left) / width) * bins.length);
    return Math.min(Math.max(place, 0), bins.length - 1);
  }

  const brush = useBrush({ placeAt: binAt, axis: "x", onBrush, hasPicks: true });
  const most = bins.reduce((max, bin) => Math.max(max, bin.total), 1);
  const heightOf = (count: number) => (count === 0 ? 0 : Math.max(LEAST_HEIGHT, (count / most) * HEIGHT));
  return (
    <div
      ref={box}
      role="listbox"
      aria-multiselectable
      aria-orientation="horizontal"
      aria-label={label}
      {...containerProps}
    >
      <svg
        role="none"
        viewBox={`0 0 ${bins.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="block h-12 w-full touch-pan-y select-none overflow-visible"
        {...brush.props}
      >
        {bins.map((bin, place) => {
          const mark = marks[place];
          const words = `${formatCount(bin.selected)} in view of ${formatCount(bin.total)}`;
          return (
            <g key={bin.start}>
              <rect
                role="option"
                aria-selected={mark?.state === "in"}
                aria-label={`${mark?.name}, ${words}`}
                {...markProps(place)}
                x={place}
                y={0}
                width={1}
                height={HEIGHT}
                // The picture is stretched; lines are not.
                vectorEffect="non-scaling-stroke"
                className="cursor-default fill-transparent outline-none hover:fill-surface-3 focus-visible:stroke-2 focus-visible:stroke-accent"
              >
                <title>{`${mark?.name}: ${words}`}</title>
              </rect>
              <g aria-hidden opacity={mark?.isShown ? 1 : 0.35} className="pointer-events-none">
                <rect
                  x={place + 0.06}
                  y={HEIGHT - heightOf(bin.total)}
                  width={0.88}
                  height={heightOf(bin.total)}
                  className="fill-total"
                />
                <rect
                  x={place + 0.06}
                  y={HEIGHT - heightOf(bin.selected)}
                  width={0.88}
                  height={heightOf(bin.selected)}
                  className="fill-accent"
                />
              </g>
            </g>
          );
        })}
      </svg>
    </div>
  );
}
