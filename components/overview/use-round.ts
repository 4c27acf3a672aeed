"use client";

import { useCallback, useLayoutEffect, useRef } from "react";
import type { LiveAnswer } from "@/components/shell/live-query";
import { useLiveQueryAhead } from "@/components/shell/use-live-query";
import type { Engine } from "@/lib/engine";
import type { Dataset } from "@/lib/ingest";
import { atThisMoment } from "@/lib/query";
import type { PendingColumns } from "@/lib/schema";

/** A question of a round: `key` holds all that the answer depends on but the rows. */
export interface RoundQuestion<Answer> {
  id: string;
  key: string;
  /** Goes up when rows may give another answer. */
  revision: number;
  /** What it asks of that only some of the rows have; null for nothing. */
  pending: PendingColumns | null;
  ask: (engine: Engine, signal: AbortSignal) => Promise<Answer>;
}

export type RoundAnswer<Answer> = Pick<RoundQuestion<Answer>, "key" | "pending"> &
  ({ value: Answer; error: null } | { value: null; error: string });

/** All questions about a view. */
interface RoundOf<Answer> {
  viewKey: string;
  questions: readonly RoundQuestion<Answer>[];
}

type AskRound<Answer> = (round: RoundOf<Answer>) => void;

/** Which rows of the data were asked, while more are read. */
export interface AskedRows {
  /** Goes up with them. */
  revision: number | undefined;
  /** Columns of which only some of the rows were there; null when all columns had all of them. */
  pending: PendingColumns | null;
}

/** What was answered together, by the id of its question. */
export interface Round<Answer> {
  /** Names the view that was asked about. */
  viewKey: string;
  rows: AskedRows;
  answers: ReadonlyMap<string, RoundAnswer<Answer>>;
}

/** Time between two rounds while rows are still being read. */
const GROWING_INTERVAL_MS = 600;

/** Answers kept for going back to a view. */
const KEPT = 200;

/**
 * The answers to all questions of a view, together: they land at once, so that no two charts ever show different
 * views, and only those of the newest view land. What was asked before is not asked again. `askAhead` asks about a
 * view that is not drawn yet.
 */
export function useRound<Answer>(
  dataset: Dataset,
  viewKey: string | null,
  revision: number,
  rows: AskedRows,
  isGrowing: boolean,
  questions: readonly RoundQuestion<Answer>[],
): { round: LiveAnswer<Round<Answer>>; askAhead: AskRound<Answer> } {
  // The same answer stays the same object: charts that a change leaves as they were need not be drawn again.
  const kept = useRef(new Map<string, RoundAnswer<Answer>>());
  const ask = async (asked: RoundOf<Answer>, engine: Engine, signal: AbortSignal): Promise<Round<Answer>> => {
    const answers = kept.current;
    // Charts that stand beside each other count the same rows. Once all rows are there nothing is in more of a hurry:
    // the facets beside the charts wait, or each round would take as long as both.
    const source = isGrowing ? await atThisMoment(engine, signal) : engine.urgent();
    const entries = await Promise.all(
      asked.questions.map(async (question): Promise<[string, RoundAnswer<Answer>]> => {
        const key = `${question.revision} ${question.key}`;
        const known = answers.get(key);
        if (known !== undefined) return [question.id, known];
        try {
          const value = await question.ask(source, signal);
          const { key: asked, pending } = question;
          const answer = { key: asked, pending, value, error: null };
          answers.set(key, answer);
          return [question.id, answer];
        } catch (cause) {
          // A chart that cannot be counted says so; the others stand.
          if (signal.aborted) throw cause;
          const error = cause instanceof Error ? cause.message : String(cause);
          return [question.id, { key: question.key, pending: null, value: null, error }];
        }
      }),
    );
    for (const old of answers.keys()) {
      if (answers.size <= KEPT) break;
      answers.delete(old);
    }
    return { viewKey: asked.viewKey, rows, answers: new Map(entries) };
  };
  const { answer, askAhead } = useLiveQueryAhead(
    dataset,
    viewKey === null ? null : keyOf({ viewKey, questions }),
    revision,
    (engine, signal) => ask({ viewKey: viewKey ?? "", questions }, engine, signal),
    // Once every row is there, nobody is to look at the pictures of some of them any longer.
    isGrowing ? GROWING_INTERVAL_MS : 0,
  );
  const newest = useRef(ask);
  useLayoutEffect(() => {
    newest.current = ask;
  });
  const askRoundAhead = useCallback<AskRound<Answer>>(
    (next) => askAhead(keyOf(next), (engine, signal) => newest.current(next, engine, signal)),
    [askAhead],
  );
  return { round: answer, askAhead: askRoundAhead };
}

function keyOf({ viewKey, questions }: RoundOf<unknown>): string {
  return JSON.stringify([viewKey, questions.map((question) => question.key)]);
}
