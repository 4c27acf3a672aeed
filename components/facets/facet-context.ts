"use client";

import { createContext, useContext } from "react";
import type { Dataset } from "@/lib/ingest";
import type { Scope } from "@/lib/query";
import type { ViewState } from "@/lib/view";
import type { FacetNotes } from "./facet-notes";

/** What every facet needs: the index it asks, the view it edits. */
export interface FacetContextValue {
  dataset: Dataset;
  scope: Scope;
  /** Names what the counts depend on besides a facet's own filter: data, search and other filters are in `keyWithout`. */
  keyWithout: (column: string) => string;
  /** Goes up when what is asked of these columns may be answered otherwise. */
  revisionOf: (columns: readonly string[]) => number;
  hasIndex: boolean;
  /** Every row is read. */
  isReady: boolean;
  /** Why facets offer no choice, as far as they were asked. */
  notes: FacetNotes;
  onNote: (column: string, note: string | null) => void;
  view: ViewState;
  /** Changes the newest view, which may be ahead of the one whose facets are on the screen. */
  onEdit: (change: (view: ViewState) => ViewState) => void;
}

export const FacetContext = createContext<FacetContextValue | null>(null);

export function useFacetContext(): FacetContextValue {
  const context = useContext(FacetContext);
  if (context === null) throw new Error("a facet outside FacetPanel");
  return context;
}
