"use client";

import { useEffect, useState } from "react";

/** Whether `subject` has been the same for `quietMs`, from the first time it is drawn on. */
export function useQuiet(subject: object, quietMs: number): boolean {
  const [quiet, setQuiet] = useState<object | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(subject), quietMs);
    return () => clearTimeout(timer);
  }, [subject, quietMs]);
  return quiet === subject;
}
