"use client";

import { useEffect, useState } from "react";
import {
  countPairs,
  fetchOpenPairs,
  type OpenPair,
  type RecordComparison,
  settlePairs,
} from "@/lib/query/compare";
import { isSameField } from "./field-values";
import type { ComparedSide } from "./model";

/** Pairs between two counts on the screen. */
const BATCH_PAIRS = 256;
/** Records read at a time, from each side. */
const AT_ONCE = 8;

interface Settling {
  of: RecordComparison;
  comparison: RecordComparison;
  error: string | null;
}

/**
 * The comparison with its open pairs settled one batch after the other: their records are read from the files, and the
 * long fields compared whole. Counts are those of now until `openPairs` is 0.
 */
export function useSettled(
  a: ComparedSide,
  b: ComparedSide,
  comparison: RecordComparison | null,
): { comparison: RecordComparison | null; error: string | null } {
  const [settling, setSettling] = useState<Settling | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another side brings another comparison
  useEffect(() => {
    if (comparison === null || comparison.openPairs === 0) return;
    const abort = new AbortController();
    const say = (now: RecordComparison, error: string | null) => {
      if (!abort.signal.aborted) setSettling({ of: comparison, comparison: now, error });
    };
    settleAll(a, b, comparison, abort.signal, (now) => say(now, null)).catch((cause: unknown) =>
      // Those that were settled before stay so; the number of those that were not says the rest.
      setSettling((last) =>
        abort.signal.aborted
          ? last
          : {
              of: comparison,
              comparison: last?.of === comparison ? last.comparison : comparison,
              error: cause instanceof Error ? cause.message : String(cause),
            },
      ),
    );
    return () => abort.abort();
  }, [comparison]);
  if (comparison === null || settling?.of !== comparison) return { comparison, error: null };
  return settling;
}

async function settleAll(
  a: ComparedSide,
  b: ComparedSide,
  comparison: RecordComparison,
  signal: AbortSignal,
  say: (now: RecordComparison) => void,
): Promise<void> {
  const { engine } = a.side;
  for (let open = comparison.openPairs; open > 0; ) {
    const pairs = await fetchOpenPairs(engine, BATCH_PAIRS, signal);
    if (pairs.length === 0) return;
    const settled: OpenPair[] = [];
    for (let start = 0; start < pairs.length; start += AT_ONCE) {
      const some = pairs.slice(start, start + AT_ONCE);
      settled.push(...(await Promise.all(some.map((pair) => settlePair(a, b, pair, signal)))));
      signal.throwIfAborted();
    }
    await settlePairs(engine, settled);
    const now = { ...comparison, ...(await countPairs(engine, signal)) };
    open = now.openPairs;
    say(now);
  }
}

async function settlePair(
  a: ComparedSide,
  b: ComparedSide,
  pair: OpenPair,
  signal: AbortSignal,
): Promise<OpenPair> {
  const [left, right] = await Promise.all([
    a.dataset.readRecord(pair.a, signal),
    b.dataset.readRecord(pair.b, signal),
  ]);
  const fields = pair.fields.filter((name) => {
    const field = a.side.scope.columns.find((column) => column.name === name)?.field ?? null;
    // A record that is no object has no fields.
    return field === null
      ? !isSameField(left.value, right.value)
      : !isSameField(left.value.get(field), right.value.get(field));
  });
  return { ...pair, fields };
}
