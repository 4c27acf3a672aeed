"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { RecordPosition } from "@/components/reader";
import type { GridRow } from "@/components/table";
import type { Dataset } from "@/lib/ingest";
import { findRow, rowIndexOf, type Scope } from "@/lib/query";
import type { Column } from "@/lib/schema";
import type { RowRef } from "@/lib/view";

export interface OpenRow {
  /** `_row` of the open record; null when none is open or the dataset has no such record. */
  rowId: number | null;
  /** Its place in the view; null when it is not in view, or not known yet. */
  index: number | null;
  /** True when the record is known to be left out by the filters or the search. */
  isOutOfView: boolean;
  /** True when the link names a record that the dataset does not have. */
  isMissing: boolean;
  /** `_row` that the link names while reading has not come to it; null otherwise. */
  awaited: number | null;
}

export interface OpenRowInput {
  dataset: Dataset;
  scope: Scope;
  /** Names the view; places are looked up again when it changes. */
  scopeKey: string;
  /** Goes up when other rows may stand before the open one in the same view; its place of before holds until it is known. */
  placeRevision: number;
  row: RowRef | null;
  idColumn: Column | null;
  isReady: boolean;
  /** Every row that belongs into the view is in it. */
  isWhole: boolean;
  hasIndex: boolean;
  /** Rows that can be opened now. */
  openableRows: number;
}

/** Says which row was just opened, and its place in the view where that is known: neither then needs a question. */
export type NoteRow = (row: GridRow, index: number | null, ref: RowRef) => void;

/** Where the reader says that the open record stands; null while unknown. */
export function positionOf(open: OpenRow, rowCount: number): RecordPosition | null {
  if (open.index !== null) return { index: open.index, of: rowCount };
  return open.isOutOfView ? "not in view" : null;
}

/** The record a view opens: which row it is, and where in the view it stands. */
export function useOpenRow(input: OpenRowInput): OpenRow & { note: NoteRow } {
  const { dataset, scope, scopeKey, placeRevision, row, idColumn, isReady, isWhole, hasIndex } = input;
  const { openableRows } = input;
  const refKey = JSON.stringify(row);
  const [found, setFound] = useState<{ refKey: string; rowId: number | null } | null>(null);
  const [place, setPlace] = useState<{ rowId: number; scopeKey: string; index: number | null } | null>(null);
  /** Rows just clicked: their place needs no question. */
  const noted = useRef(new Map<number, { placeKey: string; index: number }>());
  const placeKey = `${placeRevision} ${scopeKey}`;
  const latest = useRef({ scope, placeKey });
  const foundKey = useRef<string | null>(null);
  foundKey.current = found !== null && found.rowId !== null ? found.refKey : null;
  latest.current = { scope, placeKey };

  const beyond = row?.kind === "position" && row.row >= openableRows ? row.row : null;
  const rowId =
    row === null || beyond !== null
      ? null
      : row.kind === "position"
        ? row.row
        : found?.refKey === refKey
          ? found.rowId
          : null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: refKey stands for row
  useEffect(() => {
    if (row === null || row.kind === "position" || !hasIndex || foundKey.current === refKey) return;
    const abort = new AbortController();
    dataset
      .engine()
      .then((engine) => findRow(engine, row, idColumn, abort.signal))
      .then(
        (rowId) => !abort.signal.aborted && setFound({ refKey, rowId }),
        () => !abort.signal.aborted && setFound({ refKey, rowId: null }),
      );
    return () => abort.abort();
  }, [dataset, refKey, idColumn?.name, isReady, hasIndex]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a row that was not read yet has its place once all are
  useEffect(() => {
    if (rowId === null || !hasIndex) return;
    const known = noted.current.get(rowId);
    if (known?.placeKey === placeKey) {
      setPlace({ rowId, scopeKey, index: known.index });
      return;
    }
    const abort = new AbortController();
    dataset
      .engine()
      .then((engine) => rowIndexOf(engine, latest.current.scope, rowId, abort.signal))
      .then(
        (index) => !abort.signal.aborted && setPlace({ rowId, scopeKey, index }),
        // Without its place the record still opens; only the step to its neighbours starts from the top.
        () => !abort.signal.aborted && setPlace(null),
      );
    return () => abort.abort();
  }, [dataset, rowId, scopeKey, placeRevision, hasIndex, isReady]);

  const note = useCallback<NoteRow>((gridRow, index, ref) => {
    noted.current.clear();
    if (index !== null) noted.current.set(gridRow.rowId, { placeKey: latest.current.placeKey, index });
    setFound({ refKey: JSON.stringify(ref), rowId: gridRow.rowId });
  }, []);

  const known = place !== null && place.rowId === rowId && place.scopeKey === scopeKey ? place : null;
  return {
    rowId,
    index: known?.index ?? null,
    isOutOfView: isReady && isWhole && rowId !== null && known !== null && known.index === null,
    isMissing:
      isReady &&
      (beyond !== null || (row?.kind === "id" && found?.refKey === refKey && found.rowId === null)),
    awaited: isReady ? null : beyond,
    note,
  };
}
