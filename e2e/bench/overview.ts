import { basename } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { OWN_COLUMNS } from "@/lib/schema";
import type { ChartRef, Filter } from "@/lib/view";
import { serializeCharts } from "@/lib/view/chart-codec";
import { generateTuluMlt } from "../fixtures/tulu-mlt";
import { type Benchmark, type BenchmarkResult, median } from "./benchmark";
import { pathOf, provideFiles, TULU_MLT_PARQUET } from "./data-files";
import { runOverviewNatively } from "./overview-native";

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

interface Step {
  name: string;
  click(page: Page): Promise<void>;
  filters: readonly Filter[];
}

const label300: Filter = { kind: "list", column: "mlt", values: ["[MLT:300]"], match: "any" };
const twoTurns: Filter = { kind: "between", column: OWN_COLUMNS.turns, min: 2, max: 2 };
/** Each starts where the one before ended. */
const STEPS: readonly Step[] = [
  { name: "click a label", click: (page) => bar(page, "mlt", /^\[MLT:300\], /).click(), filters: [label300] },
  {
    name: "click a number of turns as well",
    click: (page) => bar(page, "turns", /^2, /).click(),
    filters: [label300, twoTurns],
  },
  {
    name: "let the label go",
    click: (page) => bar(page, "mlt", /^\[MLT:300\], /).click(),
    filters: [twoTurns],
  },
];

interface Run {
  viewMs: readonly number[];
  /** Time from each frame of a brush to the next. */
  frameMs: readonly number[];
  chromiumVersion: string;
}

/** Eight charts over the largest of the datasets, clicked and brushed, beside native DuckDB on the same statements. */
export const overview: Benchmark = {
  name: "overview",
  async run({ repetitions, origin, chromiumPath }) {
    await provideFiles([TULU_MLT_PARQUET]);
    const path = pathOf(TULU_MLT_PARQUET);
    const { rows } = generateTuluMlt().train;
    const runs: Run[] = [];
    const nativeRuns: number[][] = [];
    for (let repetition = 1; repetition <= repetitions; repetition++) {
      const run = await runOnce(origin, chromiumPath, path);
      const native = await runOverviewNatively(
        path,
        CHARTS,
        STEPS.map(({ filters }) => filters),
      );
      runs.push(run);
      nativeRuns.push(native);
      const words = (times: readonly number[]) => times.map((ms) => ms.toFixed(0)).join(", ");
      console.log(
        `  ${repetition} of ${repetitions}: ${words(run.viewMs)} ms, native ${words(native)} ms, frame ${median(run.frameMs).toFixed(1)} ms`,
      );
    }
    return summarise(runs, nativeRuns, rows);
  },
};

async function runOnce(origin: string, executablePath: string, path: string): Promise<Run> {
  const browser = await chromium.launch({ executablePath });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
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
    const found = await page.getByRole("figure").count();
    if (found !== CHARTS.length) throw new Error(`${found} charts are on the screen, not ${CHARTS.length}`);
    const viewMs: number[] = [];
    for (const { click } of STEPS) viewMs.push(await timeStep(page, () => click(page)));
    const frameMs = await brush(page);
    return { viewMs, frameMs, chromiumVersion: browser.version() };
  } finally {
    await browser.close();
  }
}

function bar(page: Page, figure: string, name: RegExp) {
  return page.getByRole("figure", { name: figure, exact: true }).getByRole("option", { name });
}

async function settled(page: Page): Promise<void> {
  await page.getByRole("figure").first().getByRole("option").first().waitFor();
  await page.waitForFunction(() => document.querySelector("figure[aria-busy=true]") === null);
  // Facets ask beside the charts; a step begins when they have their answers too.
  await page.waitForTimeout(2000);
}

async function timeStep(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => performance.clearMeasures("loupe:view"));
  await act();
  await page.waitForFunction(() => performance.getEntriesByName("loupe:view").length > 0, null, {
    polling: 50,
  });
  await settled(page);
  return page.evaluate(() => performance.getEntriesByName("loupe:view").at(-1)?.duration ?? Number.NaN);
}

/** Drags a range to and fro over the turns, and tells the times between frames. */
async function brush(page: Page): Promise<number[]> {
  const box = await bar(page, "turns", /^1, /).boundingBox();
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
  runs: readonly Run[],
  nativeRuns: readonly (readonly number[])[],
  rows: number,
): BenchmarkResult {
  const frames = runs.flatMap(({ frameMs }) => frameMs);
  return {
    title: "Overview",
    facts: [
      `${rows.toLocaleString("en-US")} generated rows of Parquet, ${CHARTS.length} charts; medians of ${runs.length} runs, each in a new browser and a new database, in turns.`,
      `Chromium ${runs[0]?.chromiumVersion ?? "?"}. Loupe's times are the measure loupe:view, from the change of the view to the painted charts, with the facets beside them asked as well; native times are those of the charts' own statements, one round after the other.`,
      `The longest of ${frames.length.toLocaleString("en-US")} frames took ${Math.max(...frames).toFixed(0)} ms.`,
    ],
    measurements: [
      ...STEPS.map(({ name }, step) => ({
        name: `${name} (loupe:view)`,
        loupe: median(runs.map(({ viewMs }) => viewMs[step] ?? Number.NaN)),
        against: median(nativeRuns.map((times) => times[step] ?? Number.NaN)),
        other: "native, the same statements",
        targetRatio: VIEW_TARGET,
      })),
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
