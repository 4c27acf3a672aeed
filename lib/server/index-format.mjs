import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Folders whose code decides what stands in an index, and the list of packages that it uses. */
const SOURCES = [
  "lib/conversation",
  "lib/format",
  "lib/ingest",
  "lib/kept",
  "lib/previews",
  "lib/query",
  "lib/schema",
  "package.json",
];

/** @param {string} name */
const isCode = (name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name);

/**
 * Hash of the code that makes indexes: one that was kept by other code is made anew, so nobody has to remember to
 * raise a version when a fact is measured in another way. For next.config.ts, which hands it to lib/kept.
 * @param {string} projectFolder
 * @returns {string}
 */
export function indexFormat(projectFolder) {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    const path = join(projectFolder, source);
    const files = source.endsWith(".json")
      ? [path]
      : readdirSync(path, { recursive: true, encoding: "utf8" })
          .filter(isCode)
          .sort()
          .map((name) => join(path, name));
    for (const file of files) hash.update(file.slice(projectFolder.length)).update(readFileSync(file));
  }
  return hash.digest("hex").slice(0, 16);
}
