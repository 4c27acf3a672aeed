"use client";

import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import type { PaneWidths } from "./pane-widths";

const STEP = 24;

/** The line between two panes: drag it, or focus it and use the arrow keys, Home and End. */
export function PaneSeparator({
  label,
  width,
  side,
  onWidthChange,
}: {
  label: string;
  width: PaneWidths[keyof PaneWidths];
  /** The pane it resizes is on this side of it. */
  side: "left" | "right";
  onWidthChange: (px: number) => void;
}) {
  const drag = useRef<{ x: number; px: number } | null>(null);
  const towards = side === "left" ? 1 : -1;

  function onKeyDown(event: KeyboardEvent) {
    const steps: Partial<Record<string, number>> = {
      ArrowLeft: width.px - STEP * towards,
      ArrowRight: width.px + STEP * towards,
      Home: width.min,
      End: width.max,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onWidthChange(next);
  }

  function onPointerDown(event: PointerEvent) {
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, px: width.px };
    event.preventDefault();
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a focusable separator is a widget, an <hr> is not
    <div
      role="separator"
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={Math.round(width.px)}
      aria-valuemin={width.min}
      aria-valuemax={width.max}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => {
        if (drag.current) onWidthChange(drag.current.px + (event.clientX - drag.current.x) * towards);
      }}
      onPointerUp={() => {
        drag.current = null;
      }}
      onPointerCancel={() => {
        drag.current = null;
      }}
      className="group relative z-20 w-px shrink-0 cursor-col-resize touch-none bg-line focus-visible:outline-none"
    >
      <span className="absolute inset-y-0 -left-1 w-2.25" />
      <span className="absolute inset-y-0 -left-px w-0.75 bg-accent opacity-0 group-hover:opacity-60 group-focus-visible:opacity-100" />
    </div>
  );
}
