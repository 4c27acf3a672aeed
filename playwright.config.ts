import { fileURLToPath } from "node:url";
import { defineConfig, devices } from "@playwright/test";
import { findChromium } from "./e2e/run/find-chromium.mjs";

const executablePath = findChromium() ?? undefined;

/** Files of public datasets that the tests open; the folder stands beside the checkout. */
const data = fileURLToPath(new URL("../shared/data", import.meta.url));

export default defineConfig({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  // Left over from a debugging session, `test.only` would pass for the whole suite.
  forbidOnly: true,
  globalSetup: "./e2e/support/generated-folder.ts",
  fullyParallel: true,
  workers: 2,
  // A test that stalls on CI's machine is run once more, and named flaky in the report; on a desk it fails at once.
  retries: process.env.CI ? 1 : 0,
  reporter: "list",
  // Generous, for a machine that does other things as well: a test that passes never waits for them.
  timeout: 120_000,
  expect: {
    timeout: 30_000,
    // Other builds of Chromium smooth the edges of letters otherwise; a bar, a colour or a word that changes is more.
    toHaveScreenshot: { maxDiffPixelRatio: 0.005, threshold: 0.1 },
  },
  // Of one font on every system, so there is one picture for all. A picture that is not there fails.
  snapshotPathTemplate: "{testDir}/pictures/{arg}{ext}",
  updateSnapshots: "none",
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    // The server picks a free port and says so; see `wait` below.
    baseURL: `http://localhost:${process.env.LOUPE_TEST_PORT}`,
    // Code that runs for a second is not worth the best compilers' time: they would take a seventh of the processors.
    launchOptions: { executablePath, args: ["--js-flags=--liftoff-only --no-turbofan"] },
    permissions: ["clipboard-read", "clipboard-write"],
    // A trace of every step costs a third of the run's time; what a failed test saw is told by its error context.
    trace: "on-first-retry",
    screenshot: "only-on-failure",
  },
  webServer: {
    command: "node lib/server/start.mjs",
    env: { PORT: "0", LOUPE_DATA: data },
    wait: { stdout: /http:\/\/localhost:(?<LOUPE_TEST_PORT>\d+)/ },
    timeout: 300_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 },
  },
});
