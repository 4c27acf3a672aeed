"use client";

import { useEffect } from "react";
import type { DatasetState } from "@/lib/ingest";
import type { ViewState } from "@/lib/view";
import { editView } from "./use-view";

/** Once all rows are read, the link of a local file says how many there are. */
export function useRowCountInLink(view: ViewState, state: DatasetState): void {
  const [first] = view.src;
  // With several files only their sum is known here, and a link tells them apart by size and fingerprint anyway.
  const isOne = view.src.length === 1 && first?.kind === "local";
  const rows = state.status === "ready" && !state.cancelled && isOne ? state.rows : null;
  const known = first?.kind === "local" ? first.rows : null;
  useEffect(() => {
    if (rows === null || known === rows) return;
    editView(
      (old) => ({ ...old, src: old.src.map((ref) => (ref.kind === "local" ? { ...ref, rows } : ref)) }),
      "replace",
    );
  }, [rows, known]);
}
