"use client";

import { useCallback, useMemo, useState } from "react";
import { emptyColumns, type FacetNotes, withNote } from "./facet-notes";

/** Why facets of an open dataset offer no choice, as far as they were asked. */
export function useFacetNotes() {
  const [notes, setNotes] = useState<FacetNotes>(() => new Map());
  const onNote = useCallback(
    (column: string, note: string | null) => setNotes((old) => withNote(old, column, note)),
    [],
  );
  return { notes, onNote, empty: useMemo(() => emptyColumns(notes), [notes]) };
}
