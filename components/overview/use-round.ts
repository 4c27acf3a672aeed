"use client";

import { useCallback, useLayoutEffect, useRef } from "react";
import type { LiveAnswer } from "@/components/shell/live-query";
import { useLiveQueryAhead } from "@/components/shell/use-live-query";
import type { Engine } from "@/lib/engine";
import type { Dataset } from "@/lib/ingest";
import { engineBefore } from "@/lib/query";
import { askRound, type RoundAnswer, type RoundAnswers, type RoundQuestion } from "./ask-round";

/** All questions about a view. */
interface RoundOf<Answer> {
  viewKey: string;
  questions: readonly RoundQuestion<Answer>[];
}

type AskRound<Answer> = (round: RoundOf<Answer>) => void;

/** Which rows of the data are asked. */
export interface AskedRows {
  /** Goes up with them. */
  revision: number | undefined;
  /** How many there are while more are read, or more of them; null once every row is read. */
  readUntilNow: number | null;
}

/** What was answered together, by the id of its question. */
export interface Round<Answer> {
  /** Names the view that was asked about. */
  viewKey: string;
  /** Of the rows that all of the answers take in. */
  rowsRevision: number | undefined;
  answers: RoundAnswers<Answer>;
}

/** Time between two rounds while rows are still being read. */
const GROWING_INTERVAL_MS = 600;

/**
 * The answers to all questions of a view, together: they land at once, so that no two charts ever show different
 * views, and only those of the newest view land. While rows are read, the answers of a view that is shown already land
 * as they come: a round takes seconds then, and charts of all rows would wait for those of some. What was asked before is
 * not asked again. `askAhead` asks about a view that is not drawn yet.
 */
export function useRound<Answer>(
  dataset: Dataset,
  viewKey: string | null,
  revision: number,
  rows: AskedRows,
  questions: readonly RoundQuestion<Answer>[],
): { round: LiveAnswer<Round<Answer>>; askAhead: AskRound<Answer> } {
  // The same answer stays the same object: charts that a change leaves as they were need not be drawn again.
  const kept = useRef(new Map<string, RoundAnswer<Answer>>());
  const last = useRef<Round<Answer> | null>(null);
  const { readUntilNow } = rows;
  const ask = async (
    asked: RoundOf<Answer>,
    engine: Engine,
    signal: AbortSignal,
    tell: (round: Round<Answer>) => void,
  ): Promise<Round<Answer>> => {
    // Charts that stand beside each other count the same rows, and those that facets count. Once all rows are there
    // nothing is in more of a hurry: the facets beside the charts wait, or each round would take as long as both.
    const source = readUntilNow === null ? engine.urgent() : engineBefore(engine, readUntilNow);
    const { current: before } = last;
    const landSome = (answers: RoundAnswers<Answer>) => {
      if (before !== null) tell({ ...before, answers: new Map([...before.answers, ...answers]) });
    };
    const isOfShown = before?.viewKey === asked.viewKey && readUntilNow !== null;
    const tellSome = isOfShown ? landSome : undefined;
    const answers = await askRound(asked.questions, source, kept.current, signal, tellSome);
    const round = { viewKey: asked.viewKey, rowsRevision: rows.revision, answers };
    if (!signal.aborted) last.current = round;
    return round;
  };
  const { answer, askAhead } = useLiveQueryAhead<Round<Answer>>(
    dataset,
    viewKey === null ? null : keyOf({ viewKey, questions }),
    revision,
    (engine, signal, tell) => ask({ viewKey: viewKey ?? "", questions }, engine, signal, tell),
    // Once every row is there, nobody is to look at the pictures of some of them any longer.
    readUntilNow === null ? 0 : GROWING_INTERVAL_MS,
  );
  const newest = useRef(ask);
  useLayoutEffect(() => {
    newest.current = ask;
  });
  const askRoundAhead = useCallback<AskRound<Answer>>(
    (next) => askAhead(keyOf(next), (engine, signal, tell) => newest.current(next, engine, signal, tell)),
    [askAhead],
  );
  return { round: answer, askAhead: askRoundAhead };
}

function keyOf({ viewKey, questions }: RoundOf<unknown>): string {
  return JSON.stringify([viewKey, questions.map((question) => question.key)]);
}
