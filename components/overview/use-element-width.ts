"use client";

import { type RefObject, useLayoutEffect, useState } from "react";
import { flushSync } from "react-dom";

/**
 * Width of an element in whole CSS pixels, as it changes; 0 until it is laid out. `paperPx` is the width that the
 * element takes when it is printed; elements inside it follow.
 */
export function useElementWidth(element: RefObject<HTMLElement | null>, paperPx?: number): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const node = element.current;
    if (node === null) return;
    const measure = () => setWidth(Math.floor(node.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    // The browser takes the page as it is when this returns; observers would come too late.
    const onBeforePrint = () => {
      if (paperPx !== undefined) node.style.width = `${paperPx}px`;
      flushSync(measure);
    };
    const onAfterPrint = () => {
      if (paperPx !== undefined) node.style.width = "";
      measure();
    };
    // What has a width of its own on paper takes it before what stands in it is measured.
    const capture = paperPx !== undefined;
    window.addEventListener("beforeprint", onBeforePrint, { capture });
    window.addEventListener("afterprint", onAfterPrint, { capture });
    return () => {
      observer.disconnect();
      window.removeEventListener("beforeprint", onBeforePrint, { capture });
      window.removeEventListener("afterprint", onAfterPrint, { capture });
    };
  }, [element, paperPx]);
  return width;
}
