import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { type DataFile, pathOf } from "./data-files";
import { chooseFile, goHome, waitForMark } from "./open-page";
import { markAfterOpen } from "./page-probe";

const TIMEOUT_MS = 300_000;
/** After the page was used for the first time, until the browser has put the code that it compiled on the disk. */
const CODE_KEPT_MS = 5000;

export interface KnownRun {
  indexedMs: number;
  /** The same file once more, its index kept by the browser. */
  reopenedMs: number;
}

/**
 * A browser in which Loupe was used before, which is how most people meet it: the code that it compiled lies on its
 * disk. To be closed.
 */
export class KnownBrowser {
  readonly #origin: string;
  readonly #chromiumPath: string;
  readonly #profile: string;

  private constructor(origin: string, chromiumPath: string, profile: string) {
    this.#origin = origin;
    this.#chromiumPath = chromiumPath;
    this.#profile = profile;
  }

  /** Opens the file once, which is not measured. */
  static async start(origin: string, chromiumPath: string, first: DataFile): Promise<KnownBrowser> {
    const profile = await mkdtemp(join(tmpdir(), "loupe-bench-"));
    const browser = new KnownBrowser(origin, chromiumPath, profile);
    await browser.#inPage(async (page) => {
      await browser.#open(page, first);
      await page.waitForTimeout(CODE_KEPT_MS);
    });
    return browser;
  }

  /** Opens a file of which no index is kept, and then again. */
  openTwice(file: DataFile): Promise<KnownRun> {
    return this.#inPage(async (page) => {
      const session = await page.context().newCDPSession(page);
      await session.send("Storage.clearDataForOrigin", {
        origin: this.#origin,
        storageTypes: "file_systems,indexeddb",
      });
      const indexedMs = await this.#open(page, file);
      if (!(await waitForMark(page, "loupe:kept", TIMEOUT_MS)))
        throw new Error(`the index of ${file.name} was not kept`);
      return { indexedMs, reopenedMs: await this.#open(page, file) };
    });
  }

  async close(): Promise<void> {
    await rm(this.#profile, { recursive: true, force: true });
  }

  async #open(page: Page, file: DataFile): Promise<number> {
    await goHome(page, this.#origin);
    await chooseFile(page, pathOf(file));
    if (!(await waitForMark(page, "loupe:indexed", TIMEOUT_MS)))
      throw new Error(`${file.name} was not indexed within ${TIMEOUT_MS / 1000} s`);
    return markAfterOpen(page, "loupe:indexed");
  }

  async #inPage<Result>(act: (page: Page) => Promise<Result>): Promise<Result> {
    const context = await chromium.launchPersistentContext(this.#profile, {
      executablePath: this.#chromiumPath,
      viewport: { width: 1440, height: 900 },
    });
    try {
      return await act(context.pages()[0] ?? (await context.newPage()));
    } finally {
      await context.close();
    }
  }
}
