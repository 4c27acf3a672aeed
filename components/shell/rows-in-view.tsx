"use client";

import { useSyncExternalStore } from "react";
import type { ShownCharts } from "./shown-charts";
import { useHeld } from "./use-held";
import { BEHIND_MS } from "./use-long";

/**
 * How many rows are in view. Beside charts the words wait for those of their view, and are painted with them, until the
 * charts are long in coming and fade.
 */
export function RowsInView({
  words,
  viewKey,
  charts,
}: {
  words: string;
  /** Names the rows in view; null while they cannot be counted. */
  viewKey: string | null;
  /** null where no charts stand beside. */
  charts: ShownCharts | null;
}) {
  const shownKey = useSyncExternalStore(
    charts?.subscribe ?? subscribeToNothing,
    charts?.getViewKey ?? getNothing,
    getNothing,
  );
  const isAhead = shownKey !== null && viewKey !== null && shownKey !== viewKey;
  return (
    // The box for searching gives way first: a number cut in half says nothing.
    <p role="status" aria-label="Rows in view" className="min-w-0 truncate text-ink-2">
      {useHeld(words, isAhead, BEHIND_MS)}
    </p>
  );
}

const subscribeToNothing = () => () => {};
const getNothing = () => null;
