"use client";

import { type RefObject, useLayoutEffect, useState } from "react";

/** Whether an element is at least `minPx` wide; follows its size. */
export function useIsWide(ref: RefObject<HTMLElement | null>, minPx: number): boolean {
  const [isWide, setWide] = useState(false);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    setWide(element.clientWidth >= minPx);
    const observer = new ResizeObserver(() => setWide(element.clientWidth >= minPx));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, minPx]);
  return isWide;
}
