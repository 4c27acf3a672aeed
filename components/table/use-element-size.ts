"use client";

import { type RefObject, useEffect, useState } from "react";

export interface ElementSize {
  width: number;
  height: number;
}

/**
 * Tells the inner size of an element, without scrollbars, once it is laid out and whenever it changes; ends by what it
 * returns. To ask for it at once would lay out the whole page in the middle of a change.
 */
export function watchSize(element: Element, tell: (size: ElementSize) => void): () => void {
  const observer = new ResizeObserver(() =>
    tell({ width: element.clientWidth, height: element.clientHeight }),
  );
  observer.observe(element);
  return () => observer.disconnect();
}

/** The size of an element as above; `guess` is taken for it until it stands in the page. */
export function useElementSize(
  element: RefObject<HTMLElement | null>,
  guess: () => ElementSize,
): ElementSize {
  const [size, setSize] = useState(guess);
  useEffect(() => {
    if (element.current === null) return;
    return watchSize(element.current, (next) =>
      setSize((old) => (old.width === next.width && old.height === next.height ? old : next)),
    );
  }, [element]);
  return size;
}
