"use client";

import { useEffect, useState } from "react";
import type { Dataset, RawRecord } from "@/lib/ingest/dataset";
import { SourceError } from "@/lib/source/model";

export type RecordState =
  /** `previous` stays on the screen for a moment, so that stepping through records does not flicker. */
  | { status: "loading"; previous: RawRecord | null }
  | { status: "ready"; record: RawRecord }
  | { status: "failed"; title: string; advice: string };

const PATIENCE_MS = 200;

/** Reads one record of the dataset; a late answer never replaces a newer one. `attempt` reads it again when it changes. */
export function useRecord(dataset: Dataset, row: number, attempt: number): RecordState {
  const [state, setState] = useState<RecordState>({ status: "loading", previous: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt must read again
  useEffect(() => {
    const abort = new AbortController();
    setState((before) => ({
      status: "loading",
      previous:
        before.status === "ready" ? before.record : before.status === "loading" ? before.previous : null,
    }));
    const timer = setTimeout(() => setState({ status: "loading", previous: null }), PATIENCE_MS);
    dataset
      .readRecord(row, abort.signal)
      .then(
        (record): RecordState => ({ status: "ready", record }),
        (cause: unknown): RecordState => ({ status: "failed", ...explain(cause) }),
      )
      .then((next) => {
        clearTimeout(timer);
        if (!abort.signal.aborted) setState(next);
      });
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [dataset, row, attempt]);
  return state;
}

/** What went wrong, and what the person can do. */
function explain(cause: unknown): { title: string; advice: string } {
  const title =
    cause instanceof Error && cause.message !== "" ? cause.message : "The record could not be read";
  if (!(cause instanceof SourceError)) return { title, advice: "Try again, or open another record." };
  switch (cause.code) {
    case "gone":
      return { title, advice: "Put the file back where it was, or open it again from its new place." };
    case "changed":
      return { title, advice: "Open the file again, so that its rows are read anew." };
    case "network":
      return { title, advice: "Check the connection, then try again." };
    case "no-ranges":
      return { title, advice: "Download the file and open it from your disk." };
    case "not-found":
      return { title, advice: "Check the address of the file, then open it again." };
  }
}
