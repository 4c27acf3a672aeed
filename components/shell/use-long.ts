"use client";

import { useEffect, useState } from "react";

/** Whether something has been so for some time: what is over sooner need not be shown. */
export function useLong(isSo: boolean, afterMs: number): boolean {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (!isSo) return;
    const timer = setTimeout(() => setLong(true), afterMs);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [isSo, afterMs]);
  return isSo && isLong;
}

/** Pictures of another view than the filters say fade after this time: most views are counted before anybody looks. */
export const BEHIND_MS = 400;
