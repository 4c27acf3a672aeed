"use client";

import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import type { Dataset } from "@/lib/ingest";
import { columnLabel } from "@/lib/schema";

/** What takes less needs no word. */
const QUIET_MS = 400;

/** Tells how far beginnings of texts are brought into the database, for a statement that sorts or filters by them. */
export function TextsProgress({ dataset }: { dataset: Dataset }) {
  const subscribe = useCallback((listener: () => void) => dataset.subscribeProgress(listener), [dataset]);
  const getProgress = useCallback(() => dataset.getTextsProgress(), [dataset]);
  const progress = useSyncExternalStore(subscribe, getProgress, getProgress);
  const column = progress?.column ?? null;
  const [told, setTold] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setTold(column), column === null ? 0 : QUIET_MS);
    return () => clearTimeout(timer);
  }, [column]);
  if (progress === null || column !== told) return null;
  const percent = Math.floor((progress.rows / Math.max(1, progress.totalRows)) * 100);
  const words = `Reading all texts of ${columnLabel(progress.column)}`;
  return (
    <div className="flex h-7 shrink-0 items-center gap-3 border-line border-b bg-surface-2 px-3 text-ink-2 text-xs">
      <bdi className="max-w-64 shrink-0 truncate">{words}</bdi>
      <div
        role="progressbar"
        aria-label={words}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="h-1 min-w-12 flex-1 bg-surface-3"
      >
        <div className="h-full bg-accent" style={{ width: `${percent}%` }} />
      </div>
      <span className="shrink-0">{percent}%</span>
    </div>
  );
}
