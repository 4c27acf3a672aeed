import { type Browser, chromium, errors, type Page } from "@playwright/test";

/** What a quick person takes to choose a file. */
const CHOOSING_MS = 2000;
const OPEN_TIMEOUT_MS = 300_000;

/** Acts in a page of a browser of its own, which is closed after it. */
export async function withPage<Result>(
  executablePath: string,
  act: (page: Page, browser: Browser) => Promise<Result>,
): Promise<Result> {
  const browser = await chromium.launch({ executablePath });
  try {
    return await act(await browser.newPage({ viewport: { width: 1440, height: 900 } }), browser);
  } finally {
    await browser.close();
  }
}

/** The home page, after the time in which a person chooses a file and the engine loads and rehearses. */
export async function goHome(page: Page, origin: string): Promise<void> {
  await page.goto(origin);
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(CHOOSING_MS);
}

export async function chooseFile(page: Page, path: string): Promise<void> {
  await page.getByLabel("Open files").first().setInputFiles(path);
}

/** Waits for a mark of the page; false when it was not set in time. */
export async function waitForMark(page: Page, name: string, timeoutMs: number): Promise<boolean> {
  try {
    // Asking on every frame, as is the default, would make the page paint all the while.
    await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, name, {
      timeout: timeoutMs,
      polling: 250,
    });
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
}

/** Chooses a file on the home page and waits until every row is indexed. */
export async function openFile(page: Page, origin: string, path: string): Promise<void> {
  await goHome(page, origin);
  await chooseFile(page, path);
  if (!(await waitForMark(page, "loupe:indexed", OPEN_TIMEOUT_MS)))
    throw new Error(`${path} was not indexed within ${OPEN_TIMEOUT_MS / 1000} s`);
}

/** Clicks a row of the first screen, counted from 1. */
export async function clickRow(page: Page, position: number): Promise<void> {
  await page
    .getByRole("grid", { name: "Rows" })
    .locator(`[role=row][aria-rowindex="${position + 1}"]`)
    .click();
}

/** Waits until the open record shows a message. */
export async function waitForMessage(page: Page): Promise<void> {
  await page.getByRole("region", { name: "Record", exact: true }).getByRole("article").first().waitFor();
}
