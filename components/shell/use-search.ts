"use client";

import { useEffect, useState } from "react";
import { type Dataset, WorkRate } from "@/lib/ingest";
import type { Matches } from "@/lib/query";
import { type SearchProgress, searchMessages } from "@/lib/search";

/** A search in the messages of a dataset. */
export interface SearchState {
  /** What the matches are of; "" until some are found, or every row that is there was searched. */
  text: string;
  /** What was found at this revision; null when nothing is searched. */
  matches: Matches | null;
  /** Goes up when other matches are there. */
  revision: number;
  progress: SearchProgress | null;
  /** How far the search was at this revision. */
  found: SearchProgress | null;
  isRunning: boolean;
  /** null while unknown, and while rows are still to come. */
  secondsLeft: number | null;
  error: string | null;
}

const IDLE: SearchState = {
  text: "",
  matches: null,
  revision: 0,
  progress: null,
  found: null,
  isRunning: false,
  secondsLeft: null,
  error: null,
};
/** Shortest time between two reports of how far the search is. */
const PROGRESS_MS = 300;
/** Between the first matches and the next ones that are shown; twice as long between any two that follow. */
const FIRST_MATCHES_MS = 200;
/** All that is counted is counted anew for more matches: oftener than this it would slow down the search. */
const MATCHES_MS = 1000;

/** Searches for `text` in all messages, and goes on with those that arrive while the dataset is being read. */
export function useSearch(dataset: Dataset, text: string, hasRows: boolean): SearchState {
  const [state, setState] = useState<SearchState>(IDLE);

  useEffect(() => {
    if (text === "") {
      // A search that has found nothing yet may still run, or have gone wrong.
      setState((old) => {
        const isIdle = old.matches === null && !old.isRunning && old.error === null;
        return isIdle ? old : { ...IDLE, revision: old.revision + 1 };
      });
      return;
    }
    if (!hasRows) return;
    const abort = new AbortController();
    const rate = new WorkRate();
    let toldAt = 0;
    let shown = { at: 0, matches: 0, waitMs: 0 };
    // Of rows that are still to come nobody knows how many there are.
    const timed = (progress: SearchProgress) => ({
      progress,
      secondsLeft: progress.hasAllRows ? rate.measure(progress.totalRows).secondsLeft : null,
    });
    const show = (found: SearchProgress, matches: Matches) => {
      const waitMs = Math.min(MATCHES_MS, Math.max(FIRST_MATCHES_MS, shown.waitMs * 2));
      shown = { at: performance.now(), matches: found.matches, waitMs };
      setState((old) => ({ ...old, ...timed(found), text, matches, found, revision: old.revision + 1 }));
    };
    // The table is emptied first: it holds the matches of no text until a round has ended.
    setState((old) => ({ ...IDLE, matches: old.matches, revision: old.revision, isRunning: true }));
    searchMessages(dataset, text, {
      signal: abort.signal,
      onProgress: (progress, matches) => {
        if (abort.signal.aborted) return;
        const now = performance.now();
        rate.add(now, progress.searchedRows);
        if (progress.matches > shown.matches && now - shown.at >= shown.waitMs) {
          show(progress, matches);
          return;
        }
        if (now - toldAt < PROGRESS_MS) return;
        toldAt = now;
        setState((old) => ({ ...old, ...timed(progress) }));
      },
      onRound: (matches, progress) => {
        if (!abort.signal.aborted) show(progress, matches);
      },
    }).then(
      () => {
        if (abort.signal.aborted) return;
        setState((old) => ({ ...old, isRunning: false, secondsLeft: null }));
      },
      (cause: unknown) => {
        if (abort.signal.aborted) return;
        const error = cause instanceof Error ? cause.message : String(cause);
        setState((old) => ({ ...old, isRunning: false, secondsLeft: null, error }));
      },
    );
    return () => abort.abort();
  }, [dataset, text, hasRows]);

  return state;
}
