// Compiles the scanner to WebAssembly and writes it as a module that workers and tests import. A second's work, done
// again only when its source changed.
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));
const TARGET = join(FOLDER, "..", "scanner-code.ts");

/** Brings `scanner-code.ts` up to date. Throws when the source does not compile. */
export async function compileScanner() {
  const sources = readdirSync(FOLDER).filter((name) => name.endsWith(".ts") || name.endsWith(".mjs"));
  const hash = createHash("sha256");
  for (const name of sources.sort()) hash.update(name).update(readFileSync(join(FOLDER, name)));
  const mark = `// Compiled from assembly/ (${hash.digest("hex").slice(0, 16)}); see compile.mjs. Not edited by hand.\n`;
  if (existsSync(TARGET) && readFileSync(TARGET, "utf8").startsWith(mark)) return;
  const folder = mkdtempSync(join(tmpdir(), "loupe-scanner-"));
  try {
    const wasm = join(folder, "scan.wasm");
    const options = ["-O3", "--noAssert", "--runtime", "stub", "--enable", "simd", "--enable", "bulk-memory"];
    const { error, stderr } = await asc.main([join(FOLDER, "index.ts"), "-o", wasm, ...options]);
    if (error) throw new Error(`the scanner does not compile: ${stderr.toString()}`);
    const code = readFileSync(wasm).toString("base64");
    // Under its name it is always whole: a build and the tests may run at once.
    writeFileSync(`${TARGET}.${process.pid}`, `${mark}export const SCANNER_CODE =\n  "${code}";\n`);
    renameSync(`${TARGET}.${process.pid}`, TARGET);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** For the test runner, which calls it once before all tests. */
export const setup = compileScanner;

if (process.argv[1] === fileURLToPath(import.meta.url)) await compileScanner();
