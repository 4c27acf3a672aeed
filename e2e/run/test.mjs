// npm test: every check, one after the other; the first that fails ends it.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { countTests } from "./count-tests.mjs";
import { ensureChromium } from "./find-chromium.mjs";

const REPORTS = "node_modules/.cache/loupe/reports";
const UNIT_REPORT = `${REPORTS}/unit.json`;
const E2E_REPORT = `${REPORTS}/e2e.json`;

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });

const STEPS = [
  { name: "lint", run: () => npm("lint") },
  { name: "types", run: () => npm("types") },
  { name: "unused", run: () => npm("unused") },
  {
    name: "unit",
    run: () => npm("unit", ["--reporter=default", "--reporter=json", `--outputFile.json=${UNIT_REPORT}`]),
  },
  { name: "build", run: () => npm("build") },
  { name: "browser", run: findBrowser },
  {
    name: "e2e",
    run: () => npm("e2e", ["--reporter=list,json"], { PLAYWRIGHT_JSON_OUTPUT_FILE: E2E_REPORT }),
  },
];

let failedStep = null;
for (const { name, run } of STEPS) {
  console.log(`\n=== ${name}`);
  const startedMs = Date.now();
  const isPassed = run();
  const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
  console.log(`=== ${name} ${isPassed ? "passed" : "failed"} after ${seconds} s`);
  if (!isPassed) {
    failedStep = name;
    break;
  }
}

const { passed, failed } = countTests([UNIT_REPORT, E2E_REPORT]);
if (failedStep !== null) console.log(`\nStopped at the step "${failedStep}"`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failedStep === null ? 0 : 1;

/**
 * @param {string} script
 * @param {readonly string[]} [arguments_]
 * @param {Record<string, string>} [environment]
 */
function npm(script, arguments_ = [], environment = {}) {
  const { status } = spawnSync("npm", ["run", "--silent", script, "--", ...arguments_], {
    stdio: "inherit",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...environment },
    shell: process.platform === "win32",
  });
  return status === 0;
}

function findBrowser() {
  try {
    process.env.CHROMIUM_PATH = ensureChromium();
    console.log(process.env.CHROMIUM_PATH);
    return true;
  } catch (cause) {
    console.error(cause instanceof Error ? cause.message : cause);
    return false;
  }
}
