import { readdir, realpath, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { DataMount } from "./data-mounts.mjs";
import type { DataFile, DataListing } from "./model";
import { isInside } from "./resolve-data-path.mjs";

// A data folder may be somebody's whole disk: the list stays short enough to send and quick enough to make.
const FILES_MAX = 5_000;
const ENTRIES_MAX = 50_000;
const DEPTH_MAX = 8;

const DATA_NAME = /\.(jsonl?|ndjson|parquet|pq|txt)(\.(gz|zst|zstd))?$|\.(gz|zst|zstd)$/i;

interface Walk {
  files: DataFile[];
  otherFileCount: number;
  entryCount: number;
  isTruncated: boolean;
}

/** Lists the data files of all mounts, hidden ones left out. A folder that cannot be read counts as empty. */
export async function listDataFiles(
  mounts: readonly DataMount[],
  filesMax: number = FILES_MAX,
): Promise<DataListing> {
  const walk: Walk = { files: [], otherFileCount: 0, entryCount: 0, isTruncated: false };
  for (const mount of mounts) {
    const root = await realpath(mount.target).catch(() => null);
    if (root === null) continue;
    const rootStats = await stat(root).catch(() => null);
    if (rootStats?.isDirectory()) await walkFolder(walk, { root, filesMax }, root, mount.path, 0);
    else if (rootStats?.isFile()) addFile(walk, mount.path || basename(root), rootStats);
  }
  walk.files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const { files, isTruncated, otherFileCount } = walk;
  return { isServed: mounts.length > 0, files, isTruncated, otherFileCount };
}

async function walkFolder(
  walk: Walk,
  limits: { root: string; filesMax: number },
  folder: string,
  pathBefore: string,
  depth: number,
): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const folders: string[] = [];
  for (const entry of entries) {
    // Names that no link can carry (see parseDataPath) are not listed.
    if (entry.name.startsWith(".") || entry.name.includes("\\")) continue;
    if (walk.files.length >= limits.filesMax || ++walk.entryCount > ENTRIES_MAX) {
      walk.isTruncated = true;
      return;
    }
    if (entry.isDirectory()) folders.push(entry.name);
    else if (entry.isFile() || entry.isSymbolicLink()) {
      const file = await realpath(join(folder, entry.name)).catch(() => null);
      const stats = file !== null && isInside(limits.root, file) ? await stat(file).catch(() => null) : null;
      if (!stats?.isFile()) continue;
      if (DATA_NAME.test(entry.name)) addFile(walk, joinPath(pathBefore, entry.name), stats);
      else walk.otherFileCount++;
    }
  }
  for (const name of folders) {
    if (depth + 1 >= DEPTH_MAX) walk.isTruncated = true;
    else await walkFolder(walk, limits, join(folder, name), joinPath(pathBefore, name), depth + 1);
  }
}

function addFile(walk: Walk, path: string, stats: { size: number; mtimeMs: number }): void {
  walk.files.push({
    path,
    name: basename(path),
    sizeBytes: stats.size,
    modifiedMs: Math.round(stats.mtimeMs),
  });
}

function joinPath(before: string, name: string): string {
  return before === "" ? name : `${before}/${name}`;
}
