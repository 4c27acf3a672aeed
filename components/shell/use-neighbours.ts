"use client";

import { useEffect, useRef } from "react";
import { prefetchRecord } from "@/components/reader";
import type { GridRow } from "@/components/table";
import type { Dataset } from "@/lib/ingest";
import { rowAt as findRowAt, type Scope } from "@/lib/query";
import { placeOfStep, type RandomWalk } from "@/lib/view";

/** The open record is read and drawn first. */
const DELAY_MS = 120;

/** Reads the records ahead that the next key may open: the next, the previous, and the next of a random walk. */
export function useNeighbours(input: {
  dataset: Dataset;
  scope: Scope;
  /** Place of the open record in the view; null when there is none. */
  index: number | null;
  rowCount: number;
  walk: RandomWalk | null;
  rowAt: (index: number) => GridRow | null;
}): void {
  const latest = useRef(input);
  latest.current = input;
  const { dataset, index, walk, rowCount } = input;
  const walkKey = walk === null ? "" : `${walk.seed} ${walk.step}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: walkKey stands for walk
  useEffect(() => {
    if (index === null) return;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const { scope, rowAt } = latest.current;
      const engine = await dataset.engine();
      for (const at of [index + 1, index - 1]) {
        if (!isCurrent || at < 0 || at >= rowCount) continue;
        const row = rowAt(at)?.rowId ?? (await findRowAt(engine, scope, at));
        if (row !== null) prefetchRecord(dataset, row);
      }
      const place = walk === null ? null : placeOfStep({ ...walk, step: walk.step + 1 }, rowCount);
      if (!isCurrent || place === null) return;
      const row = await findRowAt(engine, { ...scope, view: { ...scope.view, sort: [] } }, place);
      if (row !== null) prefetchRecord(dataset, row);
    }, DELAY_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [dataset, index, rowCount, walkKey]);
}
