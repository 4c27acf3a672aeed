import { openKept, type RecentEntry } from "./database";
import { dropIndexes, surveyIndexes, tidyIndexes } from "./kept-indexes";
import { keptBytesOf, noteOpened, type OpenedFiles } from "./model";

/** Entries beyond are forgotten, oldest first. */
const MAX_RECENT = 30;

/** A dataset that was opened, and what is kept of it. */
export interface RecentDataset extends RecentEntry {
  /** Bytes that its index takes in the browser's storage; 0 when none is kept by which it would open. */
  keptBytes: number;
}

export interface RecentListing {
  /** Last opened first. */
  datasets: readonly RecentDataset[];
  /** Bytes of all kept indexes, also of datasets that are listed no longer. */
  keptBytes: number;
  /** Bytes of indexes that were forgotten, and are freed when the tabs that show them let go of them. */
  heldBytes: number;
  /** The browser keeps nothing, as in some private windows: what is opened is not listed. */
  isRefused: boolean;
}

/** The last dataset that was opened could not be noted: the browser has no room, or keeps nothing. */
let wasRefused = false;

/** Never rejects: a browser that keeps nothing has no list. */
export async function listRecent(): Promise<RecentListing> {
  try {
    const database = await openKept();
    const { usable, keptBytes, heldBytes } = await surveyIndexes(database);
    const datasets = (await lastOpened()).map((entry) => ({
      ...entry,
      keptBytes: keptBytesOf(entry, usable),
    }));
    return { datasets, keptBytes, heldBytes, isRefused: wasRefused };
  } catch {
    return { datasets: [], keptBytes: 0, heldBytes: 0, isRefused: true };
  }
}

/** Last opened first. */
async function lastOpened(): Promise<RecentEntry[]> {
  return (await (await openKept()).getAllFromIndex("recent", "openedMs")).reverse();
}

/**
 * Notes that a dataset was opened, and as which files; null when no index of them can be kept. What is known of it
 * already stays: its rows, and handles of its files.
 */
export async function rememberRecent(
  entry: Omit<RecentEntry, "opened">,
  files: OpenedFiles | null,
): Promise<void> {
  try {
    const database = await openKept();
    const transaction = database.transaction("recent", "readwrite");
    const known = await transaction.store.get(entry.key);
    const handles = entry.handles.map((handle, place) => handle ?? known?.handles[place] ?? null);
    const opened = files === null ? [] : noteOpened(known?.opened ?? [], files);
    await transaction.store.put({ ...entry, opened, rows: entry.rows ?? known?.rows ?? null, handles });
    const keys = await transaction.store.index("openedMs").getAllKeys();
    for (const old of keys.slice(0, Math.max(0, keys.length - MAX_RECENT))) {
      await transaction.store.delete(old);
    }
    await transaction.done;
    wasRefused = false;
  } catch {
    // Not listed, then: the list says so.
    wasRefused = true;
  }
}

/** Handles of local files by their fingerprints, as far as files with them were opened before. */
export async function recallFileHandles(
  fingerprints: readonly string[],
): Promise<(FileSystemFileHandle | null)[]> {
  const datasets = await lastOpened().catch(() => []);
  return fingerprints.map((fingerprint) => {
    for (const { refs, handles } of datasets) {
      const at = refs.findIndex((ref) => ref.kind === "local" && ref.fingerprint === fingerprint);
      const handle = handles[at];
      if (handle) return handle;
    }
    return null;
  });
}

/**
 * Takes a dataset off the list, with its kept indexes. Resolves to the bytes that are free now: what a tab shows is
 * freed later. Rejects when the browser's storage fails.
 */
export async function forgetRecent(dataset: RecentDataset): Promise<number> {
  const database = await openKept();
  await database.delete("recent", dataset.key);
  return dropIndexes(database, dataset.fingerprint);
}

/** Empties the list and frees all that is kept; resolves and rejects as `forgetRecent` does. */
export async function forgetAll(): Promise<number> {
  const database = await openKept();
  await database.clear("recent");
  const freedBytes = await dropIndexes(database, null);
  await tidyIndexes();
  return freedBytes;
}
