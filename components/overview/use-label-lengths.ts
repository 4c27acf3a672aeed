"use client";

import { useCallback, useEffect, useMemo, useState } from "react";
import type { Dataset } from "@/lib/ingest";
import { measureLabels } from "@/lib/measure";
import { keepMeasured, wasMeasured } from "./kept-measures";

/** Whether the lengths of labelled messages are known; they take reading the file once more. */
export type LabelLengths =
  | { status: "unknown"; start: () => void }
  | { status: "running"; rows: number; totalRows: number }
  | { status: "known" }
  | { status: "failed"; error: string; start: () => void };

type Stage =
  | { status: "unknown" }
  | Exclude<LabelLengths, { start: unknown }>
  | { status: "failed"; error: string };

const PROGRESS_MS = 200;
/** What was measured stays with the dataset while other tabs are looked at. */
const measured = new WeakSet<Dataset>();

export function useLabelLengths(dataset: Dataset, isReady: boolean, isWanted: boolean): LabelLengths {
  const [stage, setStage] = useState<Stage>(() => ({ status: measured.has(dataset) ? "known" : "unknown" }));
  const [isStarted, setStarted] = useState(false);
  const start = useCallback(() => setStarted(true), []);
  // What was asked for once is not asked for again after a reload.
  useEffect(() => {
    if (!isReady || !isWanted || measured.has(dataset)) return;
    let isGone = false;
    dataset.fingerprint().then(
      (print) => {
        if (!isGone && wasMeasured(print)) setStarted(true);
      },
      // Without a fingerprint it is asked for again.
      () => {},
    );
    return () => {
      isGone = true;
    };
  }, [dataset, isReady, isWanted]);
  const isOn = isStarted && isReady && isWanted;
  useEffect(() => {
    if (!isOn || measured.has(dataset)) return;
    const abort = new AbortController();
    let toldAt = 0;
    measureLabels(dataset, {
      signal: abort.signal,
      onProgress: (progress) => {
        const now = performance.now();
        if (abort.signal.aborted || now - toldAt < PROGRESS_MS) return;
        toldAt = now;
        setStage({ status: "running", ...progress });
      },
    }).then(
      () => {
        measured.add(dataset);
        dataset.fingerprint().then(keepMeasured, () => {});
        if (!abort.signal.aborted) setStage({ status: "known" });
      },
      (cause: unknown) => {
        if (abort.signal.aborted) return;
        setStarted(false);
        setStage({ status: "failed", error: cause instanceof Error ? cause.message : String(cause) });
      },
    );
    return () => abort.abort();
  }, [dataset, isOn]);
  // The dataset may be another one than at first: B comes later.
  const isKnown = measured.has(dataset);
  return useMemo((): LabelLengths => {
    if (isKnown) return { status: "known" };
    if (isOn && stage.status === "unknown") return { status: "running", rows: 0, totalRows: 0 };
    return stage.status === "unknown" || stage.status === "failed" ? { ...stage, start } : stage;
  }, [isKnown, isOn, stage, start]);
}
