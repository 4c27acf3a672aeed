"use client";

import { useState } from "react";
import type { FindQuery } from "./find-query";
import { EMPTY_QUERY } from "./use-find";

export interface FindBarState {
  isShown: boolean;
  query: FindQuery;
  /** What is found is what the view is searched for, and was not changed since. */
  isOfSearch: boolean;
  /** Counts how often the person asked for the bar; null when it came with the search. */
  request: number | null;
  ask(): void;
  change(query: FindQuery): void;
  close(): void;
}

/** Whether and for what the open record is looked through: for what the person asks, or what the view is searched for. */
export function useFindBar(search: string): FindBarState {
  const [state, setState] = useState(() => startOf(search));
  // A search that changes, or ends, takes the place of what was found before.
  const known = state.search === search ? state : startOf(search);
  if (known !== state) setState(known);
  return {
    ...known,
    ask: () => setState((old) => ({ ...old, isShown: true, request: (old.request ?? 0) + 1 })),
    change: (query) => setState((old) => ({ ...old, query, isOfSearch: false })),
    close: () => setState((old) => ({ ...old, isShown: false, request: null, isOfSearch: false })),
  };
}

function startOf(search: string) {
  const isOfSearch = search !== "";
  const query: FindQuery = { ...EMPTY_QUERY, text: search };
  return { search, isShown: isOfSearch, query, isOfSearch, request: null as number | null };
}
