"use client";

import { type RefObject, useEffect } from "react";

/**
 * While active, the scroll boxes inside `container` (marked `data-scroll-box`) move by the same distance: each stays
 * where it was beside the others when the lock was set.
 */
export function useScrollLock(container: RefObject<HTMLElement | null>, isActive: boolean): void {
  useEffect(() => {
    const element = container.current;
    if (!isActive || !element) return;
    const boxes = (): HTMLElement[] => [...element.querySelectorAll<HTMLElement>("[data-scroll-box]")];
    const tops = new Map(boxes().map((box) => [box, box.scrollTop]));
    const onScroll = (event: Event): void => {
      const moved = event.target;
      if (!(moved instanceof HTMLElement) || moved.dataset.scrollBox === undefined) return;
      const by = moved.scrollTop - (tops.get(moved) ?? 0);
      tops.set(moved, moved.scrollTop);
      if (by === 0) return;
      for (const box of boxes()) {
        if (box === moved) continue;
        box.scrollTop += by;
        // Its own event then finds that nothing has moved.
        tops.set(box, box.scrollTop);
      }
    };
    element.addEventListener("scroll", onScroll, { capture: true, passive: true });
    return () => element.removeEventListener("scroll", onScroll, { capture: true });
  }, [container, isActive]);
}
