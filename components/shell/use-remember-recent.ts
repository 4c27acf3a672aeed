"use client";

import { useEffect } from "react";
import type { DatasetState } from "@/lib/ingest";
import { rememberRecent } from "@/lib/kept";
import { isReadWhole } from "./rows-read";
import type { Session } from "./sessions";
import { recallFileHandle, sourceKey } from "./source-memory";

/** Lists the dataset among those that were opened, once its first rows are there, and how many it has when all are. */
export function useRememberRecent(session: Session, state: DatasetState): void {
  const isShown = state.status === "reading" || state.status === "ready";
  const rows = isReadWhole(state) ? state.rows : null;
  const { dataset, refs } = session;
  const sizeBytes = "totalBytes" in state ? state.totalBytes : 0;
  useEffect(() => {
    if (!isShown) return;
    Promise.all([dataset.fingerprint(), dataset.identity()]).then(
      ([fingerprint, files]) => {
        const key = JSON.stringify(refs.map(sourceKey));
        const handles = refs.map(recallFileHandle);
        return rememberRecent(
          { key, refs, fingerprint, sizeBytes, rows, openedMs: Date.now(), handles },
          files,
        );
      },
      // The file is gone again; the dataset says so.
      () => {},
    );
  }, [dataset, refs, isShown, rows, sizeBytes]);
}
