"use client";

import { useCallback, useSyncExternalStore } from "react";
import type { Dataset, DatasetState } from "@/lib/ingest";

/** The state of a dataset as it reads. */
export function useDatasetState(dataset: Dataset): DatasetState {
  const subscribe = useCallback((listener: () => void) => dataset.subscribe(listener), [dataset]);
  const getState = useCallback(() => dataset.getState(), [dataset]);
  return useSyncExternalStore(subscribe, getState, getState);
}
