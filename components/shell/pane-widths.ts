"use client";

import { useCallback, useEffect, useState } from "react";

const KEY = "loupe:panes";
const LIMITS = { facets: [180, 480], reader: [320, 1400] } as const;
const FIRST = { facets: 264, reader: 520 };

export interface PaneWidth {
  px: number;
  min: number;
  max: number;
}

export type PaneName = keyof typeof LIMITS;
export type PaneWidths = Record<PaneName, PaneWidth>;

/** The table keeps at least this much. */
const TABLE_MIN = 280;

function recall(): Record<PaneName, number> {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? "null") as unknown;
    const { facets, reader } = (stored ?? {}) as Record<string, unknown>;
    return {
      facets: typeof facets === "number" ? facets : FIRST.facets,
      reader: typeof reader === "number" ? reader : FIRST.reader,
    };
  } catch {
    // Private windows refuse storage.
    return FIRST;
  }
}

function remember(widths: Record<PaneName, number>): Record<PaneName, number> {
  try {
    localStorage.setItem(KEY, JSON.stringify(widths));
  } catch {
    // Storage refused: widths hold until the page is left.
  }
  return widths;
}

/** Widths of the side panes, remembered, and never so wide that the table vanishes. */
export function usePaneWidths(): [PaneWidths, (pane: PaneName, px: number) => void] {
  const [wanted, setWanted] = useState(recall);
  const [windowPx, setWindowPx] = useState(() => window.innerWidth);

  useEffect(() => {
    const onResize = () => setWindowPx(window.innerWidth);
    window.addEventListener("resize", onResize);
    return () => window.removeEventListener("resize", onResize);
  }, []);

  const widthOf = (pane: PaneName, others: number): PaneWidth => {
    const [min, limit] = LIMITS[pane];
    const max = Math.max(min, Math.min(limit, windowPx - others - TABLE_MIN));
    return { px: Math.min(Math.max(wanted[pane], min), max), min, max };
  };
  const facets = widthOf("facets", LIMITS.reader[0]);
  const reader = widthOf("reader", facets.px);

  const setWidth = useCallback((pane: PaneName, px: number) => {
    const [min, max] = LIMITS[pane];
    setWanted((old) => remember({ ...old, [pane]: Math.min(Math.max(px, min), max) }));
  }, []);

  return [{ facets, reader }, setWidth];
}
