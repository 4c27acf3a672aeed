"use client";

import { type CSSProperties, type RefObject, type UIEvent, useState } from "react";

/** More rows than these scroll inside the chart. */
const TALL_ROWS = 40;
const TALL_PX = 440;
/** Rows drawn beyond each edge. */
const SPARE_ROWS = 8;

export interface TallList {
  isTall: boolean;
  /** Rows to draw; `end` exclusive. */
  first: number;
  end: number;
  scrollTop: number;
  style: CSSProperties | undefined;
  onScroll: (event: UIEvent) => void;
  /** Brings a row on the screen. */
  reveal: (place: number) => void;
}

/** Which rows of a long list are drawn: those on the screen and a few beside them. Short lists are drawn whole. */
export function useTallList(count: number, rowPx: number, box: RefObject<HTMLElement | null>): TallList {
  const [scrollTop, setScrollTop] = useState(0);
  const isTall = count > TALL_ROWS;
  return {
    isTall,
    first: isTall ? Math.max(0, Math.floor(scrollTop / rowPx) - SPARE_ROWS) : 0,
    end: isTall ? Math.min(count, Math.ceil((scrollTop + TALL_PX) / rowPx) + SPARE_ROWS) : count,
    scrollTop: isTall ? scrollTop : 0,
    style: isTall ? { maxHeight: TALL_PX } : undefined,
    onScroll: (event) => setScrollTop(event.currentTarget.scrollTop),
    reveal: (place) => {
      const node = box.current;
      if (!isTall || node === null) return;
      const top = place * rowPx;
      if (top < node.scrollTop) node.scrollTop = top;
      else if (top + rowPx > node.scrollTop + TALL_PX) node.scrollTop = top + rowPx - TALL_PX;
    },
  };
}
