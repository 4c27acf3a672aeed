"use client";

import { type MouseEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import type { Pick } from "@/lib/view";
import { pickOf } from "./use-marks";

/** The mark at which a brush began, and the one that it has come to. */
export interface BrushedMarks {
  from: number;
  to: number;
}

/** Marks in a line, both ends inclusive. */
export interface MarkEnds {
  first: number;
  last: number;
}

/** Told of what is under the drag, and what the keys ask for that were held when it began; of null when it was given up. */
export type OnBrush = (range: BrushedMarks | null, isDone: boolean, pick: Pick) => void;

export interface Brush {
  /** What is under the drag; null when there is none. */
  range: BrushedMarks | null;
  pick: Pick;
  props: {
    onClickCapture: (event: MouseEvent) => void;
    onPointerDown: (event: PointerEvent) => void;
    onPointerMove: (event: PointerEvent) => void;
    onPointerUp: (event: PointerEvent) => void;
    onPointerCancel: (event: PointerEvent) => void;
  };
}

/** A pointer that moves less than this clicks. */
const DRAG_PX = 4;

export function endsOf({ from, to }: BrushedMarks): MarkEnds {
  return { first: Math.min(from, to), last: Math.max(from, to) };
}

/** The rectangle between two marks of a grid. */
export function areaOf({ from, to }: BrushedMarks, perLine: number): { rows: MarkEnds; columns: MarkEnds } {
  const row = (place: number) => Math.floor(place / perLine);
  return {
    rows: endsOf({ from: row(from), to: row(to) }),
    columns: endsOf({ from: from % perLine, to: to % perLine }),
  };
}

/** Dragging over marks brushes those between; a finger scrolls instead. Escape gives the drag up. */
export function useBrush(input: {
  /** The mark under the pointer. */
  placeAt: (event: PointerEvent) => number;
  /** The way in which the marks go on: moves across it are no drag. */
  axis: "x" | "y" | "both";
  /** null where there is nothing to brush. */
  onBrush: OnBrush | null;
  /** A drag with Shift adds what it draws, one with Alt leaves it out; elsewhere there is none with these keys. */
  hasPicks?: boolean;
}): Brush {
  const { placeAt, axis, onBrush, hasPicks = false } = input;
  const [range, setRange] = useState<BrushedMarks | null>(null);
  const drag = useRef<{ x: number; y: number; from: number; to: number | null } | null>(null);
  const [pick, setPick] = useState<Pick>("only");
  const wasBrushed = useRef(false);
  const isBrushing = range !== null;
  const onBrushNow = useRef(onBrush);
  useEffect(() => {
    onBrushNow.current = onBrush;
  });

  useEffect(() => {
    if (!isBrushing) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      // Only the drag ends, not what else Escape would close.
      event.preventDefault();
      event.stopPropagation();
      drag.current = null;
      setRange(null);
      onBrushNow.current?.(null, true, "only");
    };
    window.addEventListener("keydown", onKeyDown, true);
    return () => window.removeEventListener("keydown", onKeyDown, true);
  }, [isBrushing]);

  function onPointerMove(event: PointerEvent) {
    const dragged = drag.current;
    if (dragged === null) return;
    if (dragged.to === null) {
      const [x, y] = [Math.abs(event.clientX - dragged.x), Math.abs(event.clientY - dragged.y)];
      if ((axis === "y" ? y : axis === "x" ? x : Math.max(x, y)) < DRAG_PX) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      wasBrushed.current = true;
    }
    const to = placeAt(event);
    if (to === dragged.to) return;
    dragged.to = to;
    setRange({ from: dragged.from, to });
    onBrush?.({ from: dragged.from, to }, false, pick);
  }

  function onPointerEnd(event: PointerEvent) {
    const dragged = drag.current;
    drag.current = null;
    if (dragged === null || dragged.to === null) return;
    setRange(null);
    onBrush?.(event.type === "pointerup" ? { from: dragged.from, to: dragged.to } : null, true, pick);
  }

  return {
    range,
    pick,
    props: {
      onClickCapture: (event) => {
        // The click that ends a drag picks nothing.
        if (wasBrushed.current) event.stopPropagation();
        wasBrushed.current = false;
      },
      onPointerDown: (event) => {
        wasBrushed.current = false;
        if (onBrush === null || event.button !== 0 || event.pointerType === "touch") return;
        const asked = pickOf(event);
        if (asked !== "only" && !hasPicks) return;
        setPick(asked);
        drag.current = { x: event.clientX, y: event.clientY, from: placeAt(event), to: null };
      },
      onPointerMove,
      onPointerUp: onPointerEnd,
      onPointerCancel: onPointerEnd,
    },
  };
}
