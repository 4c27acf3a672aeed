const ROOT = "loupe-indexes";
const FILE = "kept.db";
const TEXTS_FILE = "kept-texts";
const LOCK_PREFIX = "loupe:index:";
/** Written between two looks at whether to go on. */
const WRITE_BYTES = 32 << 20;

/** Path of a folder of the private file system. */
export function folderPath(folder: string): string {
  return `${ROOT}/${folder}`;
}

async function openRoot(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(ROOT, { create: true });
}

/** The database file of an index. Rejects when it is not there. */
export async function openIndexFile(folder: string): Promise<File> {
  const handle = await (await openRoot()).getDirectoryHandle(folder);
  return (await handle.getFileHandle(FILE)).getFile();
}

/** The file of texts beside the database file. Rejects when it is not there. */
export async function openTextsFile(folder: string): Promise<File> {
  const handle = await (await openRoot()).getDirectoryHandle(folder);
  return (await handle.getFileHandle(TEXTS_FILE)).getFile();
}

/** Writes the file of texts as they come. Rejects when there is no room for it; with the signal's reason when that fires. */
export async function writeTextsFile(folder: string, texts: Blob, signal: AbortSignal): Promise<void> {
  const handle = await (await openRoot()).getDirectoryHandle(folder);
  const file = await handle.getFileHandle(TEXTS_FILE, { create: true });
  const writable = await file.createWritable();
  try {
    // As Blobs: the browser takes their bytes without sending them through the page.
    for (let at = 0; at < texts.size; at += WRITE_BYTES) {
      signal.throwIfAborted();
      await writable.write(texts.slice(at, at + WRITE_BYTES));
    }
    await writable.close();
  } catch (cause) {
    await writable.abort(cause).catch(() => {});
    throw cause;
  }
}

/** Runs `work` while no other tab reads or removes the folder. */
export function withNewFolder<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  return navigator.locks.request(lockName(folder), work);
}

/** Keeps the folder from being removed until the answer is called; null when it is being removed or written. */
export function holdFolder(folder: string): Promise<(() => void) | null> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(lockName(folder), { mode: "shared", ifAvailable: true }, (lock) => {
        if (lock === null) {
          resolve(null);
          return;
        }
        return new Promise<void>((release) => resolve(release));
      })
      .catch(reject);
  });
}

/** Removes the folder; leaves one that a tab uses to a later time. True when it was there and is no longer. */
export function removeFolder(folder: string): Promise<boolean> {
  return navigator.locks.request(lockName(folder), { ifAvailable: true }, async (lock) => {
    if (lock === null) return false;
    try {
      await (await openRoot()).removeEntry(folder, { recursive: true });
      return true;
    } catch (cause) {
      if (isNotFound(cause)) return false;
      throw cause;
    }
  });
}

/** The bytes of the index in each folder that is there. */
export async function measureFolders(): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for await (const [name, handle] of (await openRoot()).entries()) {
    if (handle.kind === "directory")
      sizes.set(name, await measureFolder(handle as FileSystemDirectoryHandle));
  }
  return sizes;
}

/** Of the two files of an index: the small log that DuckDB leaves beside them is not counted. */
async function measureFolder(folder: FileSystemDirectoryHandle): Promise<number> {
  let bytes = 0;
  for (const name of [FILE, TEXTS_FILE]) {
    try {
      bytes += (await (await folder.getFileHandle(name)).getFile()).size;
    } catch {
      // Another tab removes or writes it.
    }
  }
  return bytes;
}

/** Names of the folders that tabs keep from being removed. */
export async function listHeldFolders(): Promise<Set<string>> {
  const { held = [] } = await navigator.locks.query();
  return new Set(
    held.flatMap(({ name = "", mode }) =>
      mode === "shared" && name.startsWith(LOCK_PREFIX) ? [name.slice(LOCK_PREFIX.length)] : [],
    ),
  );
}

/** Removes every folder but those of these names. */
export async function removeOtherFolders(known: ReadonlySet<string>): Promise<void> {
  const root = await openRoot();
  const names: string[] = [];
  for await (const name of root.keys()) names.push(name);
  for (const name of names) if (!known.has(name)) await removeFolder(name);
}

function lockName(folder: string): string {
  return `${LOCK_PREFIX}${folder}`;
}

function isNotFound(cause: unknown): boolean {
  return cause instanceof DOMException && cause.name === "NotFoundError";
}
