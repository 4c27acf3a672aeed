"use client";

import { useEffect } from "react";
import type { DatasetState } from "@/lib/ingest";
import type { SourceRef, ViewState } from "@/lib/view";
import { isReadWhole } from "./rows-read";
import { editView } from "./use-view";

/** Once all rows are read, the link of a local file says how many there are and of which schema. */
export function useFileFactsInLink(view: ViewState, state: DatasetState, schema: string | null): void {
  // With several files only their sum is known here, and a link tells them apart by size and fingerprint anyway.
  const isOne = view.src.length === 1;
  const rows = isReadWhole(state) && isOne ? state.rows : null;
  const isTold = view.src.every(
    (ref) => ref.kind !== "local" || (ref.schema === schema && (rows === null || ref.rows === rows)),
  );
  useEffect(() => {
    if (schema === null || isTold) return;
    const tell = (ref: SourceRef): SourceRef =>
      ref.kind === "local" ? { ...ref, schema, rows: rows ?? ref.rows } : ref;
    editView((old) => ({ ...old, src: old.src.map(tell) }), "replace");
  }, [rows, schema, isTold]);
}
