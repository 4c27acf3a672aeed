"use client";

import { type RefObject, useLayoutEffect, useState } from "react";

export interface ElementSize {
  width: number;
  height: number;
}

/** Inner width and height of an element, without scrollbars; `guess` is taken for it until it stands in the page. */
export function useElementSize(
  element: RefObject<HTMLElement | null>,
  guess: () => ElementSize,
): ElementSize {
  const [size, setSize] = useState(guess);
  useLayoutEffect(() => {
    const node = element.current;
    if (!node) return;
    const read = () =>
      setSize((old) =>
        old.width === node.clientWidth && old.height === node.clientHeight
          ? old
          : { width: node.clientWidth, height: node.clientHeight },
      );
    read();
    const observer = new ResizeObserver(read);
    observer.observe(node);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
