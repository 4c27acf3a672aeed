import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PACKED_ENDINGS, pack } from "./pack.mjs";
import { vendorFiles } from "./vendor-files.mjs";

/** Outside the build, and outlives it: a file is packed once for each version of its package. */
const CACHE = "node_modules/.cache/loupe/vendor";
const SERVED = "public/vendor";

/**
 * With the largest window this packs the 27 MB of DuckDB to 5.1 MB in 7 seconds; 10 would take half a minute, which every
 * first build waits for, to save another 0.6 MB.
 */
const QUALITY = 9;

/**
 * Puts each vendor file under `public/vendor`, plain, as brotli and as gzip, and removes old versions there.
 * @param {string} projectFolder
 */
export async function packVendor(projectFolder) {
  const cache = join(projectFolder, CACHE);
  const served = join(projectFolder, SERVED);
  for (const folder of [cache, served]) mkdirSync(folder, { recursive: true });
  const variants = vendorFiles(projectFolder).flatMap(({ name, content }) =>
    ["", ...PACKED_ENDINGS].map((ending) => ({ name: name + ending, ending, content })),
  );
  await Promise.all(
    variants.map(async ({ name, ending, content }) => {
      if (existsSync(join(served, name))) return;
      const cached = join(cache, name);
      if (!existsSync(cached)) {
        const bytes = await pack(content, ending, QUALITY);
        makeWhole(cached, (path) => writeFileSync(path, bytes));
      }
      makeWhole(join(served, name), (path) => copyFileSync(cached, path));
    }),
  );
  const names = new Set(variants.map(({ name }) => name));
  for (const folder of [cache, served])
    for (const name of readdirSync(folder))
      if (!names.has(name) && !name.endsWith(".part")) rmSync(join(folder, name), { force: true });
}

/**
 * A file under its final name is always whole, also when two builds run at once or one is killed.
 * @param {string} path
 * @param {(unfinished: string) => void} make
 */
function makeWhole(path, make) {
  const unfinished = `${path}.${process.pid}.part`;
  make(unfinished);
  renameSync(unfinished, path);
}
