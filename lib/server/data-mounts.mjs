import { resolve } from "node:path";

/**
 * A file or folder of the machine, and the path below `/data/` under which it is served ("" for the folder itself).
 * @typedef {{ path: string, target: string }} DataMount
 */

/**
 * What this server serves under `/data/`: the files named on the command line (LOUPE_MOUNTS, set by the start
 * command), else the folder or file LOUPE_DATA, else nothing. Read on every call, so tests can change the environment.
 * @param {Readonly<Record<string, string | undefined>>} [environment]
 * @returns {readonly DataMount[]}
 */
export function dataMounts(environment = process.env) {
  const listed = environment.LOUPE_MOUNTS;
  if (listed) return parseMounts(listed);
  const folder = environment.LOUPE_DATA;
  return folder ? [{ path: "", target: resolve(folder) }] : [];
}

/**
 * @param {string} text
 * @returns {readonly DataMount[]}
 */
function parseMounts(text) {
  /** @type {unknown} */
  const parsed = JSON.parse(text);
  if (!Array.isArray(parsed)) throw new Error("LOUPE_MOUNTS is not a list");
  return parsed.map((/** @type {unknown} */ entry) => {
    if (
      typeof entry !== "object" ||
      entry === null ||
      !("path" in entry && typeof entry.path === "string") ||
      !("target" in entry && typeof entry.target === "string")
    )
      throw new Error("LOUPE_MOUNTS holds an entry without path and target");
    return { path: entry.path, target: entry.target };
  });
}
