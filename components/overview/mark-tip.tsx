"use client";

import type { ReactNode } from "react";

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
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute z-10 w-max max-w-64 rounded-sm bg-ink px-2 py-1 text-surface text-xs leading-snug [overflow-wrap:anywhere] print:hidden"
      style={isRight ? { right: Math.max(0, width - left), top } : { left: Math.max(0, left), top }}
    >
      {children}
    </div>
  );
}
