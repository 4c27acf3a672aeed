import { type BigIntStats, constants } from "node:fs";
import { type FileHandle, open, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import type { DataMount } from "./data-mounts";

/**
 * Parts of a path below `/data/`, decoded once. Null for anything that could mean another place than it says:
 * bad encoding, empty parts, `.` and `..`, hidden names, and parts that hold a separator or NUL after decoding.
 */
export function parseDataPath(encodedPath: string): readonly string[] | null {
  const parts: string[] = [];
  for (const encoded of encodedPath.split("/")) {
    let part: string;
    try {
      part = decodeURIComponent(encoded);
    } catch {
      return null;
    }
    if (part === "" || part.startsWith(".") || /[/\\\0]/.test(part)) return null;
    parts.push(part);
  }
  return parts;
}

export interface OpenDataFile {
  handle: FileHandle;
  stats: BigIntStats;
}

/**
 * Opens the file that an encoded path below `/data/` names, for reading. Null when there is no such regular file
 * inside a mount: nobody learns from the answer whether something exists outside. The caller closes the handle.
 */
export async function openDataFile(
  mounts: readonly DataMount[],
  encodedPath: string,
): Promise<OpenDataFile | null> {
  const parts = parseDataPath(encodedPath);
  if (!parts) return null;
  for (const mount of mounts) {
    const below = partsBelow(mount, parts);
    if (!below) continue;
    const opened = await openBelow(mount.target, below);
    if (opened) return opened;
  }
  return null;
}

function partsBelow(mount: DataMount, parts: readonly string[]): readonly string[] | null {
  const mountParts = mount.path === "" ? [] : mount.path.split("/");
  return mountParts.every((part, index) => parts[index] === part) ? parts.slice(mountParts.length) : null;
}

async function openBelow(target: string, below: readonly string[]): Promise<OpenDataFile | null> {
  try {
    const root = await realpath(target);
    // Symbolic links are followed first and judged by where they lead.
    const file = await realpath(join(root, ...below));
    if (!isInside(root, file)) return null;
    // A pipe or a device would block in open(), so it is turned away before.
    if (!(await stat(file)).isFile()) return null;
    const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    const stats = await handle.stat({ bigint: true });
    if (stats.isFile()) return { handle, stats };
    await handle.close();
    return null;
  } catch (cause) {
    if (isAbsence(cause)) return null;
    throw cause;
  }
}

/** True when `file` is `root` or lies below it. Both must be real paths. */
export function isInside(root: string, file: string): boolean {
  return file === root || file.startsWith(root.endsWith(sep) ? root : root + sep);
}

const ABSENCE = new Set(["ENOENT", "ENOTDIR", "EACCES", "EPERM", "ELOOP", "ENAMETOOLONG", "EISDIR"]);

function isAbsence(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && ABSENCE.has(String(cause.code));
}
