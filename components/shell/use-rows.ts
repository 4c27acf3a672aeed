"use client";

import { useCallback, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { type FetchRows, type GridRow, RowPages } from "@/components/table";
import type { Cell, QueryResult } from "@/lib/engine";
import type { Dataset, PreviewRows } from "@/lib/ingest";
import { fetchPage, type Scope } from "@/lib/query";
import { OWN_COLUMNS, type PendingColumns } from "@/lib/schema";

/** `pending`: columns that are on their way, and have no value before. */
function gridRows(result: QueryResult, pending: PendingColumns | null): GridRow[] {
  const fetched = new Set(result.columns);
  return Array.from({ length: result.rowCount }, (_, place) => {
    const rowId = Number(result.get(place, OWN_COLUMNS.row));
    const isThere = (column: string) =>
      pending === null || rowId < pending.rowEnd || !pending.names.has(column);
    return {
      rowId,
      cell: (column: string): Cell | undefined =>
        fetched.has(column) && isThere(column) ? result.get(place, column) : undefined,
    };
  });
}

/** Between what names the view and its columns: no view has it in its name. */
const KEY_END = "\u0001";

function viewOf(key: string): string {
  return key.slice(0, key.indexOf(KEY_END));
}

export interface Rows {
  rowAt: (index: number) => GridRow | null;
  look: (first: number, end: number) => void;
  /** Key of the view whose rows `rowAt` gives; null while they are the first rows of the file. */
  shownKey: string | null;
  /** Some of the rows on the screen are still on their way. */
  isWaiting: boolean;
  error: string | null;
}

/** Rows of the view by window; the first rows of the file until the index can answer. */
export function useRows(input: {
  dataset: Dataset;
  scope: Scope;
  /** null while the view cannot be asked for; the rows on the screen stay. */
  scopeKey: string | null;
  revision: number;
  /** Other things than rows are on the screen. */
  isAside: boolean;
  isAppendOnly: boolean;
  columns: readonly string[];
  preview: PreviewRows | null;
  /** Columns that are still being read. */
  pending: PendingColumns | null;
}): Rows {
  const { dataset, scope, scopeKey, revision, isAside, isAppendOnly, columns, preview, pending } = input;
  const [pages] = useState(() => new RowPages());
  useSyncExternalStore(pages.subscribe, pages.getVersion, pages.getVersion);

  const columnsKey = columns.join("\u0000");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys stand for scope and columns
  useEffect(() => {
    if (scopeKey === null) return;
    const fetch: FetchRows = async (rowStart, rowEnd, signal) =>
      gridRows(await fetchPage(await dataset.engine(), scope, columns, rowStart, rowEnd, signal), pending);
    pages.show(`${scopeKey}${KEY_END}${columnsKey}`, revision, isAppendOnly, fetch, scopeKey);
  }, [pages, dataset, scopeKey, revision, columnsKey]);
  useEffect(() => () => pages.dispose(), [pages]);
  // Beside charts no rows are asked for: those of a view before must not stand under the counts of this one.
  const wasAside = useRef(isAside);
  useLayoutEffect(() => {
    const isBack = wasAside.current && !isAside;
    wasAside.current = isAside;
    if (isBack && pages.shownKey !== null && viewOf(pages.shownKey) !== scopeKey) pages.forget();
  }, [pages, scopeKey, isAside]);

  const isPreview = pages.shownKey === null && preview !== null;
  const rowAt = (index: number): GridRow | null => {
    if (!isPreview) return pages.row(index);
    const row = preview.rows[index];
    return row === undefined ? null : { rowId: index, cell: (column) => row[column] ?? null };
  };
  const look = useCallback((first: number, end: number) => pages.look(first, end), [pages]);
  const shown = pages.shownKey;
  return {
    rowAt,
    look,
    // The rows on the screen may still be those of other columns.
    shownKey: shown === null ? null : viewOf(shown),
    isWaiting: pages.isWaiting,
    error: pages.error,
  };
}
