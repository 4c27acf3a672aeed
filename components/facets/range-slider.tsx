"use client";

import { useEffect, useRef, useState } from "react";

const THUMB =
  "pointer-events-none absolute inset-0 h-4 w-full appearance-none bg-transparent outline-none [&::-moz-range-thumb]:pointer-events-auto [&::-moz-range-thumb]:size-3 [&::-moz-range-thumb]:rounded-full [&::-moz-range-thumb]:border-2 [&::-moz-range-thumb]:border-accent [&::-moz-range-thumb]:bg-surface [&::-webkit-slider-thumb]:pointer-events-auto [&::-webkit-slider-thumb]:size-3 [&::-webkit-slider-thumb]:appearance-none [&::-webkit-slider-thumb]:rounded-full [&::-webkit-slider-thumb]:border-2 [&::-webkit-slider-thumb]:border-accent [&::-webkit-slider-thumb]:bg-surface focus-visible:[&::-webkit-slider-thumb]:outline-2 focus-visible:[&::-webkit-slider-thumb]:outline-accent focus-visible:[&::-webkit-slider-thumb]:outline-offset-1";

const COMMIT_MS = 250;

/** Two handles over the edges of a histogram. The drag shows at once; the view changes when the hand rests. */
export function RangeSlider({
  last,
  from,
  to,
  words,
  onDrag,
  onCommit,
}: {
  /** Place of the last edge. */
  last: number;
  from: number;
  to: number;
  /** What a handle at an edge lets through, for screen readers. */
  words: (edge: number, end: "min" | "max") => string;
  onDrag: (from: number, to: number) => void;
  onCommit: (from: number, to: number) => void;
}) {
  const [draft, setDraft] = useState<readonly [number, number] | null>(null);
  const [low, high] = draft ?? [from, to];
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what the view says now takes the place of the drag
  useEffect(() => setDraft(null), [from, to]);

  function move(nextLow: number, nextHigh: number) {
    setDraft([nextLow, nextHigh]);
    onDrag(nextLow, nextHigh);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onCommit(nextLow, nextHigh), COMMIT_MS);
  }

  const shares = { left: `${(low / last) * 100}%`, right: `${100 - (high / last) * 100}%` };
  return (
    <div className="relative h-4">
      <span className="absolute inset-x-0 top-[7px] h-0.5 bg-surface-3" />
      <span className="absolute top-[7px] h-0.5 bg-accent" style={shares} />
      <input
        type="range"
        aria-label="minimum"
        aria-valuetext={words(low, "min")}
        min={0}
        max={last}
        step={1}
        value={low}
        onChange={(event) => move(Math.min(Number(event.currentTarget.value), high - 1), high)}
        // At the right end both thumbs meet; the one that can still move must be on top.
        className={`${THUMB} ${low > last / 2 ? "z-[1]" : ""}`}
      />
      <input
        type="range"
        aria-label="maximum"
        aria-valuetext={words(high, "max")}
        min={0}
        max={last}
        step={1}
        value={high}
        onChange={(event) => move(low, Math.max(Number(event.currentTarget.value), low + 1))}
        className={THUMB}
      />
    </div>
  );
}
