"use client";

import { useRef } from "react";
import type { LiveAnswer } from "@/components/shell/live-query";
import { useLiveQuery } from "@/components/shell/use-live-query";
import type { Engine } from "@/lib/engine";
import type { Dataset } from "@/lib/ingest";
import { atThisMoment } from "@/lib/query";

/** A question of a round: `key` holds all that the answer depends on but the rows. */
export interface RoundQuestion<Answer> {
  id: string;
  key: string;
  ask: (engine: Engine, signal: AbortSignal) => Promise<Answer>;
}

export type RoundAnswer<Answer> =
  | { key: string; value: Answer; error: null }
  | { key: string; value: null; error: string };

/** What was answered together, by the id of its question. */
export interface Round<Answer> {
  /** Names the view that was asked about. */
  viewKey: string;
  answers: ReadonlyMap<string, RoundAnswer<Answer>>;
}

/** Time between two rounds while rows are still being read. */
const GROWING_INTERVAL_MS = 600;

/** Answers kept for going back to a view. */
const KEPT = 200;

/**
 * The answers to all questions of a view, together: they land at once, so that no two charts ever show different
 * views, and only those of the newest view land. What was asked before is not asked again.
 */
export function useRound<Answer>(
  dataset: Dataset,
  viewKey: string | null,
  revision: number,
  isGrowing: boolean,
  questions: readonly RoundQuestion<Answer>[],
): LiveAnswer<Round<Answer>> {
  // The same answer stays the same object: charts that a change leaves as they were need not be drawn again.
  const kept = useRef<{ revision: number; answers: Map<string, RoundAnswer<Answer>> }>({
    revision,
    answers: new Map(),
  });
  const roundKey =
    viewKey === null ? null : JSON.stringify([viewKey, questions.map((question) => question.key)]);
  const ask = async (engine: Engine, signal: AbortSignal): Promise<Round<Answer>> => {
    if (kept.current.revision !== revision) kept.current = { revision, answers: new Map() };
    const { answers } = kept.current;
    // Charts that stand beside each other count the same rows. Once all rows are there nothing is in more of a hurry:
    // the facets beside the charts wait, or each round would take as long as both.
    const asked = isGrowing ? await atThisMoment(engine, signal) : engine.urgent();
    const entries = await Promise.all(
      questions.map(async (question): Promise<[string, RoundAnswer<Answer>]> => {
        const known = answers.get(question.key);
        if (known !== undefined) return [question.id, known];
        try {
          const value = await question.ask(asked, signal);
          const answer = { key: question.key, value, error: null };
          answers.set(question.key, answer);
          return [question.id, answer];
        } catch (cause) {
          // A chart that cannot be counted says so; the others stand.
          if (signal.aborted) throw cause;
          const error = cause instanceof Error ? cause.message : String(cause);
          return [question.id, { key: question.key, value: null, error }];
        }
      }),
    );
    for (const old of answers.keys()) {
      if (answers.size <= KEPT) break;
      answers.delete(old);
    }
    return { viewKey: viewKey ?? "", answers: new Map(entries) };
  };
  // Once every row is there, nobody is to look at the pictures of some of them any longer.
  return useLiveQuery(dataset, roundKey, revision, ask, isGrowing ? GROWING_INTERVAL_MS : 0);
}
