"use client";

import { useSyncExternalStore } from "react";
import type { Dataset, DatasetState } from "@/lib/ingest";

/** The state of a dataset as it reads. */
export function useDatasetState(dataset: Dataset): DatasetState {
  return useSyncExternalStore(dataset.subscribe, dataset.getState, dataset.getState);
}
