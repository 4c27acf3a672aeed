"use client";

import { useCallback, useLayoutEffect, useRef } from "react";

/**
 * One function for as long as the component lives, which does what the newest `callback` does: what is given it need
 * not be drawn again for its sake. Not to be called while rendering.
 */
export function useLastingCallback<Args extends unknown[], Result>(
  callback: (...args: Args) => Result,
): (...args: Args) => Result {
  const newest = useRef(callback);
  useLayoutEffect(() => {
    newest.current = callback;
  });
  return useCallback((...args: Args) => newest.current(...args), []);
}
