import { basename } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { OWN_COLUMNS } from "@/lib/schema";
import type { ChartRef, Filter } from "@/lib/view";
import { serializeCharts } from "@/lib/view/chart-codec";
import { generateTuluMlt } from "../fixtures/tulu-mlt";
import { alone, type Benchmark, type BenchmarkResult, median } from "./benchmark";
import { pathOf, provideFiles, TULU_MLT_PARQUET } from "./data-files";
import { NativeOverview, type NativeRound } from "./overview-native";
import { quietDatabase, watchStatements } from "./statement-probe";

const VIEW_TARGET = 2.5;
/** 30 frames a second. */
const FRAME_TARGET_MS = 1000 / 30;
const BRUSH_STEPS = 60;
const BRUSH_STEP_MS = 25;

const chart = (kind: ChartRef["kind"], ...columns: string[]): ChartRef => ({ kind, columns, settings: [] });
const CHARTS: readonly ChartRef[] = [
  chart("labels", "mlt"),
  chart("label-turns", "mlt"),
  chart("cross", "source", "mlt"),
  chart("histogram", OWN_COLUMNS.turns),
  chart("values", "source"),
  chart("values", OWN_COLUMNS.roles),
  chart("histogram", OWN_COLUMNS.assistantChars),
  chart("values", OWN_COLUMNS.problems),
];

/** So many rounds at most: each filters by another label and another number of turns, or its answers were known. */
const LABELS = ["300", "150", "500", "700", "80", "30", "50"];

interface Step {
  name: string;
  click(page: Page): Promise<void>;
  filters: readonly Filter[];
}

/** The steps of a round, each beginning where the one before ended; the last leads back to all rows. */
function stepsOf(round: number): readonly [Step, Step, Step, Step] {
  const label = `[MLT:${LABELS[round]}]`;
  const turns = round + 2;
  const isLabel: Filter = { kind: "list", column: "mlt", match: "any", values: [label], without: [] };
  const areTurns: Filter = {
    ...{ kind: "ranges", column: OWN_COLUMNS.turns, exclude: false },
    ranges: [{ min: turns, max: turns }],
  };
  const clickLabel = (page: Page) => bar(page, "mlt", `${label}, `).click();
  const clickTurns = (page: Page) => bar(page, "turns", `${turns}, `).click();
  return [
    { name: "click a label", click: clickLabel, filters: [isLabel] },
    { name: "click a number of turns as well", click: clickTurns, filters: [isLabel, areTurns] },
    { name: "let the label go", click: clickLabel, filters: [areTurns] },
    { name: "let the turns go", click: clickTurns, filters: [] },
  ];
}

interface Timing extends NativeRound {
  viewMs: number;
}

/** Eight charts over the largest of the datasets, clicked and brushed, beside native DuckDB on the same statements. */
export const overview: Benchmark = {
  name: "overview",
  async run({ repetitions, origin, chromiumPath }) {
    await provideFiles([TULU_MLT_PARQUET]);
    const path = pathOf(TULU_MLT_PARQUET);
    const rounds = Math.min(repetitions, LABELS.length);
    const native = await NativeOverview.start(path, CHARTS);
    const browser = await chromium.launch({ executablePath: chromiumPath });
    try {
      const page = await openOverview(browser, origin, path);
      const timings: Timing[][] = [];
      for (let round = 0; round < rounds; round++) {
        const steps: Timing[] = [];
        for (const { click, filters } of stepsOf(round)) {
          await clearTimings(page);
          await click(page);
          await finished(page);
          steps.push({ ...(await native.step(filters)), viewMs: await readViewMs(page) });
        }
        timings.push(steps);
        console.log(`  ${round + 1} of ${rounds}: ${steps.map(words).join(", ")}`);
      }
      const frames = await brush(page);
      return summarise(timings, frames, browser.version());
    } finally {
      await browser.close();
      native.close();
    }
  },
};

function words({ viewMs, togetherMs, apartMs }: Timing): string {
  const [view, together, apart] = [viewMs, togetherMs, apartMs].map((ms) => ms.toFixed(0));
  return `${view} ms (native in one statement ${together}, chart by chart ${apart})`;
}

async function openOverview(browser: Browser, origin: string, path: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await watchStatements(page);
  // By the address, for the charts stand in it; the server's folder is the one of the benchmarks.
  const query = new URLSearchParams({
    src: `data:${basename(path)}`,
    tab: "overview",
    charts: serializeCharts(CHARTS),
  });
  await page.goto(`${origin}/browse?${query}`);
  await page.waitForFunction(() => performance.getEntriesByName("loupe:indexed").length > 0, null, {
    timeout: 300_000,
    polling: 250,
  });
  await settled(page);
  await quietDatabase(page);
  const found = await page.getByRole("figure").count();
  if (found !== CHARTS.length) throw new Error(`${found} charts are on the screen, not ${CHARTS.length}`);
  return page;
}

function bar(page: Page, figure: string, start: string) {
  const name = new RegExp(`^${start.replace(/[[\]]/g, "\\$&")}`);
  return page.getByRole("figure", { name: figure, exact: true }).getByRole("option", { name });
}

async function settled(page: Page): Promise<void> {
  await page.getByRole("figure").first().getByRole("option").first().waitFor();
  await page.waitForFunction(() => document.querySelector("figure[aria-busy=true]") === null);
  // Facets ask beside the charts; a step begins when they have their answers too.
  await page.waitForTimeout(2000);
}

async function clearTimings(page: Page): Promise<void> {
  await page.evaluate(() => performance.clearMeasures("loupe:view"));
}

async function finished(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName("loupe:view").length > 0, null, {
    polling: 50,
  });
  await settled(page);
}

function readViewMs(page: Page): Promise<number> {
  return page.evaluate(() => performance.getEntriesByName("loupe:view").at(-1)?.duration ?? Number.NaN);
}

/** Drags a range to and fro over the turns, and tells the times between frames. */
async function brush(page: Page): Promise<number[]> {
  const box = await bar(page, "turns", "1, ").boundingBox();
  if (box === null) throw new Error("the chart of turns has no bar");
  await page.evaluate(() => {
    const frames: number[] = [];
    Object.assign(window, { loupeFrames: frames });
    const tick = (time: number) => {
      frames.push(time);
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await page.mouse.move(box.x + 3, box.y + 60);
  await page.mouse.down();
  for (let step = 0; step < BRUSH_STEPS; step++) {
    await page.mouse.move(box.x + 3 + (step % 30) * 6, box.y + 60);
    await page.waitForTimeout(BRUSH_STEP_MS);
  }
  const times = await page.evaluate(
    () => (window as unknown as { loupeFrames: readonly number[] }).loupeFrames,
  );
  await page.mouse.up();
  return times.slice(1).map((time, index) => time - (times[index] ?? 0));
}

function summarise(
  rounds: readonly (readonly Timing[])[],
  frames: readonly number[],
  chromiumVersion: string,
): BenchmarkResult {
  const { rows } = generateTuluMlt().train;
  // The last step asks nothing: all rows were counted before.
  const steps = stepsOf(0).slice(0, 3);
  const middle = (step: number, timeOf: (timing: Timing) => number) =>
    median(rounds.map((timings) => timeOf(timings[step] as Timing)));
  const ratios = (nativeOf: (timing: Timing) => number) =>
    steps
      .map((_, step) => (middle(step, ({ viewMs }) => viewMs) / middle(step, nativeOf)).toFixed(1))
      .join(", ");
  return {
    title: "Overview",
    facts: [
      `${rows.toLocaleString("en-US")} generated rows of Parquet, ${CHARTS.length} charts; medians of ${rounds.length} rounds on one page and one native database, in turns, each with filters that were not asked for before.`,
      `Chromium ${chromiumVersion}. loupe:view runs from the change of the view to the end of the frame in which the charts and the count of rows were painted. Loupe counts columns with few values in codes beside the database, for all charts of a round in one walk, and asks the database which values a filter lets through. Native DuckDB runs the statements that Loupe asks where there are no codes, each chart's own one after the other; what the whole dataset holds is known to both.`,
      `Held against one statement for all charts, loupe:view takes ${ratios(({ togetherMs }) => togetherMs)} times as long: a click, drawing and a frame take what they take, however quickly rows are counted.`,
      `The longest of ${frames.length.toLocaleString("en-US")} frames took ${Math.max(...frames).toFixed(0)} ms.`,
    ],
    measurements: [
      ...steps.flatMap(({ name }, step) => [
        {
          name: `${name} (loupe:view)`,
          loupe: middle(step, ({ viewMs }) => viewMs),
          against: middle(step, ({ apartMs }) => apartMs),
          other: "native, chart by chart",
          targetRatio: VIEW_TARGET,
        },
      ]),
      alone(
        "let the turns go (loupe:view), all known",
        middle(3, ({ viewMs }) => viewMs),
      ),
      {
        name: "median frame of a brush",
        loupe: median(frames),
        against: FRAME_TARGET_MS,
        other: "30 frames a second",
        targetRatio: 1,
      },
    ],
  };
}
