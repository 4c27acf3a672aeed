"use client";

import { useEffect, useRef } from "react";
import { useLiveQuery } from "@/components/shell/use-live-query";
import { useToast, visibleLine } from "@/components/ui";
import { fetchPairs, placeOfPair, type RecordPair } from "@/lib/query/compare";
import { type ComparedRecords, type PairKind, serializeRecords } from "@/lib/view";
import type { CompareContext, ComparedSide, PairSteps } from "./model";
import { areOfA, recordsOf, rowOf } from "./open-records";

/** The pairs that are listed, whatever page of them is seen. */
export interface SteppedList {
  a: ComparedSide;
  b: ComparedSide;
  kind: PairKind;
  field?: string | null;
  /** Column whose values pair records. */
  key: string | null;
  total: number;
  /** Names the list; another list has another. */
  name: string;
}

interface Known {
  /** The open records and the list. */
  of: string;
  /** null when the list has not got them. */
  place: number | null;
  title: string | null;
}

function titleOf(pair: RecordPair | undefined): string | null {
  return pair === undefined ? null : visibleLine(pair.key ?? pair.prompt ?? "") || null;
}

/**
 * Where the open records stand among the listed pairs, and the ways to the next and the previous of them; null while
 * nothing is listed, or what is open is no pair of A and B.
 */
export function usePairSteps(
  context: CompareContext,
  records: ComparedRecords | null,
  list: SteppedList | null,
  /** Hears of the place of a pair that was stepped to. */
  onStep: (place: number) => void,
): PairSteps | null {
  const toast = useToast();
  const isListed = records !== null && list !== null && !areOfA(records);
  const of = isListed ? JSON.stringify([list.name, serializeRecords(records)]) : null;
  const answer = useLiveQuery(
    context.dataset,
    of,
    context.revision,
    async (engine, signal): Promise<Known> => {
      if (of === null || records === null || list === null) throw new Error("nothing is asked");
      const rows = { a: rowOf(records, "a"), b: rowOf(records, "b") };
      const place = await placeOfPair(engine, list, rows, signal);
      if (place === null) return { of, place, title: null };
      const [pair] = await fetchPairs(
        list.a.side,
        list.b.side,
        { ...list, start: place, end: place + 1 },
        signal,
      );
      return { of, place, title: titleOf(pair) };
    },
  );
  // Of a pair that was stepped to all is known already.
  const stepped = useRef<Known | null>(null);
  /** The step that is on its way: a key pressed again meanwhile goes on from there. */
  const pending = useRef<{ name: string; place: number } | null>(null);
  /** Steps that were asked for before the place was known. */
  const early = useRef<{ of: string; by: number } | null>(null);
  const known = stepped.current?.of === of ? stepped.current : answer.value?.of === of ? answer.value : null;

  const stepTo = (place: number) => {
    if (list === null) return;
    const step = { name: list.name, place };
    pending.current = step;
    fetchPairs(list.a.side, list.b.side, { ...list, start: place, end: place + 1 })
      .then(([pair]) => {
        const next = pair === undefined ? null : recordsOf(pair);
        if (pending.current !== step || next === null) return;
        stepped.current = {
          ...{ of: JSON.stringify([list.name, serializeRecords(next)]), place },
          title: titleOf(pair),
        };
        context.onOpenRecords(next);
        onStep(place);
      })
      .catch((cause: unknown) => toast({ title: cause instanceof Error ? cause.message : String(cause) }))
      .finally(() => {
        if (pending.current === step) pending.current = null;
      });
  };
  const step = (by: number) => {
    if (list === null || of === null) return;
    const waiting = pending.current?.name === list.name ? pending.current.place : null;
    if (waiting === null && known === null) {
      early.current = { of, by: by + (early.current?.of === of ? early.current.by : 0) };
      return;
    }
    // What is not in the list stands before its first.
    const from = waiting ?? known?.place ?? -1;
    const place = Math.max(0, Math.min(from + by, list.total - 1));
    if (place !== from && list.total > 0) stepTo(place);
  };
  useEffect(() => {
    const { current } = early;
    if (known === null || current === null) return;
    early.current = null;
    if (current.of === known.of) step(current.by);
  });
  if (!isListed) return null;
  const place = known?.place ?? null;
  return {
    title: known?.title ?? null,
    place,
    total: list.total,
    next: known === null || (place ?? -1) + 1 < list.total ? () => step(1) : undefined,
    previous: known === null || (place !== null && place > 0) ? () => step(-1) : undefined,
  };
}
