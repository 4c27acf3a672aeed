import type { OpenedFile } from "./opened-file";

/** TypeScript does not know it yet. */
type HandleItem = DataTransferItem & { getAsFileSystemHandle?(): Promise<FileSystemHandle | null> };

interface Found extends OpenedFile {
  path: string;
}

/**
 * Files of a drop, folders read recursively, sorted by path; hidden files and folders (".git", ".DS_Store") are left out.
 * Call it inside the drop event: the browser empties `dataTransfer` as soon as the handler returns.
 */
export async function filesFromDrop(dataTransfer: DataTransfer): Promise<OpenedFile[]> {
  // Entries, files and handles must be asked for now, before the first await.
  const taken = Array.from(dataTransfer.items)
    .filter((item) => item.kind === "file")
    .map((item: HandleItem) => ({
      entry: item.webkitGetAsEntry(),
      file: item.getAsFile(),
      // What is no file of a disk has none.
      handle: item.getAsFileSystemHandle?.().catch(() => null) ?? Promise.resolve(null),
    }));
  const found: Found[] = [];
  for (const { entry, file, handle: pending } of taken) {
    const handle = await pending;
    if (handle?.kind === "directory") {
      await collectHandles(handle as FileSystemDirectoryHandle, `/${handle.name}`, found);
    } else if (entry?.isDirectory) {
      await collectEntries(entry as FileSystemDirectoryEntry, found);
    } else if (file) {
      // A file named by the person is wanted even when its name starts with a dot.
      const path = entry?.fullPath ?? file.name;
      found.push({ path, file, handle: handle?.kind === "file" ? (handle as FileSystemFileHandle) : null });
    }
  }
  found.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return found.map(({ file, handle }) => ({ file, handle }));
}

async function collectHandles(
  folder: FileSystemDirectoryHandle,
  path: string,
  found: Found[],
): Promise<void> {
  for await (const [name, handle] of folder.entries()) {
    if (name.startsWith(".")) continue;
    const at = `${path}/${name}`;
    if (handle.kind === "directory") await collectHandles(handle as FileSystemDirectoryHandle, at, found);
    else {
      const file = handle as FileSystemFileHandle;
      found.push({ path: at, file: await file.getFile(), handle: file });
    }
  }
}

async function collectEntries(folder: FileSystemDirectoryEntry, found: Found[]): Promise<void> {
  for (const entry of await entriesOf(folder)) {
    if (entry.name.startsWith(".")) continue;
    if (entry.isDirectory) await collectEntries(entry as FileSystemDirectoryEntry, found);
    else
      found.push({
        path: entry.fullPath,
        file: await fileOf(entry as FileSystemFileEntry),
        handle: null,
      });
  }
}

async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    // Chromium hands out at most 100 entries per call; an empty answer is the end.
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (batch.length === 0) return all;
    all.push(...batch);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
