"use client";

import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { FindMarker } from "./find-marker";
import type { FindQuery } from "./find-query";
import { type FindMatches, FindSession } from "./find-session";
import type { FindUnit } from "./find-units";
import type { FoldState } from "./fold-state";

export type FindState =
  | { status: "idle" }
  | { status: "searching" }
  | { status: "failed"; reason: string }
  /** `index` is the current match, from 0; null before one was asked for. */
  | { status: "found"; matches: FindMatches; index: number | null };

export interface Find {
  query: FindQuery;
  state: FindState;
  change: (change: Partial<FindQuery>) => void;
  step: (by: 1 | -1) => void;
}

export const EMPTY_QUERY: FindQuery = {
  text: "",
  isCaseSensitive: false,
  isWholeWord: false,
  isRegex: false,
};

/** Finding in the record that is open; `units` are its texts. Each `start` that is new begins at a match by itself. */
export function useFind({
  units,
  folds,
  body,
  query,
  start,
  onQueryChange,
}: {
  units: Iterable<FindUnit>;
  folds: FoldState;
  body: RefObject<HTMLElement | null>;
  query: FindQuery;
  /** null where nothing moves until the person asks for it. */
  start: string | null;
  onQueryChange: (query: FindQuery) => void;
}): Find {
  const [state, setState] = useState<FindState>({ status: "idle" });
  const session = useMemo(() => new FindSession(units), [units]);
  useEffect(() => () => session.close(), [session]);
  const marker = useRef<FindMarker | null>(null);
  /** A query typed jumps to its first match; the same query in another record only counts. */
  const wantsJump = useRef(false);
  const wanted = useRef(start);
  const started = useRef<string | null>(null);
  /** The current match of what is found without the person's asking: its texts may come anew, with the roles of columns. */
  const reached = useRef<number | null>(null);
  useEffect(() => {
    wanted.current = start;
  });

  useEffect(() => {
    if (query.text === "") {
      setState({ status: "idle" });
      return;
    }
    if (wanted.current !== null && wanted.current !== started.current) {
      started.current = wanted.current;
      wantsJump.current = true;
    }
    let isCurrent = true;
    // Answers come within a frame or two: a flash of "searching" would only disturb.
    const timer = setTimeout(() => setState({ status: "searching" }), 200);
    void session.find(query).then((outcome) => {
      clearTimeout(timer);
      if (!isCurrent) return;
      if (!outcome.ok || body.current === null) {
        setState({ status: "failed", reason: outcome.ok ? "Nothing to search" : outcome.reason });
        return;
      }
      const { matches } = outcome;
      marker.current = new FindMarker(body.current, folds, query, matches);
      const isJump = wantsJump.current && matches.length > 0;
      const before = wanted.current === null ? null : reached.current;
      const index = isJump ? matches.firstFrom(topMessage(body.current)) : before;
      wantsJump.current = false;
      const match = index === null ? null : matches.at(index);
      if (isJump && match !== null) marker.current.reveal(match);
      else if (match !== null) marker.current.point(match);
      reached.current = match === null ? null : index;
      setState({ status: "found", matches, index: reached.current });
    });
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      marker.current?.close();
      marker.current = null;
    };
  }, [session, query, folds, body]);

  const step = useCallback(
    (by: 1 | -1) => {
      if (state.status !== "found" || state.matches.length === 0) return;
      const { matches, index } = state;
      const count = matches.length;
      const next =
        index === null
          ? body.current === null
            ? 0
            : matches.firstFrom(topMessage(body.current))
          : (index + by + count) % count;
      const match = matches.at(next);
      if (match !== null) marker.current?.reveal(match);
      reached.current = next;
      setState({ status: "found", matches, index: next });
    },
    [state, body],
  );

  return {
    query,
    state,
    change: (change) => {
      wantsJump.current = true;
      onQueryChange({ ...query, ...change });
    },
    step,
  };
}

/** Index of the message at the top of the page. */
function topMessage(body: HTMLElement): number {
  const top = body.getBoundingClientRect().top;
  const articles = [...body.querySelectorAll<HTMLElement>("[data-message]")];
  const first = articles.find((article) => article.getBoundingClientRect().bottom > top + 8);
  // Below the last message stand the other fields.
  return first === undefined ? articles.length : Number(first.dataset.message);
}
