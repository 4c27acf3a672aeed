"use client";

import { useCallback, useSyncExternalStore } from "react";
import type { Dataset, ReadingProgress } from "@/lib/ingest";

/** How far reading of a dataset is, several times a second. */
export function useDatasetProgress(dataset: Dataset): ReadingProgress {
  const subscribe = useCallback((listener: () => void) => dataset.subscribeProgress(listener), [dataset]);
  const getProgress = useCallback(() => dataset.getProgress(), [dataset]);
  return useSyncExternalStore(subscribe, getProgress, getProgress);
}
