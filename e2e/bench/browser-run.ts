import { chromium, type Locator, type Page } from "@playwright/test";
import { type ClickTiming, markAfterOpen, timeClick, watchPage } from "./page-probe";
import type { ViewChange } from "./view-changes";

/** One repetition in Chromium; times in milliseconds. */
export interface BrowserTimings {
  firstRowsMs: number;
  indexedMs: number;
  /** In the order of the changes. */
  views: readonly ClickTiming[];
  /** From the click on a row to the record on the screen, one per opened row. */
  records: readonly number[];
  /** Which of the columns asked about have a facet on the screen. */
  facets: readonly string[];
  chromiumVersion: string;
}

export interface BrowserTask {
  origin: string;
  chromiumPath: string;
  /** File to open. */
  path: string;
  changes: readonly ViewChange[];
  columns: readonly string[];
}

/** Rows of the view that are opened, 1-based; all of them are on the first screen. */
const OPENED_ROWS = [2, 5, 8, 3, 9];

/** What a quick person takes to choose a file. */
const CHOOSING_MS = 2000;

/** Opens the file in a new browser, changes the view, and opens records. */
export async function runInBrowser(task: BrowserTask): Promise<BrowserTimings> {
  const browser = await chromium.launch({ executablePath: task.chromiumPath });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(task.origin);
    // The engine loads and rehearses while a person is still choosing a file.
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(CHOOSING_MS);
    await page.getByLabel("Open files").first().setInputFiles(task.path);
    await page.waitForFunction(() => performance.getEntriesByName("loupe:indexed").length > 0, null, {
      timeout: 300_000,
      // Asking on every frame, as is the default, would make the page paint all the while.
      polling: 250,
    });
    await page.waitForFunction(() => performance.getEntriesByName("loupe:first-rows").length > 0);
    const firstRowsMs = await markAfterOpen(page, "loupe:first-rows");
    const indexedMs = await markAfterOpen(page, "loupe:indexed");
    const facets = await facetsOnScreen(page, task.columns);

    await watchPage(page);
    const views: ClickTiming[] = [];
    for (const change of task.changes) views.push(await timeClick(page, () => change.click(page)));
    const records: number[] = [];
    for (const row of OPENED_ROWS) records.push((await timeClick(page, () => openRow(page, row))).settledMs);
    return { firstRowsMs, indexedMs, views, records, facets, chromiumVersion: browser.version() };
  } finally {
    await browser.close();
  }
}

async function openRow(page: Page, position: number): Promise<void> {
  const record = page.getByRole("region", { name: "Record", exact: true });
  await page
    .getByRole("grid", { name: "Rows" })
    .locator(`[role=row][aria-rowindex="${position + 1}"]`)
    .click();
  await firstMessage(record).waitFor();
}

function firstMessage(record: Locator): Locator {
  return record.getByRole("article").first();
}

async function facetsOnScreen(page: Page, columns: readonly string[]): Promise<string[]> {
  const facets: string[] = [];
  for (const name of columns) {
    if ((await page.getByRole("region", { name, exact: true }).count()) > 0) facets.push(name);
  }
  return facets;
}
