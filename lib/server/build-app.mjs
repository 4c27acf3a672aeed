import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compileScanner } from "../format/tape/assembly/compile.mjs";
import { extractZstd } from "../format/zstd/extract.mjs";
import { packStatic } from "./pack-static.mjs";
import { packVendor } from "./pack-vendor.mjs";
import { StartError } from "./read-targets.mjs";

const SOURCES = [
  "app",
  "components",
  "lib",
  "public/samples",
  "package.json",
  "package-lock.json",
  "next.config.ts",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
];
const BUILD_ID = ".next/BUILD_ID";
const STARTED = ".next/loupe-build-started";

/**
 * True when there is no build, or when a source changed after the last one began.
 * @param {string} projectFolder
 */
export function needsBuild(projectFolder) {
  const buildId = join(projectFolder, BUILD_ID);
  if (!existsSync(buildId)) return true;
  const started = join(projectFolder, STARTED);
  // The mark is missing when somebody ran `next build` themselves.
  const builtMs = existsSync(started) ? Number(readFileSync(started, "utf8")) : statSync(buildId).mtimeMs;
  return SOURCES.some((name) => isNewer(join(projectFolder, name), builtMs));
}

/**
 * @param {string} path
 * @param {number} timeMs
 * @returns {boolean}
 */
function isNewer(path, timeMs) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return false;
  if (!stats.isDirectory()) return stats.mtimeMs > timeMs && !/\.test\.tsx?$/.test(path);
  return readdirSync(path).some((name) => isNewer(join(path, name), timeMs));
}

/**
 * Packs the vendor files and runs `next build`. Throws StartError when the build fails; what went wrong is on the terminal.
 * @param {string} projectFolder
 */
export async function buildApp(projectFolder) {
  await compileScanner();
  extractZstd();
  const startedMs = Date.now();
  const next = spawn(process.execPath, [join("node_modules", "next", "dist", "bin", "next"), "build"], {
    cwd: projectFolder,
    stdio: "inherit",
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  const [[status]] = await Promise.all([once(next, "close"), packVendor(projectFolder)]);
  if (status !== 0) throw new StartError("The build failed; the lines above say why");
  await packStatic(join(projectFolder, ".next", "static"));
  writeFileSync(join(projectFolder, STARTED), String(startedMs));
}
