import { existsSync, readFileSync } from "node:fs";

/**
 * Adds up the JSON reports of Vitest and Playwright. A report that is not there counts nothing: its step did not run.
 * A test that Playwright calls flaky passed in the end; the list above the count names it.
 * @param {readonly string[]} paths
 */
export function countTests(paths) {
  let passed = 0;
  let failed = 0;
  for (const path of paths) {
    if (!existsSync(path)) continue;
    const report = JSON.parse(readFileSync(path, "utf8"));
    passed += report.numPassedTests ?? report.stats.expected + report.stats.flaky;
    failed += report.numFailedTests ?? report.stats.unexpected;
  }
  return { passed, failed };
}
