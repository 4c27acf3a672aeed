"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import type { Dataset } from "@/lib/ingest";
import { MarkBook, type MarkBookState, type MarkSettings, MarksIndex, markSettings } from "@/lib/marks";
import type { Column } from "@/lib/schema";

export interface Marks {
  book: MarkBook;
  index: MarksIndex;
  state: MarkBookState;
  settings: MarkSettings;
  /** Columns of marks that the database can be asked about; none until something is marked. */
  columns: readonly Column[];
  /** Goes up when the database holds other marks. */
  revision: number;
  /** Whether marks that are kept are still on their way into the database. */
  isPending: boolean;
  /** Why the database does not hold the marks; null while it does. */
  error: string | null;
}

/** The marks on a dataset, and their columns. `idColumn` is the one whose values tell all rows apart, once known. */
export function useMarks(dataset: Dataset, idColumn: Column | null): Marks {
  const [book] = useState(() => new MarkBook(() => dataset.fingerprint()));
  const [index] = useState(() => new MarksIndex(book, () => dataset.engine()));
  useEffect(() => {
    void book.open();
    index.start();
    return () => {
      index.stop();
      book.close();
    };
  }, [book, index]);
  useEffect(() => index.setIdColumn(idColumn), [index, idColumn]);

  const state = useSyncExternalStore(book.subscribe, book.getState, book.getState);
  const { revision, columns, error } = useSyncExternalStore(index.subscribe, index.getState, index.getState);
  const settings = useSyncExternalStore(markSettings.subscribe, markSettings.get, markSettings.get);
  const isPending = !state.isLoaded || (state.markCount > 0 && revision === 0 && error === null);
  return { book, index, state, settings, columns, revision, isPending, error };
}
