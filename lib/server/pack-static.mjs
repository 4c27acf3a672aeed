import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PACKED_ENDINGS, pack } from "./pack.mjs";

const QUALITY = 6;
/** Smaller files go in one packet either way. */
const FEWEST_BYTES = 1024;

/**
 * Puts the packed files beside the scripts and styles of the last build: to pack each of them for every visit takes the
 * server longer than all else. A fraction of a second for all.
 * @param {string} folder of the build's static files
 */
export async function packStatic(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  await Promise.all(
    names
      .filter((name) => /\.(?:js|css|svg|json)$/.test(name))
      .flatMap((name) => PACKED_ENDINGS.map((ending) => packOne(join(folder, name), ending))),
  );
}

/**
 * @param {string} path
 * @param {string} ending
 */
async function packOne(path, ending) {
  // Names hold a hash of the content.
  if (existsSync(path + ending)) return;
  const content = readFileSync(path);
  if (content.length < FEWEST_BYTES) return;
  writeFileSync(path + ending, await pack(content, ending, QUALITY));
}
