"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import type { Engine } from "@/lib/engine";
import type { Dataset } from "@/lib/ingest";
import { type LiveAnswer, LiveQuery } from "./live-query";

/**
 * Answer to a question about the index that follows the dataset while it reads. `key` names the question and must
 * hold all that `run` depends on; null asks nothing. The last answer stays while the next is on its way.
 */
export function useLiveQuery<T>(
  dataset: Dataset,
  key: string | null,
  revision: number,
  run: (engine: Engine, signal: AbortSignal) => Promise<T>,
  intervalMs = 600,
): LiveAnswer<T> {
  const [live] = useState(() => new LiveQuery<T>(intervalMs));
  useEffect(() => {
    live.setInterval(intervalMs);
    live.ask(key, revision, async (signal) => run(await dataset.engine(), signal));
  });
  useEffect(() => () => live.dispose(), [live]);
  return useSyncExternalStore(live.subscribe, live.getAnswer, live.getAnswer);
}
