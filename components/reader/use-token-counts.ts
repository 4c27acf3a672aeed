"use client";

import { useEffect, useState } from "react";
import { countTokens } from "@/lib/tokens";

export type TokenCounts =
  | { status: "not asked" }
  | { status: "counting" }
  | { status: "ready"; counts: readonly number[] }
  | { status: "failed"; message: string };

/** Who asked once wants the tokens of the next record too. */
let isWanted = false;

/** Tokens of each text, counted once a person asks, and a function that asks. */
export function useTokenCounts(texts: readonly string[]): [TokenCounts, () => void] {
  const [isAsked, setAsked] = useState(isWanted);
  const [answer, setAnswer] = useState<{ texts: readonly string[]; state: TokenCounts } | null>(null);
  useEffect(() => {
    if (!isAsked) return;
    const abort = new AbortController();
    countTokens(texts, abort.signal)
      .then(
        (counts): TokenCounts => ({ status: "ready", counts }),
        (cause: unknown): TokenCounts => ({
          status: "failed",
          message: cause instanceof Error ? cause.message : String(cause),
        }),
      )
      .then((state) => {
        if (!abort.signal.aborted) setAnswer({ texts, state });
      });
    return () => abort.abort();
  }, [isAsked, texts]);
  const ask = (): void => {
    isWanted = true;
    setAsked(true);
  };
  if (!isAsked) return [{ status: "not asked" }, ask];
  return [answer?.texts === texts ? answer.state : { status: "counting" }, ask];
}
