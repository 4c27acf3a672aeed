"use client";

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { followScroll, type ScrollPlace, type ScrollPlan, scrollTopAt } from "./scroll-map";

const IDLE_MS = 150;

export interface ScrollControl {
  /** How far into the content the first visible pixel is. */
  offsetPx: number;
  /** Moves the content, and the scrollbar with it. */
  scrollTo: (offsetPx: number) => void;
  onScroll: () => void;
}

/** Follows the scrollbar of a list that may be taller than its element can be. */
export function useScrollPlace(scroller: RefObject<HTMLElement | null>, plan: ScrollPlan): ScrollControl {
  const [offsetPx, setOffsetPx] = useState(0);
  const place = useRef<ScrollPlace>({ scrollTop: 0, offsetPx: 0 });
  const planRef = useRef(plan);
  const idle = useRef<ReturnType<typeof setTimeout>>(undefined);
  planRef.current = plan;

  const moveBar = useCallback(
    (offset: number) => {
      const element = scroller.current;
      if (!element) return;
      const max = Math.max(0, planRef.current.contentPx - planRef.current.viewportPx);
      const clamped = Math.min(Math.max(offset, 0), max);
      element.scrollTop = scrollTopAt(planRef.current, clamped);
      // The browser rounds; what it says is where the next step starts from.
      place.current = { scrollTop: element.scrollTop, offsetPx: clamped };
      setOffsetPx(clamped);
    },
    [scroller],
  );

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (!element || element.scrollTop === place.current.scrollTop) return;
    place.current = followScroll(planRef.current, place.current, element.scrollTop);
    setOffsetPx(place.current.offsetPx);
    clearTimeout(idle.current);
    // Exact steps let the thumb drift from where the content is; it catches up once the hand rests.
    if (planRef.current.contentPx > planRef.current.elementPx) {
      idle.current = setTimeout(() => moveBar(place.current.offsetPx), IDLE_MS);
    }
  }, [scroller, moveBar]);

  useEffect(() => () => clearTimeout(idle.current), []);

  // Fewer rows or another height: stay within the content.
  useLayoutEffect(() => {
    const max = Math.max(0, plan.contentPx - plan.viewportPx);
    if (place.current.offsetPx > max) moveBar(max);
  }, [plan.contentPx, plan.viewportPx, moveBar]);

  return { offsetPx, scrollTo: moveBar, onScroll };
}
