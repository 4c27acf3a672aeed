"use client";

import { useCallback, useMemo, useState } from "react";
import { isMarkColumn } from "@/lib/schema";
import { emptyColumns, type FacetNotes, withNote } from "./facet-notes";

/** Why facets of an open dataset offer no choice, as far as they were asked. */
export function useFacetNotes() {
  const [notes, setNotes] = useState<FacetNotes>(() => new Map());
  const onNote = useCallback((column: string, note: string | null) => {
    // A mark can be set at any time, and then there is a choice again.
    if (!isMarkColumn(column)) setNotes((old) => withNote(old, column, note));
  }, []);
  return { notes, onNote, empty: useMemo(() => emptyColumns(notes), [notes]) };
}
