"use client";

import { defaultRangeExtractor, type Range } from "@tanstack/react-virtual";
import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useLayoutEffect,
  useRef,
  useState,
} from "react";

/**
 * The values of a facet as one stop of the Tab key: arrows go from value to value, Home and End to the first and last.
 * The stop is the value that had the focus last, wherever it stands now; before that, the first.
 */
export function useValueStops(
  scroller: RefObject<HTMLElement | null>,
  values: readonly { value: string | null }[],
) {
  const [last, setLast] = useState<{ value: string | null } | null>(null);
  const found = last === null ? 0 : values.findIndex(({ value }) => value === last.value);
  const place = Math.max(found, 0);
  /** A value that is out of sight is there to be focused once it is drawn. */
  const wanted = useRef<number | null>(null);

  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const box = scroller.current?.querySelector<HTMLElement>(`[data-place="${wanted.current}"] input`);
    if (!box) return;
    box.focus({ preventScroll: true });
    // By itself the browser scrolls to the box, and cuts off the line that it stands in.
    box.parentElement?.scrollIntoView({ block: "nearest" });
  });

  return {
    /** Place of the value that Tab leads to. */
    place,
    /** The stop is drawn wherever the list is scrolled to, or Tab would pass it by. */
    rangeExtractor: (range: Range) => {
      const shown = defaultRangeExtractor(range);
      return shown.includes(place) || place >= range.count ? shown : [...shown, place].sort((a, b) => a - b);
    },
    onFocus: ({ target }: FocusEvent) => {
      wanted.current = null;
      const value = values[placeOf(target) ?? -1];
      if (value !== undefined) setLast(value);
    },
    onKeyDown: (event: KeyboardEvent) => {
      const from = placeOf(event.target);
      if (from === null || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const end = values.length - 1;
      const steps: Readonly<Record<string, number>> = {
        ArrowUp: from - 1,
        ArrowDown: from + 1,
        Home: 0,
        End: end,
      };
      const step = steps[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const to = Math.min(Math.max(step, 0), end);
      const value = values[to];
      if (to === from || value === undefined) return;
      wanted.current = to;
      setLast(value);
    },
  };
}

/** Place of the value whose box an element is; null for what is none. */
function placeOf(target: EventTarget): number | null {
  const item = target instanceof HTMLInputElement ? target.closest<HTMLElement>("[data-place]") : null;
  return item === null ? null : Number(item.dataset.place);
}
