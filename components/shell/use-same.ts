"use client";

import { useMemo } from "react";

/** A value made of JSON, the same object as long as it says the same. */
export function useSame<T>(value: T): T {
  const json = JSON.stringify(value);
  return useMemo(() => JSON.parse(json) as T, [json]);
}
