// npm test: every check; the first that fails ends it, once what runs beside it has ended too.
import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import { countTests } from "./count-tests.mjs";
import { ensureChromium } from "./find-chromium.mjs";

const REPORTS = "node_modules/.cache/loupe/reports";
const UNIT_REPORT = `${REPORTS}/unit.json`;
const E2E_REPORT = `${REPORTS}/e2e.json`;

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });

/** @typedef {{ name: string, run: () => boolean | Promise<boolean> }} Step */

/** Short checks and what takes the longest: nothing holds these up. */
const FIRST = [
  { name: "lint", run: () => npm("lint") },
  { name: "types", run: () => npm("types") },
  { name: "unused", run: () => npm("unused") },
  { name: "build", run: () => npm("build") },
  { name: "browser", run: findBrowser },
  {
    name: "e2e",
    // Lines, which others may come between, and none that is written over.
    run: () =>
      npm("e2e", ["--reporter=list,json"], {
        environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: E2E_REPORT, PLAYWRIGHT_FORCE_TTY: "0" },
        isShownAtOnce: true,
      }),
  },
];

/** What they leave of the processors is for the unit tests. */
const BESIDE = [
  {
    name: "unit",
    run: () =>
      npm("unit", ["--reporter=default", "--reporter=json", `--outputFile.json=${UNIT_REPORT}`], {
        isBeside: true,
      }),
  },
];

/** @type {string | null} */
let failedStep = null;
await Promise.all([FIRST, BESIDE].map(runAll));

/** Runs steps one after the other, until any fails here or beside. @param {readonly Step[]} steps */
async function runAll(steps) {
  for (const { name, run } of steps) {
    if (failedStep !== null) return;
    console.log(`=== ${name} started`);
    const startedMs = Date.now();
    const isPassed = await run();
    const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
    console.log(`=== ${name} ${isPassed ? "passed" : "failed"} after ${seconds} s\n`);
    if (!isPassed) failedStep ??= name;
  }
}

const { passed, failed } = countTests([UNIT_REPORT, E2E_REPORT]);
if (failedStep !== null) console.log(`Stopped at the step "${failedStep}"`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failedStep === null ? 0 : 1;

/**
 * Runs a script of package.json. What it says is shown when it has ended, since others run beside it, or at once.
 * What runs beside others waits for them where there are too few processors for both.
 * @param {string} script
 * @param {readonly string[]} [arguments_]
 * @param {{ environment?: Record<string, string>, isShownAtOnce?: boolean, isBeside?: boolean }} [how]
 * @returns {Promise<boolean>} true when it succeeded
 */
function npm(script, arguments_ = [], { environment = {}, isShownAtOnce = false, isBeside = false } = {}) {
  const child = spawn("npm", ["run", "--silent", script, "--", ...arguments_], {
    stdio: isShownAtOnce ? "inherit" : ["ignore", "pipe", "pipe"],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...environment },
    shell: process.platform === "win32",
  });
  // All that it starts has the same.
  if (isBeside && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  /** @type {Buffer[]} */
  const said = [];
  child.stdout?.on("data", (/** @type {Buffer} */ part) => said.push(part));
  child.stderr?.on("data", (/** @type {Buffer} */ part) => said.push(part));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => {
      process.stdout.write(Buffer.concat(said));
      resolve(status === 0);
    });
  });
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
