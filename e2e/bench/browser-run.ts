import type { Page } from "@playwright/test";
import { clickRow, openFile, waitForMark, waitForMessage, withPage } from "./open-page";
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

/** The mark comes with the next frame, and may be a little behind a small file's index. */
const FIRST_ROWS_TIMEOUT_MS = 30_000;

/** Opens the file in a new browser, changes the view, and opens records. */
export function runInBrowser(task: BrowserTask): Promise<BrowserTimings> {
  return withPage(task.chromiumPath, async (page, browser) => {
    await openFile(page, task.origin, task.path);
    await waitForMark(page, "loupe:first-rows", FIRST_ROWS_TIMEOUT_MS);
    const firstRowsMs = await markAfterOpen(page, "loupe:first-rows");
    const indexedMs = await markAfterOpen(page, "loupe:indexed");
    const facets = await facetsOnScreen(page, task.columns);

    await watchPage(page);
    const views: ClickTiming[] = [];
    for (const change of task.changes) views.push(await timeClick(page, () => change.click(page)));
    const records: number[] = [];
    for (const row of OPENED_ROWS) {
      const { settledMs } = await timeClick(page, async () => {
        await clickRow(page, row);
        await waitForMessage(page);
      });
      records.push(settledMs);
    }
    return { firstRowsMs, indexedMs, views, records, facets, chromiumVersion: browser.version() };
  });
}

async function facetsOnScreen(page: Page, columns: readonly string[]): Promise<string[]> {
  const facets: string[] = [];
  for (const name of columns) {
    if ((await page.getByRole("region", { name, exact: true }).count()) > 0) facets.push(name);
  }
  return facets;
}
