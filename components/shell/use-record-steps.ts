"use client";

import { useCallback, useRef } from "react";
import type { GridRow } from "@/components/table";
import type { Dataset } from "@/lib/ingest";
import { fetchRows, rowAt, type Scope } from "@/lib/query";
import { OWN_COLUMNS } from "@/lib/schema";
import type { ViewState } from "@/lib/view";
import { refOfRow } from "./row-refs";
import { editView } from "./use-view";

export interface RecordSteps {
  openAt: (index: number) => void;
  next: () => void;
  previous: () => void;
  close: () => void;
}

/** Opening records by their place in the view: a click, Enter, and the steps to the next and the previous. */
export function useRecordSteps(input: {
  dataset: Dataset;
  scope: Scope;
  view: ViewState;
  /** Place of the open record; null when none is open or it is not in view. */
  index: number | null;
  rowCount: number;
  rowAt: (index: number) => GridRow | null;
  uniqueIdColumn: string | null;
  note: (row: GridRow, index: number) => void;
}): RecordSteps {
  const latest = useRef(input);
  latest.current = input;

  const open = useCallback((row: GridRow, index: number) => {
    const { uniqueIdColumn, note, view } = latest.current;
    note(row, index);
    const ref = refOfRow(row, uniqueIdColumn);
    // The first record opened is a step to go back from; moving on through records is not.
    editView((old) => ({ ...old, row: ref, message: null }), view.row === null ? "push" : "replace");
  }, []);

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
        const engine = await dataset.engine();
        const rowId = await rowAt(engine, scope, index);
        if (rowId === null) return;
        const columns = uniqueIdColumn === null ? [] : [uniqueIdColumn];
        const found = await fetchRows(engine, scope, columns, [rowId]);
        open(
          { rowId: Number(found.get(0, OWN_COLUMNS.row) ?? rowId), cell: (name) => found.get(0, name) },
          index,
        );
      })();
    },
    [open],
  );

  const step = useCallback(
    (by: 1 | -1) => {
      const { index } = latest.current;
      openAt(index === null ? 0 : index + by);
    },
    [openAt],
  );

  return {
    openAt,
    next: useCallback(() => step(1), [step]),
    previous: useCallback(() => step(-1), [step]),
    close: useCallback(() => editView((old) => ({ ...old, row: null, message: null })), []),
  };
}
