import { DatabaseFile } from "@/lib/engine";
import { type IndexEntry, type KeptDatabase, openKept } from "./database";
import {
  folderPath,
  holdFolder,
  listHeldFolders,
  measureFolders,
  openIndexFile,
  openTextsFile,
  removeFolder,
  removeOtherFolders,
  withNewFolder,
  writeTextsFile,
} from "./index-folders";
import { type DatasetIdentity, isIndexOf } from "./model";

/** Hash of all that makes an index, put here by the build; see lib/server/index-format.mjs. */
const FORMAT = process.env.LOUPE_INDEX_FORMAT ?? "unbuilt";

/** Of what the browser allows us on the disk, so much is for kept indexes. */
const QUOTA_SHARE = 0.5;
const WRITER_LOCK = "loupe:index-writer";

/** An index found in the browser's storage. */
export interface KeptIndex<Payload> {
  /** The database file; its blocks are read when they are needed. */
  file: Blob;
  /** Texts that lie beside the database, as they were written. */
  texts: Blob;
  rows: number;
  madeMs: number;
  payload: Payload;
  /** Lets other tabs remove the file. One that was forgotten meanwhile goes at once. */
  release(): void;
  /** Forgets an index that turned out to be of no use. */
  discard(): Promise<void>;
}

/**
 * The index that is kept of these files; null when there is none, or one of another version of them. `identity` is
 * asked for only when an index is kept of files of this size. Never rejects: without an index the files are read.
 */
export async function findIndex<Payload>(
  sourceBytes: number,
  identity: () => Promise<DatasetIdentity | null>,
): Promise<KeptIndex<Payload> | null> {
  try {
    const database = await openKept();
    if ((await database.countFromIndex("indexes", "sourceBytes", sourceBytes)) === 0) return null;
    const wanted = await identity();
    const entry = wanted === null ? undefined : await database.get("indexes", wanted.key);
    if (wanted === null || entry === undefined) return null;
    return await openEntry<Payload>(database, entry);
  } catch {
    // A browser that keeps nothing, or lost it: the files are there.
    return null;
  }
}

async function openEntry<Payload>(
  database: KeptDatabase,
  entry: IndexEntry,
): Promise<KeptIndex<Payload> | null> {
  const letGo = await holdFolder(entry.folder);
  if (letGo === null) return null;
  const release = () => {
    letGo();
    void removeForgotten(database, entry.folder).catch(() => {});
  };
  const discard = async () => {
    letGo();
    await dropEntry(database, entry).catch(() => {});
  };
  try {
    const file = await openIndexFile(entry.folder);
    const texts = await openTextsFile(entry.folder);
    const isWhole = file.size + texts.size === entry.sizeBytes;
    if (entry.format === FORMAT && isWhole) {
      void database.put("indexes", { ...entry, usedMs: Date.now() }).catch(() => {});
      const { rows, madeMs } = entry;
      return { file, texts, rows, madeMs, payload: entry.payload as Payload, release, discard };
    }
  } catch {
    // Gone from the disk: the entry goes as well.
  }
  await discard();
  return null;
}

/** What is written of an index. */
export interface IndexFiles {
  /** Fills the database file. */
  write: (file: DatabaseFile) => Promise<void>;
  /** Goes to a file beside it. */
  texts: Blob;
}

/** Removes a folder that no entry speaks of. */
async function removeForgotten(database: KeptDatabase, folder: string): Promise<void> {
  if ((await database.countFromIndex("indexes", "folder", folder)) === 0) await removeFolder(folder);
}

/**
 * Keeps an index. One is written at a time, over all tabs. Nothing is left behind when it is not kept: the browser has
 * no room or no storage ("refused"), or the signal fired ("stopped").
 */
export async function keepIndex(
  identity: DatasetIdentity,
  facts: { rows: number; sourceBytes: number; payload: unknown },
  files: IndexFiles,
  { signal, isReplacing }: { signal: AbortSignal; isReplacing: boolean },
): Promise<"kept" | "refused" | "stopped"> {
  try {
    const database = await openKept();
    await navigator.locks.request(WRITER_LOCK, { signal }, async () => {
      const old = await database.get("indexes", identity.key);
      // Another tab was quicker.
      if (!isReplacing && old?.format === FORMAT) return;
      await dropUnclaimed(database, identity);
      const folder = crypto.randomUUID();
      try {
        await withNewFolder(folder, async () => {
          const sizeBytes = await writeFolder(folder, files, signal);
          signal.throwIfAborted();
          const nowMs = Date.now();
          const { fingerprint, key, files: opened } = identity;
          const made = { folder, sizeBytes, madeMs: nowMs, usedMs: nowMs, format: FORMAT };
          // The entry comes last: a file that was broken off has none, and is swept away.
          await database.put("indexes", { key, fingerprint, files: opened, ...made, ...facts });
        });
      } catch (cause) {
        await removeFolder(folder);
        throw cause;
      }
      if (old !== undefined) await removeFolder(old.folder);
      await makeRoom(database, folder);
    });
    return "kept";
  } catch {
    return signal.aborted ? "stopped" : "refused";
  }
}

/** Removes indexes of older versions of these files. Those of copies stay, as long as a listed dataset was opened as they are. */
async function dropUnclaimed(database: KeptDatabase, { fingerprint, files }: DatasetIdentity): Promise<void> {
  const listed = await database.getAll("recent");
  for (const entry of await database.getAllFromIndex("indexes", "fingerprint", fingerprint)) {
    if (entry.files === files || listed.some((dataset) => isIndexOf(entry, dataset))) continue;
    await dropEntry(database, entry);
  }
}

/** The bytes of both files. */
async function writeFolder(
  folder: string,
  { write, texts }: IndexFiles,
  signal: AbortSignal,
): Promise<number> {
  const file = await DatabaseFile.create(folderPath(folder));
  try {
    await write(file);
  } finally {
    await file.close();
  }
  await writeTextsFile(folder, texts, signal);
  return (await openIndexFile(folder)).size + texts.size;
}

/** Removes those used longest ago while all take more than their share. */
async function makeRoom(database: KeptDatabase, newest: string): Promise<void> {
  const { quota = 0 } = await navigator.storage.estimate();
  const entries = await database.getAllFromIndex("indexes", "usedMs");
  let total = entries.reduce((sum, entry) => sum + entry.sizeBytes, 0);
  for (const entry of entries) {
    if (total <= quota * QUOTA_SHARE) return;
    if (entry.folder === newest) continue;
    total -= entry.sizeBytes;
    await dropEntry(database, entry);
  }
}

/** The file of an index that a tab still shows is swept away later. Resolves to the bytes that are free now. */
async function dropEntry(database: KeptDatabase, entry: IndexEntry): Promise<number> {
  await database.delete("indexes", entry.key);
  return (await removeFolder(entry.folder)) ? entry.sizeBytes : 0;
}

/** Forgets the indexes of a dataset but for those of other listed datasets, or all. Resolves to the bytes that are free now. */
export async function dropIndexes(database: KeptDatabase, fingerprint: string | null): Promise<number> {
  const listed = await database.getAll("recent");
  const entries =
    fingerprint === null
      ? await database.getAll("indexes")
      : await database.getAllFromIndex("indexes", "fingerprint", fingerprint);
  let freedBytes = 0;
  for (const entry of entries) {
    if (fingerprint !== null && listed.some((dataset) => isIndexOf(entry, dataset))) continue;
    freedBytes += await dropEntry(database, entry);
  }
  return freedBytes;
}

/** The indexes that lie in the browser's storage, and what lies there besides. */
export async function surveyIndexes(database: KeptDatabase): Promise<{
  /** Those that would be shown. */
  usable: readonly IndexEntry[];
  /** Of all that are known. */
  keptBytes: number;
  /** Of those that were forgotten while a tab showed them, and still does. */
  heldBytes: number;
}> {
  const sizes = await measureFolders().catch(() => new Map<string, number>());
  const held = await listHeldFolders();
  // After the folders: one that is finished meanwhile has its entry by now.
  const entries = await database.getAll("indexes");
  const known = new Set(entries.map((entry) => entry.folder));
  const sum = (isCounted: (folder: string) => boolean) =>
    [...sizes].reduce((total, [folder, bytes]) => (isCounted(folder) ? total + bytes : total), 0);
  return {
    usable: entries.filter((entry) => entry.format === FORMAT && sizes.get(entry.folder) === entry.sizeBytes),
    keptBytes: sum((folder) => known.has(folder)),
    heldBytes: sum((folder) => !known.has(folder) && held.has(folder)),
  };
}

/** Removes what no entry speaks of, and indexes that an older version of Loupe made. Never rejects. */
export async function tidyIndexes(): Promise<void> {
  try {
    const database = await openKept();
    // While one is written, its folder has no entry yet.
    await navigator.locks.request(WRITER_LOCK, { ifAvailable: true }, async (lock) => {
      if (lock === null) return;
      const entries = await database.getAll("indexes");
      for (const entry of entries) if (entry.format !== FORMAT) await dropEntry(database, entry);
      const current = entries.filter((entry) => entry.format === FORMAT);
      await removeOtherFolders(new Set(current.map((entry) => entry.folder)));
    });
  } catch {
    // Nothing is kept here.
  }
}
