import { type Dataset, type OpenOptions, openDataset } from "@/lib/ingest";
import type { SourceHandle } from "@/lib/source";
import type { SourceRef } from "@/lib/view";
import { sourceKey } from "./source-memory";
import { restartFirstRows } from "./view-timing";

/** The dataset on the screen and what it was opened from. */
export interface Session {
  /** Differs between any two opened datasets. */
  id: number;
  refs: readonly SourceRef[];
  dataset: Dataset;
}

let sessionCount = 0;
let open: { key: string; session: Session } | null = null;

/**
 * The session of these sources, opened when it is not open already. One dataset is open at a time: the index of
 * the one before is freed. The way conversations are read is part of the index, so another choice reads anew.
 */
export function openSession(
  refs: readonly SourceRef[],
  handles: readonly SourceHandle[],
  options: OpenOptions,
): Session {
  const key = JSON.stringify([refs.map(sourceKey), options.conversationField, options.roles]);
  if (open?.key === key && !wasCancelled(open.session.dataset)) return open.session;
  open?.session.dataset.close();
  restartFirstRows();
  const session = { id: ++sessionCount, refs, dataset: openDataset(handles, options) };
  open = { key, session };
  return session;
}

/** A file that is opened again after its reading was cancelled is wanted whole. */
function wasCancelled(dataset: Dataset): boolean {
  const state = dataset.getState();
  return state.status === "ready" && state.cancelled;
}

/** Frees the open dataset, so that the next `openSession` reads its sources from the start. */
export function closeSession(): void {
  open?.session.dataset.close();
  open = null;
}
