import { constants } from "node:fs";
import { open, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";

/**
 * Parts of a path below `/data/`, decoded once. Null for anything that could mean another place than it says:
 * bad encoding, empty parts, `.` and `..`, hidden names, and parts that hold a separator or NUL after decoding.
 * @param {string} encodedPath
 * @returns {readonly string[] | null}
 */
export function parseDataPath(encodedPath) {
  /** @type {string[]} */
  const parts = [];
  for (const encoded of encodedPath.split("/")) {
    /** @type {string} */
    let part;
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

/**
 * @typedef {import("./data-mounts.mjs").DataMount} DataMount
 * @typedef {{ handle: import("node:fs/promises").FileHandle, stats: import("node:fs").BigIntStats }} OpenDataFile
 */

/**
 * Opens the file that an encoded path below `/data/` names, for reading. Null when there is no such regular file
 * inside a mount: nobody learns from the answer whether something exists outside. The caller closes the handle.
 * @param {readonly DataMount[]} mounts
 * @param {string} encodedPath
 * @returns {Promise<OpenDataFile | null>}
 */
export async function openDataFile(mounts, encodedPath) {
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

/**
 * @param {DataMount} mount
 * @param {readonly string[]} parts
 * @returns {readonly string[] | null}
 */
function partsBelow(mount, parts) {
  const mountParts = mount.path === "" ? [] : mount.path.split("/");
  return mountParts.every((part, index) => parts[index] === part) ? parts.slice(mountParts.length) : null;
}

/**
 * @param {string} target
 * @param {readonly string[]} below
 * @returns {Promise<OpenDataFile | null>}
 */
async function openBelow(target, below) {
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

/**
 * True when `file` is `root` or lies below it. Both must be real paths.
 * @param {string} root
 * @param {string} file
 */
export function isInside(root, file) {
  return file === root || file.startsWith(root.endsWith(sep) ? root : root + sep);
}

const ABSENCE = new Set(["ENOENT", "ENOTDIR", "EACCES", "EPERM", "ELOOP", "ENAMETOOLONG", "EISDIR"]);

/** @param {unknown} cause */
function isAbsence(cause) {
  return cause instanceof Error && "code" in cause && ABSENCE.has(String(cause.code));
}
