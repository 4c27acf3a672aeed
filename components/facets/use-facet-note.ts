"use client";

import { useEffect } from "react";
import { useFacetContext } from "./facet-context";

/** Tells the panel why this facet offers no choice. Only when every row is read: before that it may still get one. */
export function useFacetNote(column: string, note: string | null): void {
  const { isReady, onNote } = useFacetContext();
  useEffect(() => {
    if (isReady) onNote(column, note);
  }, [column, note, isReady, onNote]);
}
