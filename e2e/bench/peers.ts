import type { Page } from "@playwright/test";
import { type Benchmark, type Measurement, medianOrUnfinished, type Unfinished } from "./benchmark";
import { type DataFile, IPW, provideFiles, TULU_MLT_JSONL, TULU_MLT_PARQUET } from "./data-files";
import { fileWords } from "./full-report";
import { startHyperparam } from "./hyperparam-server";
import { waitForMark, withPage } from "./open-page";
import { pageHeapMB, RendererMemory } from "./renderer-memory";
import { DATA_FOLDER } from "./start-server";

const FIRST_ROWS_TIMEOUT_SECONDS = 120;
const REST_TIMEOUT_MS = 300_000;
/** After the last request, for what is still to be parsed. */
const QUIET_MS = 5000;

const JSONL_TARGET = 1 / 3;
const PARQUET_TARGET = 1 / 2;
const MEMORY_TARGET = 1 / 3;

/** A program that shows a file of the data folder at an address of its own. */
interface Viewer {
  name: string;
  addressOf(file: DataFile): string;
  /** Waits until it has read what it reads of a file by itself. */
  rest(page: Page): Promise<void>;
}

interface Opening {
  firstRowsMs: number | null;
  peakMB: number | null;
  heapMB: number | null;
  /** The tab's process ended by itself. */
  hasCrashed: boolean;
}

type Amount = "firstRowsMs" | "peakMB" | "heapMB";

/** The same files of the same disk in hyperparam's viewer, in turns. */
export const peers: Benchmark = {
  name: "peers",
  async run({ repetitions, origin, chromiumPath }) {
    const files: readonly DataFile[] = [IPW, TULU_MLT_JSONL, TULU_MLT_PARQUET];
    await provideFiles(files);
    const hyperparam = await startHyperparam(DATA_FOLDER);
    try {
      const viewers = [loupeAt(origin), hyperparamAt(hyperparam.origin)] as const;
      const measurements: Measurement[] = [];
      for (const file of files) {
        const openings: [Opening[], Opening[]] = [[], []];
        for (let repetition = 1; repetition <= repetitions; repetition++)
          for (const [index, viewer] of viewers.entries()) {
            const opening = await openIn(viewer, file, chromiumPath);
            openings[index]?.push(opening);
            console.log(`  ${file.name} in ${viewer.name}, run ${repetition}: ${words(opening)}`);
          }
        measurements.push(...compare(file, ...openings));
      }
      return {
        title: "Beside hyperparam",
        facts: [
          `hyperparam ${hyperparam.version} from npm, with its own server; ${(await Promise.all(files.map(fileWords))).join("; ")}. Medians of ${repetitions} runs, each in a new browser, in turns. Both read the file from their server on this machine.`,
          "First rows: from the address to the first row with text on the screen, the program's own loading included. Memory: the peak of the tab's process with all its workers (VmHWM), the browser's own pages included, and what the tools that drive the browser keep of fetched bytes. Heap: JavaScript objects of the page after a collection, workers not counted. Loupe indexes every row in that time, hyperparam what it shows.",
        ],
        measurements,
      };
    } finally {
      await hyperparam.remove();
    }
  },
};

function loupeAt(origin: string): Viewer {
  return {
    name: "Loupe",
    addressOf: ({ name }) => `${origin}/browse?src=data:${name}`,
    rest: async (page) => void (await waitForMark(page, "loupe:indexed", REST_TIMEOUT_MS)),
  };
}

function hyperparamAt(origin: string): Viewer {
  return {
    name: "hyperparam",
    addressOf: ({ name }) => `${origin}/files?key=${name}`,
    rest: (page) => page.waitForLoadState("networkidle", { timeout: REST_TIMEOUT_MS }),
  };
}

function openIn(viewer: Viewer, file: DataFile, chromiumPath: string): Promise<Opening> {
  return withPage(chromiumPath, async (page, browser) => {
    await noteFirstRow(page);
    const memory = await RendererMemory.watch(browser);
    let hasCrashed = false;
    page.once("crash", () => {
      hasCrashed = true;
    });
    let firstRowsMs: number | null = null;
    try {
      await page.goto(viewer.addressOf(file), { waitUntil: "commit" });
      const hasRows = await waitForMark(page, FIRST_ROW, FIRST_ROWS_TIMEOUT_SECONDS * 1000);
      firstRowsMs = hasRows ? await firstRowTime(page) : null;
      await viewer.rest(page);
      await page.waitForTimeout(QUIET_MS);
      const heapMB = await pageHeapMB(page);
      return { firstRowsMs, peakMB: await memory.peakMB(), heapMB, hasCrashed };
    } catch (error) {
      if (!hasCrashed) throw error;
      return { firstRowsMs, peakMB: await memory.peakMB(), heapMB: null, hasCrashed };
    } finally {
      memory.stop();
    }
  });
}

const FIRST_ROW = "bench:first-row";

/** Marks in every page the frame after which a row of a table holds text; the time counts from the address. */
async function noteFirstRow(page: Page): Promise<void> {
  await page.addInitScript((mark) => {
    // A row's number or a skeleton is no row yet.
    const isFilled = (row: Element) =>
      [...row.querySelectorAll("[role=cell], [role=gridcell], td")].some(
        (cell) => (cell.textContent ?? "").trim().length > 20,
      );
    const look = () => {
      if ([...document.querySelectorAll("[role=row], tr")].some(isFilled)) performance.mark(mark);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, FIRST_ROW);
}

function firstRowTime(page: Page): Promise<number> {
  return page.evaluate(
    (mark) => performance.getEntriesByName(mark).at(0)?.startTime ?? Number.NaN,
    FIRST_ROW,
  );
}

function compare(file: DataFile, loupe: readonly Opening[], other: readonly Opening[]): Measurement[] {
  const of = (openings: readonly Opening[], key: Amount): number | Unfinished => {
    const reached = medianOrUnfinished(
      openings.map((opening) => opening[key]),
      FIRST_ROWS_TIMEOUT_SECONDS,
    );
    const hasCrashed = openings.some((opening) => opening.hasCrashed);
    return typeof reached !== "number" && hasCrashed ? { reason: "the tab crashed" } : reached;
  };
  const line = (name: string, key: Amount, targetRatio: number | null, unit: Measurement["unit"]) => ({
    ...{ name: `${file.name}: ${name}`, unit, targetRatio, other: "hyperparam" },
    loupe: of(loupe, key),
    against: of(other, key),
  });
  const firstRowsTarget = file.parquet === undefined ? JSONL_TARGET : PARQUET_TARGET;
  return [
    line("first rows on the screen", "firstRowsMs", firstRowsTarget, "ms"),
    line("peak memory of the tab's process", "peakMB", MEMORY_TARGET, "MB"),
    line("heap of the page", "heapMB", MEMORY_TARGET, "MB"),
  ];
}

function words({ firstRowsMs, peakMB, heapMB, hasCrashed }: Opening): string {
  const ms = firstRowsMs === null ? "no rows" : `first rows ${Math.round(firstRowsMs)} ms`;
  return `${ms}, peak ${peakMB?.toFixed(0) ?? "?"} MB, heap ${heapMB?.toFixed(0) ?? "?"} MB${hasCrashed ? ", crashed" : ""}`;
}
