"use client";

import { type MouseEvent, type PointerEvent, useRef, useState } from "react";

/** Marks in a row, both ends inclusive. */
export interface BrushedMarks {
  first: number;
  last: number;
}

export interface Brush {
  /** What is under the drag; null when there is none. */
  range: BrushedMarks | null;
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

/** Dragging down or up a list of marks brushes those between; a finger scrolls instead. */
export function useBrush(input: {
  /** The mark under the pointer. */
  placeAt: (event: PointerEvent) => number;
  /** Called when the drag ends; without it there is nothing to brush. */
  onBrush: ((range: BrushedMarks) => void) | null;
}): Brush {
  const { placeAt, onBrush } = input;
  const [range, setRange] = useState<BrushedMarks | null>(null);
  const drag = useRef<{ y: number; place: number; isBrush: boolean } | null>(null);
  const wasBrushed = useRef(false);

  function onPointerMove(event: PointerEvent) {
    const from = drag.current;
    if (from === null) return;
    if (!from.isBrush) {
      if (Math.abs(event.clientY - from.y) < DRAG_PX) return;
      from.isBrush = true;
      event.currentTarget.setPointerCapture(event.pointerId);
    }
    const place = placeAt(event);
    setRange({ first: Math.min(from.place, place), last: Math.max(from.place, place) });
  }

  function onPointerEnd(event: PointerEvent) {
    const from = drag.current;
    drag.current = null;
    setRange(null);
    wasBrushed.current = from?.isBrush === true;
    if (wasBrushed.current && event.type === "pointerup" && range !== null) onBrush?.(range);
  }

  return {
    range,
    props: {
      onClickCapture: (event) => {
        // The click that ends a drag picks nothing.
        if (wasBrushed.current) event.stopPropagation();
        wasBrushed.current = false;
      },
      onPointerDown: (event) => {
        wasBrushed.current = false;
        if (onBrush === null || event.button !== 0 || event.pointerType === "touch") return;
        drag.current = { y: event.clientY, place: placeAt(event), isBrush: false };
      },
      onPointerMove,
      onPointerUp: onPointerEnd,
      onPointerCancel: onPointerEnd,
    },
  };
}
