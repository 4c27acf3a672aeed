import type { Browser, Locator, Page } from "@playwright/test";
import type { DataFile } from "./data-files";
import { pathOf } from "./data-files";
import { chooseFile, goHome, waitForMark, waitForMessage, withPage } from "./open-page";
import {
  type ClickTiming,
  hasMark,
  longestBlockMs,
  markAfterOpen,
  timeClick,
  watchBlocks,
  watchPage,
} from "./page-probe";
import { RendererMemory } from "./renderer-memory";
import type { ViewChange } from "./view-changes";

const FIRST_ROWS_TIMEOUT_MS = 30_000;
/** How far into the file the record lies that is read. */
const FAR = 0.9;

/** A change of the view as the page made it, with the rows that it then showed. */
export interface PageView extends ClickTiming {
  rows: number;
}

/** One opening of a file at full size; times in milliseconds, null for what was not reached in time. */
export interface PageRun {
  firstRowsMs: number | null;
  /** All rows counted by the columns that are read before the others; null where there are none. */
  columnsMs: number | null;
  indexedMs: number | null;
  /** The longest time until then for which the page could not answer; 0 when none was over 50 ms. */
  blockedMs: number;
  /** Peak memory of the tab's process until every row was indexed. */
  loadingMB: number | null;
  /** Peak memory of the whole session. */
  peakMB: number | null;
  recordMs: number | null;
  views: readonly PageView[];
  /** Facets that stood open beside the rows. */
  facets: readonly string[];
  chromiumVersion: string;
}

export interface PageTask {
  origin: string;
  chromiumPath: string;
  file: DataFile;
  timeoutSeconds: number;
  changes: readonly ViewChange[];
  /** A facet that is unfolded beside those that stand open. */
  unfold?: string;
}

/** Opens a file in a new browser, reads a record far in it, changes the view and goes to the last row. */
export function runInPage(task: PageTask): Promise<PageRun> {
  return withPage(task.chromiumPath, async (page, browser) => {
    await goHome(page, task.origin);
    const memory = await RendererMemory.watch(browser);
    try {
      return await openAndUse(page, browser, memory, task);
    } finally {
      memory.stop();
    }
  });
}

async function openAndUse(
  page: Page,
  browser: Browser,
  memory: RendererMemory,
  { file, timeoutSeconds, changes, unfold }: PageTask,
): Promise<PageRun> {
  await watchBlocks(page);
  await chooseFile(page, pathOf(file));
  const hasRows = await waitForMark(page, "loupe:first-rows", FIRST_ROWS_TIMEOUT_MS);
  const isIndexed = await waitForMark(page, "loupe:indexed", timeoutSeconds * 1000);
  const run = {
    firstRowsMs: hasRows ? await markAfterOpen(page, "loupe:first-rows") : null,
    columnsMs: (await hasMark(page, "loupe:columns")) ? await markAfterOpen(page, "loupe:columns") : null,
    indexedMs: isIndexed ? await markAfterOpen(page, "loupe:indexed") : null,
    blockedMs: await longestBlockMs(page),
    loadingMB: await memory.peakMB(),
    chromiumVersion: browser.version(),
  };
  if (!isIndexed) return { ...run, peakMB: run.loadingMB, recordMs: null, views: [], facets: [] };

  await watchPage(page);
  if (unfold !== undefined) await facetPanel(page).getByRole("button", { name: unfold, exact: true }).click();
  const facets = await openFacets(page);
  const total = await rowsInView(page);
  const recordMs = await readRecord(page, Math.floor(total * FAR));
  const views: PageView[] = [];
  for (const { click } of changes) {
    const timing = await timeClick(page, () => click(page));
    views.push({ ...timing, rows: await rowsInView(page) });
  }
  await readRecord(page, await rowsInView(page));
  return { ...run, peakMB: await memory.peakMB(), recordMs, views, facets };
}

/** From Enter to the record on the screen; the row is counted from 1 in the whole dataset. */
async function readRecord(page: Page, row: number): Promise<number> {
  await page.keyboard.press("#");
  await page.getByRole("textbox", { name: "Row number or id" }).fill(String(row));
  const { settledMs } = await timeClick(page, async () => {
    await page.keyboard.press("Enter");
    await waitForMessage(page);
  });
  return settledMs;
}

/** Rows that the page says are in view, such as 1,174 of "1,174 of 44,866 rows". */
async function rowsInView(page: Page): Promise<number> {
  const words = await page.getByRole("status", { name: "Rows in view" }).textContent();
  return Number(/^[\d,]+/.exec(words ?? "")?.[0].replaceAll(",", ""));
}

function facetPanel(page: Page): Locator {
  return page.getByRole("complementary", { name: "Facets" });
}

/** Names of the unfolded facets. */
async function openFacets(page: Page): Promise<string[]> {
  const facets = facetPanel(page).getByRole("region");
  const names: string[] = [];
  for (const facet of await facets.all()) {
    const title = facet.getByRole("button", { expanded: true }).first();
    if ((await title.count()) > 0) names.push((await facet.getAttribute("aria-label")) ?? "");
  }
  return names;
}
