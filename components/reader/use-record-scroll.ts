"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

/** Records whose place is remembered at most. */
const KEPT = 200;

/**
 * Scroll and focus from record to record: another record starts at its top, one that was left is where it was left.
 * The focus stays in the panel when what had it is gone, and begins there on a page of its own, where nothing else
 * scrolls. `row` is null while no record is shown; an open message has its own way to the screen.
 */
export function useRecordScroll(
  body: RefObject<HTMLElement | null>,
  row: number | null,
  hasMessage: boolean,
  isPage: boolean,
): void {
  const tops = useRef(new Map<number, number>());
  const hadFocus = useRef(false);

  useEffect(() => {
    const onFocus = (event: FocusEvent): void => {
      hadFocus.current = event.target instanceof Node && (body.current?.contains(event.target) ?? false);
    };
    document.addEventListener("focusin", onFocus);
    return () => document.removeEventListener("focusin", onFocus);
  }, [body]);

  useEffect(() => {
    if (!isPage || document.activeElement !== document.body) return;
    // A page of text with a ring around it all would look like a field: the ring comes with the first key to another place.
    body.current?.focus({ preventScroll: true, focusVisible: false });
  }, [body, isPage]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: closing a message is no reason to scroll
  useLayoutEffect(() => {
    const element = body.current;
    if (!element || row === null) return;
    if (hadFocus.current && document.activeElement === document.body) element.focus({ preventScroll: true });
    if (!hasMessage) element.scrollTo({ top: tops.current.get(row) ?? 0 });
    const remember = (): void => {
      tops.current.delete(row);
      tops.current.set(row, element.scrollTop);
      const [oldest] = tops.current.keys();
      if (tops.current.size > KEPT && oldest !== undefined) tops.current.delete(oldest);
    };
    element.addEventListener("scroll", remember, { passive: true });
    return () => element.removeEventListener("scroll", remember);
  }, [body, row]);
}
