import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Files of npm packages that the browser loads as they are, too big or too particular to be bundled.
 * `variable` is the name under which next.config.ts hands the address to lib/engine/assets.ts.
 */
const VENDOR_SOURCES = [
  {
    variable: "LOUPE_DUCKDB_WASM",
    stem: "duckdb-eh",
    extension: "wasm",
    from: "@duckdb/duckdb-wasm/dist/duckdb-eh.wasm",
  },
  {
    variable: "LOUPE_DUCKDB_WORKER",
    stem: "duckdb-eh-worker",
    extension: "js",
    from: "@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js",
  },
  {
    variable: "LOUPE_PARQUET_WASM",
    stem: "parquet",
    extension: "wasm",
    from: "parquet-wasm/esm/parquet_wasm_bg.wasm",
  },
];

/** Where the compressed files are kept, below the project's folder. */
export const VENDOR_CACHE = "node_modules/.cache/loupe/vendor";

/**
 * The vendor files with the name they are served under, which holds a hash of their content.
 * @param {string} projectFolder
 * @returns {{ variable: string, name: string, content: Buffer }[]}
 */
export function vendorFiles(projectFolder) {
  return VENDOR_SOURCES.map(({ variable, stem, extension, from }) => {
    const content = readFileSync(join(projectFolder, "node_modules", from));
    const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
    return { variable, name: `${stem}.${hash}.${extension}`, content };
  });
}

/**
 * Addresses of the vendor files by variable, for the bundler to put in place of `process.env.NAME`.
 * @param {string} projectFolder
 * @returns {Record<string, string>}
 */
export function vendorAddresses(projectFolder) {
  return Object.fromEntries(
    vendorFiles(projectFolder).map(({ variable, name }) => [variable, `/vendor/${name}`]),
  );
}
