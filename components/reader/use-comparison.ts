"use client";

import { useEffect, useState } from "react";
import { compareTexts, type TextComparison } from "@/lib/diff";

export type ComparisonState =
  | { status: "comparing" }
  | { status: "ready"; comparison: TextComparison }
  | { status: "failed"; message: string };

/** The comparison of two texts, made in a worker; one that nobody waits for any more is dropped. */
export function useComparison(before: string, after: string): ComparisonState {
  const [answer, setAnswer] = useState<{ before: string; after: string; state: ComparisonState } | null>(
    null,
  );
  useEffect(() => {
    const abort = new AbortController();
    compareTexts(before, after, abort.signal)
      .then(
        (comparison): ComparisonState => ({ status: "ready", comparison }),
        (cause: unknown): ComparisonState => ({
          status: "failed",
          message: cause instanceof Error ? cause.message : String(cause),
        }),
      )
      .then((state) => {
        if (!abort.signal.aborted) setAnswer({ before, after, state });
      });
    return () => abort.abort();
  }, [before, after]);
  // The answer to another question must not be shown for a moment.
  return answer?.before === before && answer.after === after ? answer.state : { status: "comparing" };
}
