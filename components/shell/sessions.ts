import { type Dataset, type OpenOptions, openComparedDataset, openDataset } from "@/lib/ingest";
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

/** How the dataset of a place is opened and closed. One dataset is open at a place at a time. */
export interface SessionDoor {
  /**
   * The session of these sources, opened when it is not open already or its reading was cancelled; the index of the
   * one before is freed. The way conversations are read is part of the index, so another choice reads anew.
   */
  open(refs: readonly SourceRef[], handles: readonly SourceHandle[], options: OpenOptions): Session;
  /** Frees the open dataset, so that the next one is read from the start. */
  close(): void;
}

let sessionCount = 0;
const cancelled = new WeakSet<Dataset>();

/** Stops reading and keeps what was read. The same files opened once more are read from the start. */
export function cancelReading(dataset: Dataset): void {
  cancelled.add(dataset);
  dataset.cancel();
}

function makeDoor(openAt: (refs: readonly SourceHandle[], options: OpenOptions) => Dataset): SessionDoor {
  let current: { key: string; session: Session } | null = null;
  return {
    open(refs, handles, options) {
      const key = JSON.stringify([refs.map(sourceKey), options.conversationField, options.roles]);
      if (current?.key === key && !cancelled.has(current.session.dataset)) return current.session;
      current?.session.dataset.close();
      const session = { id: ++sessionCount, refs, dataset: openAt(handles, options) };
      current = { key, session };
      return session;
    },
    close() {
      current?.session.dataset.close();
      current = null;
    },
  };
}

/** The dataset on the screen. */
export const mainDoor = makeDoor((handles, options) => {
  restartFirstRows();
  return openDataset(handles, options);
});

/** The dataset that it is compared with. */
export const comparedDoor = makeDoor(openComparedDataset);
