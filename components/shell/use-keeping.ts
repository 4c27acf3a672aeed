"use client";

import { useCallback, useSyncExternalStore } from "react";
import type { Dataset } from "@/lib/ingest";

/** Whether the index of a large dataset is still being kept. */
export function useKeeping(dataset: Dataset): boolean {
  const subscribe = useCallback((listener: () => void) => dataset.subscribeProgress(listener), [dataset]);
  const isKeeping = useCallback(() => dataset.isKeeping(), [dataset]);
  return useSyncExternalStore(subscribe, isKeeping, isKeeping);
}
