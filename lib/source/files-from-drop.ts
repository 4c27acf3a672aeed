/**
 * Files of a drop, folders read recursively, sorted by path; hidden files and folders (".git", ".DS_Store") are left out.
 * Call it inside the drop event: the browser empties `dataTransfer` as soon as the handler returns.
 */
export async function filesFromDrop(dataTransfer: DataTransfer): Promise<File[]> {
  // Entries and files must be taken now, before the first await.
  const taken = Array.from(dataTransfer.items)
    .filter((item) => item.kind === "file")
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found: { path: string; file: File }[] = [];
  for (const { entry, file } of taken) {
    if (entry?.isDirectory) await collect(entry as FileSystemDirectoryEntry, found);
    // A file named by the person is wanted even when its name starts with a dot.
    else if (file) found.push({ path: entry?.fullPath ?? file.name, file });
  }
  found.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return found.map(({ file }) => file);
}

async function collect(
  folder: FileSystemDirectoryEntry,
  found: { path: string; file: File }[],
): Promise<void> {
  for (const entry of await entriesOf(folder)) {
    if (entry.name.startsWith(".")) continue;
    if (entry.isDirectory) await collect(entry as FileSystemDirectoryEntry, found);
    else found.push({ path: entry.fullPath, file: await fileOf(entry as FileSystemFileEntry) });
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
