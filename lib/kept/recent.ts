import { openKept, type RecentEntry } from "./database";
import { dropIndexes } from "./kept-indexes";

/** Entries beyond are forgotten, oldest first. */
const MAX_RECENT = 30;

/** A dataset that was opened, and what is kept of it. */
export interface RecentDataset extends RecentEntry {
  /** Bytes that its index takes in the browser's storage; 0 when none is kept. */
  keptBytes: number;
}

export interface RecentListing {
  /** Last opened first. */
  datasets: readonly RecentDataset[];
  /** Bytes of all kept indexes, also of datasets that are listed no longer. */
  keptBytes: number;
}

/** Never rejects: a browser that keeps nothing has no list. */
export async function listRecent(): Promise<RecentListing> {
  try {
    const database = await openKept();
    const indexes = await database.getAll("indexes");
    const entries = await database.getAllFromIndex("recent", "openedMs");
    const bytesOf = (fingerprint: string | null) =>
      indexes.reduce(
        (sum, index) =>
          fingerprint === null || index.fingerprint === fingerprint ? sum + index.sizeBytes : sum,
        0,
      );
    return {
      datasets: entries.reverse().map((entry) => ({ ...entry, keptBytes: bytesOf(entry.fingerprint) })),
      keptBytes: bytesOf(null),
    };
  } catch {
    return { datasets: [], keptBytes: 0 };
  }
}

/** Notes that a dataset was opened. What is known of it already stays: its rows, and handles of its files. */
export async function rememberRecent(entry: RecentEntry): Promise<void> {
  try {
    const database = await openKept();
    const transaction = database.transaction("recent", "readwrite");
    const known = await transaction.store.get(entry.key);
    const handles = entry.handles.map((handle, place) => handle ?? known?.handles[place] ?? null);
    await transaction.store.put({ ...entry, rows: entry.rows ?? known?.rows ?? null, handles });
    const keys = await transaction.store.index("openedMs").getAllKeys();
    for (const old of keys.slice(0, Math.max(0, keys.length - MAX_RECENT))) {
      await transaction.store.delete(old);
    }
    await transaction.done;
  } catch {
    // Not listed, then.
  }
}

/** Handles of local files by their fingerprints, as far as files with them were opened before. */
export async function recallFileHandles(
  fingerprints: readonly string[],
): Promise<(FileSystemFileHandle | null)[]> {
  const { datasets } = await listRecent();
  return fingerprints.map((fingerprint) => {
    for (const { refs, handles } of datasets) {
      const at = refs.findIndex((ref) => ref.kind === "local" && ref.fingerprint === fingerprint);
      const handle = handles[at];
      if (handle) return handle;
    }
    return null;
  });
}

/** Takes a dataset off the list, with its kept indexes. Rejects when the browser's storage fails. */
export async function forgetRecent(dataset: RecentDataset): Promise<void> {
  const database = await openKept();
  await database.delete("recent", dataset.key);
  await dropIndexes(database, dataset.fingerprint);
}

/** Empties the list and frees all that is kept. Rejects when the browser's storage fails. */
export async function forgetAll(): Promise<void> {
  const database = await openKept();
  await database.clear("recent");
  await dropIndexes(database, null);
}
