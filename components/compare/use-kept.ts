"use client";

import { useState } from "react";

/** The last value that was there: the picture before stays until there is a new one. */
export function useKept<T>(value: T | null): T | null {
  const [kept, setKept] = useState(value);
  if (value !== null && value !== kept) setKept(value);
  return value ?? kept;
}
