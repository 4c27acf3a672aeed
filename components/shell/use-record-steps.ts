"use client";

import { useCallback, useRef } from "react";
import type { GridRow } from "@/components/table";
import { useToast } from "@/components/ui";
import type { Dataset } from "@/lib/ingest";
import { fetchRows, rowAt, rowIndexOf, type Scope } from "@/lib/query";
import { placeOfStep, type RandomWalk, SEED_END, type ViewState } from "@/lib/view";
import { refOfRow } from "./row-refs";
import type { NoteRow } from "./use-open-row";
import { editView } from "./use-view";

export interface RecordSteps {
  openAt: (index: number) => void;
  /** Opens the row with this `_row`, in view or not. */
  openRow: (rowId: number) => void;
  next: () => void;
  previous: () => void;
  /** Next row of the random walk; begins one where there is none. */
  wander: () => void;
  wanderBack: () => void;
  close: () => void;
}

/**
 * Opening records: by a click or Enter, by the steps to the next and the previous in the order of the view, and by the
 * steps of a random walk through the rows in view, which is the same whatever they are sorted by.
 */
export function useRecordSteps(input: {
  dataset: Dataset;
  scope: Scope;
  view: ViewState;
  /** `_row` of the open record; null when none is open. */
  rowId: number | null;
  /** Its place in the view; null when it is not in view, or not known yet. */
  index: number | null;
  /** Names the view that places are of. */
  viewKey: string | null;
  rowCount: number;
  rowAt: (index: number) => GridRow | null;
  uniqueIdColumn: string | null;
  note: NoteRow;
}): RecordSteps {
  const latest = useRef(input);
  latest.current = input;
  const toast = useToast();
  const lastPlace = useRef<{ rowId: number | null; viewKey: string | null; index: number } | null>(null);
  const { rowId, index, viewKey } = input;
  if (index !== null) lastPlace.current = { rowId, viewKey, index };

  const open = useCallback((row: GridRow, index: number | null, walk?: RandomWalk) => {
    const { uniqueIdColumn, note, view } = latest.current;
    const ref = refOfRow(row, uniqueIdColumn);
    note(row, index, ref);
    // The first record opened is a step to go back from; moving on through records is not.
    editView(
      (old) => ({ ...old, row: ref, message: null, walk: walk ?? old.walk, records: null }),
      view.row === null ? "push" : "replace",
    );
  }, []);

  const openRow = useCallback(
    async (rowId: number, index: number | null = null, walk?: RandomWalk) => {
      const { dataset, scope, uniqueIdColumn } = latest.current;
      if (uniqueIdColumn === null) {
        open({ rowId, cell: () => undefined }, index, walk);
        return;
      }
      const found = await fetchRows(await dataset.engine(), scope, [uniqueIdColumn], [rowId]);
      if (found.rowCount > 0) open({ rowId, cell: (name) => found.get(0, name) }, index, walk);
    },
    [open],
  );

  const openAt = useCallback(
    (index: number) => {
      const { dataset, scope, rowCount, uniqueIdColumn } = latest.current;
      if (index < 0 || index >= rowCount) return;
      const row = latest.current.rowAt(index);
      const isComplete = row !== null && (uniqueIdColumn === null || row.cell(uniqueIdColumn) !== undefined);
      if (isComplete) {
        open(row, index);
        return;
      }
      void (async () => {
        const rowId = await rowAt(await dataset.engine(), scope, index);
        if (rowId !== null) await openRow(rowId, index);
      })();
    },
    [open, openRow],
  );

  const step = useCallback(
    (by: 1 | -1) => {
      const { index, rowId, viewKey, dataset, scope } = latest.current;
      if (index !== null || rowId === null) {
        openAt(index === null ? 0 : index + by);
        return;
      }
      const last = lastPlace.current;
      // Its place is not known yet, or it is not in view: then the view is read from its start. But where it left the
      // view while it was open, because a mark of it changed, its neighbours have closed the gap.
      const isGone = last?.rowId === rowId && last.viewKey === viewKey;
      const start = isGone && last !== null ? (by === 1 ? last.index : last.index - 1) : 0;
      void (async () => {
        const place = await rowIndexOf(await dataset.engine(), scope, rowId);
        if (latest.current.rowId === rowId) openAt(place === null ? start : place + by);
      })();
    },
    [openAt],
  );

  /** The step that is on its way: a key pressed again meanwhile goes on from there. */
  const pending = useRef<RandomWalk | null>(null);
  const walkOn = useCallback(
    (by: 1 | -1) => {
      const { view, rowCount, dataset, scope } = latest.current;
      const from = pending.current ?? view.walk;
      if (rowCount === 0 || (from === null && by < 0)) return;
      const walk = from === null ? newWalk() : { ...from, step: from.step + by };
      const place = placeOfStep(walk, rowCount);
      if (place === null) {
        if (by > 0)
          toast({ title: `The walk has come to all ${rowCount.toLocaleString("en")} rows in view` });
        return;
      }
      const unsorted = { ...scope, view: { ...scope.view, sort: [] } };
      const index = scope.view.sort.length === 0 ? place : null;
      pending.current = walk;
      void (async () => {
        const rowId = await rowAt(await dataset.engine(), unsorted, place);
        if (pending.current !== walk) return;
        if (rowId !== null) await openRow(rowId, index, walk);
      })().finally(() => {
        if (pending.current === walk) pending.current = null;
      });
    },
    [openRow, toast],
  );

  return {
    openAt,
    openRow: useCallback((rowId: number) => void openRow(rowId), [openRow]),
    next: useCallback(() => step(1), [step]),
    previous: useCallback(() => step(-1), [step]),
    wander: useCallback(() => walkOn(1), [walkOn]),
    wanderBack: useCallback(() => walkOn(-1), [walkOn]),
    close: useCallback(() => editView((old) => ({ ...old, row: null, message: null })), []),
  };
}

function newWalk(): RandomWalk {
  const [bits = 0] = crypto.getRandomValues(new Uint32Array(1));
  return { seed: bits % SEED_END, step: 1 };
}
