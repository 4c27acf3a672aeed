"use client";

import { startTransition, useEffect, useState } from "react";
import type { Dataset, RawRecord } from "@/lib/ingest/dataset";
import { SourceError } from "@/lib/source/model";
import { peekRecord, readRecord } from "./record-cache";

export type RecordState =
  /** `previous` stays on the screen for a moment, so that stepping through records does not flicker. */
  | { status: "loading"; previous: RawRecord | null }
  | { status: "ready"; record: RawRecord }
  | ({ status: "failed" } & RecordFailure);

interface RecordFailure {
  /** What went wrong. */
  title: string;
  /** What the person can do. */
  advice: string;
  /** True when the file is no longer the one that was opened: only opening it again helps. */
  isStale: boolean;
  /** True when it can be read once the connection is back. */
  isOffline: boolean;
}

const PATIENCE_MS = 200;
/** Characters. What is longer is drawn in slices, so that the page goes on answering. */
const AT_ONCE_MAX = 100_000;

/** Reads one record of the dataset; a late answer never replaces a newer one. `attempt` reads it again when it changes. */
export function useRecord(dataset: Dataset, row: number, attempt: number): RecordState {
  const [state, setState] = useState<RecordState>({ status: "loading", previous: null });
  const [reconnects, setReconnects] = useState(0);
  const isOffline = state.status === "failed" && state.isOffline;
  useEffect(() => {
    if (!isOffline) return;
    const again = () => setReconnects((count) => count + 1);
    addEventListener("online", again);
    return () => removeEventListener("online", again);
  }, [isOffline]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt must read again
  useEffect(() => {
    const ahead = peekRecord(dataset, row);
    if (ahead && isLight(ahead)) {
      setState({ status: "ready", record: ahead });
      return;
    }
    const abort = new AbortController();
    setState((before) => ({
      status: "loading",
      previous:
        before.status === "ready" ? before.record : before.status === "loading" ? before.previous : null,
    }));
    const timer = setTimeout(() => setState({ status: "loading", previous: null }), PATIENCE_MS);
    (ahead ? Promise.resolve(ahead) : readRecord(dataset, row, abort.signal))
      .then(
        (record): RecordState => ({ status: "ready", record }),
        (cause: unknown): RecordState => ({ status: "failed", ...explain(cause) }),
      )
      .then((next) => {
        clearTimeout(timer);
        if (abort.signal.aborted) return;
        if (next.status === "ready" && !isLight(next.record)) startTransition(() => setState(next));
        else setState(next);
      });
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [dataset, row, attempt, reconnects]);
  // A record that was read ahead is on the screen in the same frame as the key.
  const ahead = peekRecord(dataset, row);
  return ahead && isLight(ahead) ? { status: "ready", record: ahead } : state;
}

function isLight({ text }: RawRecord): boolean {
  return text.length <= AT_ONCE_MAX;
}

function explain(cause: unknown): RecordFailure {
  const title =
    cause instanceof Error && cause.message !== "" ? cause.message : "The record could not be read";
  if (!(cause instanceof SourceError)) return failure(title, "Try again, or open another record.");
  switch (cause.code) {
    case "gone":
      return stale(title, "Put the file back where it was, or open it again from its new place.");
    case "changed":
      return stale(title, "Open the file again, so that its rows are read anew.");
    case "network":
      return { ...failure(title, "Check the connection, then try again."), isOffline: true };
    case "no-ranges":
      return failure(title, "Download the file and open it from your disk.");
    case "not-found":
      return failure(title, "Check the address of the file, then open it again.");
  }
}

function failure(title: string, advice: string): RecordFailure {
  return { title, advice, isStale: false, isOffline: false };
}

function stale(title: string, advice: string): RecordFailure {
  return { ...failure(title, advice), isStale: true };
}
