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
  /** Rows that statements can see; more may be added while they run. */
  rowCount: number;
  /** A search has still to look through some of them, or could not: what is in view is what it found so far. */
  isFoundInPart: boolean;
  /** Why facets offer no choice, as far as they were asked. */
  notes: FacetNotes;
  onNote: (column: string, note: string | null) => void;
  /** Facets stay where they are, whatever becomes known of them: a person has worked with them. */
  keepsPlaces: boolean;
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

/** Of which rows the count of the rows in view is, as it is said beside the facets. */
export interface CountedView {
  /** null before there is one. */
  rows: number | null;
  /** It has not been final for a while. */
  isGrowing: boolean;
  /** A search has been going on for a while, or could not go on. */
  isSearching: boolean;
}

/** Apart from the others, which are drawn later than the count of the rows in view. */
export const CountedViewContext = createContext<CountedView>({
  rows: null,
  isGrowing: false,
  isSearching: false,
});

/** What the counts of a facet are of. */
export interface Counted {
  rows: number;
  /** They are of what a search had found in some of those rows. */
  isFoundInPart: boolean;
}

/** Takes what the counts of a facet are of: null while there are none. */
export const OnCountedContext = createContext<(counted: Counted | null) => void>(() => undefined);
