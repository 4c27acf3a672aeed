"use client";

import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Engine } from "@/lib/engine";
import type { Dataset } from "@/lib/ingest";
import { type LiveAnswer, LiveQuery } from "./live-query";

/** `tell` is for what can be shown before the whole answer is there. */
type Run<T> = (engine: Engine, signal: AbortSignal, tell: (value: T) => void) => Promise<T>;

/**
 * Answer to a question about the index that follows the dataset while it reads. `key` names the question and must
 * hold all that `run` depends on; null asks nothing. The last answer stays while the next is on its way.
 */
export function useLiveQuery<T>(
  dataset: Dataset,
  key: string | null,
  revision: number,
  run: Run<T>,
  intervalMs = 600,
): LiveAnswer<T> {
  return useLiveQueryAhead(dataset, key, revision, run, intervalMs).answer;
}

/**
 * The same, and a way to ask a question before it is drawn with: when `key` becomes the one that was asked, its answer
 * is on its way. Whatever else `key` becomes takes the place of the question.
 */
export function useLiveQueryAhead<T>(
  dataset: Dataset,
  key: string | null,
  revision: number,
  run: Run<T>,
  intervalMs: number,
): { answer: LiveAnswer<T>; askAhead: (key: string, run: Run<T>) => void } {
  const [live] = useState(() => new LiveQuery<T>(intervalMs));
  const newest = useRef({ run, revision });
  useEffect(() => {
    newest.current = { run, revision };
  });
  // Not when something else is drawn anew: the question may be ahead of it.
  useEffect(() => {
    live.setInterval(intervalMs);
    live.ask(key, revision, async (signal, tell) => newest.current.run(await dataset.engine(), signal, tell));
  }, [live, dataset, key, revision, intervalMs]);
  useEffect(() => () => live.dispose(), [live]);
  const askAhead = useCallback(
    (next: string, runNext: Run<T>) =>
      live.ask(next, newest.current.revision, async (signal, tell) =>
        runNext(await dataset.engine(), signal, tell),
      ),
    [live, dataset],
  );
  return { answer: useSyncExternalStore(live.subscribe, live.getAnswer, live.getAnswer), askAhead };
}
