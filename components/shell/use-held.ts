"use client";

import { useState } from "react";
import { useLong } from "./use-long";

/**
 * A value as it was before it was held, for at most `mostMs`. What is about to be drawn with an answer is not drawn
 * without it first, unless the answer is long in coming.
 */
export function useHeld<T>(value: T, isHeld: boolean, mostMs: number): T {
  const [shown, setShown] = useState(value);
  const isLate = useLong(isHeld, mostMs);
  const next = isHeld && !isLate ? shown : value;
  if (next !== shown) setShown(next);
  return next;
}

/** A person sees an answer to a click within this time as one with the click. */
export const AT_ONCE_MS = 100;
