// Writes the decoder of zstd, which the package `zstddec` keeps as text, as a module that workers and tests import: the
// package itself fetches it from a `data:` address, which the content security policy does not let pass, and copies what
// it decodes twice.

import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const TARGET = fileURLToPath(new URL("zstd-code.ts", import.meta.url));
const require = createRequire(import.meta.url);

/** Brings `zstd-code.ts` up to date. Throws when the package holds its code in another way than it did. */
export function extractZstd() {
  const [, code] =
    /^const wasm = "([\w+/=]+)";$/m.exec(readFileSync(require.resolve("zstddec"), "utf8")) ?? [];
  if (code === undefined) throw new Error("zstddec does not hold its WebAssembly where it did");
  const text = `// Out of the package zstddec; see extract.mjs. Not edited by hand.\nexport const ZSTD_CODE =\n  "${code}";\n`;
  if (existsSync(TARGET) && readFileSync(TARGET, "utf8") === text) return;
  // Under its name it is always whole: a build and the tests may run at once.
  writeFileSync(`${TARGET}.${process.pid}`, text);
  renameSync(`${TARGET}.${process.pid}`, TARGET);
}

/** For the test runner, which calls it once before all tests. */
export const setup = extractZstd;

if (process.argv[1] === fileURLToPath(import.meta.url)) extractZstd();
