"use client";

import type { ReactNode } from "react";

const MOST_PX = 256;
const LEAST_PX = 140;

/** What stands beside a mark under the pointer or the focus. Screen readers have it as the mark's name and description. */
export function MarkTip({
  left,
  top,
  width,
  children,
}: {
  /** Point of the mark in the chart, px. */
  left: number;
  top: number;
  /** Width of the chart, px. */
  width: number;
  children: ReactNode;
}) {
  const isRight = left > width / 2;
  // Within the chart: beyond it other panes would cover the words.
  const maxWidth = Math.min(MOST_PX, Math.max(isRight ? left : width - left, LEAST_PX));
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute z-10 w-max rounded-sm bg-ink px-2 py-1 text-surface text-xs leading-snug [overflow-wrap:anywhere] print:hidden"
      style={{
        top,
        maxWidth,
        ...(isRight ? { right: Math.max(0, width - left) } : { left: Math.max(0, left) }),
      }}
    >
      {children}
    </div>
  );
}
