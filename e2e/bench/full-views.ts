import { type Benchmark, type Measurement, median } from "./benchmark";
import { pathOf, provideFiles, TULU_MLT_BRIEF } from "./data-files";
import { type PageRun, runInPage } from "./full-page";
import { fileWords, logRun } from "./full-report";
import { indexNatively, type NativeIndexRun, TULU_MLT_SHAPE } from "./native-index";
import { TULU_MLT_VIEW_CHANGES } from "./view-changes";

const VIEW_TARGET = 2.5;
const FACETS = 8;
const TIMEOUT_SECONDS = 300;

/** As many rows as the largest of the datasets has, in columns with eight facets: filtered and sorted, beside native DuckDB. */
export const fullViews: Benchmark = {
  name: "full-views",
  async run({ repetitions, origin, chromiumPath }) {
    await provideFiles([TULU_MLT_BRIEF]);
    const changes = TULU_MLT_VIEW_CHANGES;
    const pages: PageRun[] = [];
    const natives: NativeIndexRun[] = [];
    for (let repetition = 1; repetition <= repetitions; repetition++) {
      const page = await runInPage({
        ...{ origin, chromiumPath, file: TULU_MLT_BRIEF, timeoutSeconds: TIMEOUT_SECONDS },
        ...{ changes, unfold: "roles" },
      });
      if (page.facets.length < FACETS)
        throw new Error(`${page.facets.length} facets are open, not ${FACETS}: ${page.facets.join(", ")}`);
      const columns = page.facets.map(columnOf);
      const native = await indexNatively(pathOf(TULU_MLT_BRIEF), TULU_MLT_SHAPE, changes, columns);
      changes.forEach(({ name }, index) => {
        const shown = page.views[index]?.rows;
        const counted = native.views[index]?.rows;
        if (shown !== counted)
          throw new Error(`${name}: the page shows ${shown} rows, native DuckDB counts ${counted}`);
      });
      logRun(TULU_MLT_BRIEF, repetition, page, native.indexMs);
      pages.push(page);
      natives.push(native);
    }
    return {
      title: "Views of 2,261,687 rows",
      facts: [
        `${natives[0]?.rows.toLocaleString("en-US") ?? "?"} generated rows with messages of two words (${await fileWords(TULU_MLT_BRIEF)}), facets: ${pages[0]?.facets.join(", ")}. Medians of ${repetitions} runs, each in a new browser and a new database, in turns. Chromium ${pages[0]?.chromiumVersion ?? "?"}.`,
        "Loupe's times run to the painted frame, two frames (33 ms) included; native times end with the last statement. Both counted the same rows in each view.",
      ],
      measurements: changes.flatMap(({ name }, index) => measurementsOf(name, index, pages, natives)),
    };
  },
};

function measurementsOf(
  name: string,
  index: number,
  pages: readonly PageRun[],
  natives: readonly NativeIndexRun[],
): Measurement[] {
  const clicks = pages.map(({ views }) => views[index]).filter((view) => view !== undefined);
  const native = natives.map(({ views }) => views[index]).filter((view) => view !== undefined);
  const viewTimes = clicks.map(({ viewMs }) => viewMs).filter((ms) => ms !== null);
  const measurements: Measurement[] = [
    {
      name: `${name}: rows and every facet on the screen`,
      loupe: median(clicks.map(({ settledMs }) => settledMs)),
      against: median(native.map(({ withFacetsMs }) => withFacetsMs)),
      other: "native, count, page and facets",
      targetRatio: VIEW_TARGET,
    },
  ];
  if (viewTimes.length > 0)
    measurements.unshift({
      name: `${name}: rows (loupe:view)`,
      loupe: median(viewTimes),
      against: median(native.map(({ rowsMs }) => rowsMs)),
      other: "native, count and page",
      targetRatio: null,
    });
  return measurements;
}

/** Loupe's own columns are named without their underscore on the screen. */
function columnOf(facet: string): string {
  return TULU_MLT_SHAPE.columns.some(([name]) => name === facet) ? facet : `_${facet.replaceAll(" ", "_")}`;
}
