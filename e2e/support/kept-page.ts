import type { Browser, BrowserContext, Page } from "@playwright/test";

/**
 * One page that a worker's tests use one after the other. DuckDB-Wasm starts once in it, not once for each test,
 * which is most of what a short test would cost. Between tests it goes home as a person does, by the link; a test
 * that left something in the browser's storage makes it load anew.
 */
export class KeptPage {
  readonly #browser: Browser;
  #context: BrowserContext | null = null;
  #page: Page | null = null;

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** The page, at home, with nothing of the tests before. */
  async take(): Promise<Page> {
    if (this.#context === null || this.#page === null || this.#page.isClosed()) return this.#start();
    const page = this.#page;
    for (const other of this.#context.pages()) if (other !== page) await other.close();
    await forgetDatasets(page);
    const home = page.getByRole("banner").getByRole("link", { name: "Loupe" });
    if ((await holdsChoices(page)) || (await home.count()) === 0) await loadAnew(page);
    // By script, since a dialog that the last test left open would cover the link.
    else await home.evaluate((link: HTMLElement) => link.click());
    await page.getByRole("heading", { name: "Your files" }).waitFor();
    await page.mouse.move(0, 0);
    return page;
  }

  async close(): Promise<void> {
    await this.#context?.close();
    this.#context = null;
    this.#page = null;
  }

  async #start(): Promise<Page> {
    await this.close();
    this.#context = await this.#browser.newContext();
    this.#page = await this.#context.newPage();
    await this.#page.goto("/");
    return this.#page;
  }
}

/** Empties the list of recent datasets, and with it the indexes that are kept of them. */
async function forgetDatasets(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open("loupe-kept");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const stores = [...database.objectStoreNames];
          const transaction = stores.length > 0 ? database.transaction(stores, "readwrite") : null;
          const end = () => {
            database.close();
            resolve();
          };
          for (const store of stores) transaction?.objectStore(store).clear();
          if (transaction === null) end();
          else transaction.oncomplete = end;
        };
      }),
  );
}

/** True when the browser remembers a choice of the person: the theme, columns, widths, how to read. */
function holdsChoices(page: Page): Promise<boolean> {
  return page.evaluate(() =>
    [...Object.keys(localStorage), ...Object.keys(sessionStorage)].some((key) => key.startsWith("loupe:")),
  );
}

async function loadAnew(page: Page): Promise<void> {
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await page.goto("/");
}
