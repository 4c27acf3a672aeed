import { stat } from "node:fs/promises";
import { generateIpw } from "../fixtures/ipw";
import { type Benchmark, type BenchmarkResult, type Measurement, median } from "./benchmark";
import { type BrowserTimings, runInBrowser } from "./browser-run";
import { IPW, pathOf, provideFiles } from "./data-files";
import { type NativeTimings, nativeColumns, runNative } from "./native-run";
import { IPW_VIEW_CHANGES } from "./view-changes";

const INDEXED_TARGET = 2.5;
const FIRST_ROWS_TARGET = 0.25;
const VIEW_TARGET = 3;

/** The larger ipw file: opened, filtered, sorted and read, beside native DuckDB on the same file. */
export const openJsonl: Benchmark = {
  name: "open-jsonl",
  async run({ repetitions, origin, chromiumPath }) {
    await provideFiles([IPW]);
    const path = pathOf(IPW);
    const { rows } = generateIpw().full;
    const sizeBytes = (await stat(path)).size;
    const changes = IPW_VIEW_CHANGES;
    const columns = await nativeColumns(path);
    const browserRuns: BrowserTimings[] = [];
    const nativeRuns: NativeTimings[] = [];
    for (let repetition = 1; repetition <= repetitions; repetition++) {
      // In turns, so that both see the same machine.
      const browser = await runInBrowser({ origin, chromiumPath, path, changes, columns });
      const native = await runNative(path, changes, browser.facets);
      browserRuns.push(browser);
      nativeRuns.push(native);
      console.log(
        `  ${repetition} of ${repetitions}: first rows ${browser.firstRowsMs.toFixed(0)} ms, ` +
          `indexed ${browser.indexedMs.toFixed(0)} ms, native ${native.loadMs.toFixed(0)} ms`,
      );
    }
    return summarise(browserRuns, nativeRuns, rows, sizeBytes);
  },
};

function summarise(
  browserRuns: readonly BrowserTimings[],
  nativeRuns: readonly NativeTimings[],
  rows: number,
  sizeBytes: number,
): BenchmarkResult {
  const indexedMs = median(browserRuns.map((run) => run.indexedMs));
  const loadMs = median(nativeRuns.map((run) => run.loadMs));
  const rate = (ms: number) => `${Math.round(sizeBytes / 1e3 / ms)} MB/s`;
  const measurements: Measurement[] = [
    {
      name: "every row indexed",
      loupe: indexedMs,
      against: loadMs,
      other: "native CREATE TABLE AS read_json_auto",
      targetRatio: INDEXED_TARGET,
    },
    {
      name: "first rows on the screen",
      loupe: median(browserRuns.map((run) => run.firstRowsMs)),
      against: indexedMs,
      other: "every row indexed, above",
      targetRatio: FIRST_ROWS_TARGET,
    },
  ];
  IPW_VIEW_CHANGES.forEach(({ name }, index) => {
    const native = nativeRuns.map((run) => run.views[index]).filter((view) => view !== undefined);
    const clicks = browserRuns.map((run) => run.views[index]).filter((view) => view !== undefined);
    const viewTimes = clicks.map((click) => click.viewMs).filter((ms) => ms !== null);
    if (viewTimes.length > 0)
      measurements.push({
        name: `${name}: rows (loupe:view)`,
        loupe: median(viewTimes),
        against: median(native.map((view) => view.rowsMs)),
        other: "native, count and page",
        targetRatio: null,
      });
    measurements.push({
      name: `${name}: rows and every facet on the screen`,
      loupe: median(clicks.map((click) => click.settledMs)),
      against: median(native.map((view) => view.withFacetsMs)),
      other: "native, count, page and facets",
      targetRatio: VIEW_TARGET,
    });
  });
  measurements.push({
    name: "open a record",
    loupe: median(browserRuns.flatMap((run) => run.records)),
    against: median(nativeRuns.map((run) => run.recordMs)),
    other: "native, SELECT * of one row",
    targetRatio: null,
  });
  return {
    title: "Open a JSONL file",
    facts: [
      `${rows.toLocaleString("en-US")} generated rows, ${Math.round(sizeBytes / 1e6)} MB; medians of ${browserRuns.length} runs, each in a new browser and a new database, in turns.`,
      `Chromium ${browserRuns[0]?.chromiumVersion ?? "?"}. Indexed at ${rate(indexedMs)}, native at ${rate(loadMs)}. Facets in the view changes: ${browserRuns[0]?.facets.join(", ") || "none"}.`,
      "Loupe's times run to the painted frame, two frames (33 ms) included; native times end with the last statement. The native table holds the full text and no facts about conversations.",
    ],
    measurements,
  };
}
