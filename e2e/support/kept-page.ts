import type { Browser, BrowserContext, Page } from "@playwright/test";

/** Choices of the person that are looked up each time they are needed. The page holds all others in memory as well. */
const LOOKED_UP = /^loupe:(measured$|panes$|columns:)/;

/** One tab at a time writes an index that is to be kept. */
const WRITER_LOCK = "loupe:index-writer";

/**
 * One page that a worker's tests use one after the other. DuckDB-Wasm starts once in it, not once for each test,
 * which is most of what a short test would cost. Between tests it goes home as a person does, by the link; a test
 * that left marks, or a choice that the page holds in memory, makes it load anew.
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
    await page.unrouteAll();
    await empty(page, "loupe-kept");
    const isHeld = [await empty(page, "loupe"), await forgetChoices(page)].includes(true);
    const home = page.getByRole("banner").getByRole("link", { name: "Loupe" });
    if (isHeld || (await home.count()) === 0) await page.goto("/");
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
    await this.#page.addInitScript(standInForWriter, WRITER_LOCK);
    await this.#page.goto("/");
    return this.#page;
  }
}

/**
 * Holds the place of a tab that is writing an index, so that no other is written: each takes the start of a second
 * DuckDB-Wasm, and all are forgotten before the next test. Tests of keeping have contexts of their own.
 */
function standInForWriter(lock: string): void {
  void navigator.locks.request(lock, () => new Promise(() => {}));
}

/** Empties a database of the app: the list of recent datasets with the indexes that are kept of them, or marks. True when it held any. */
async function empty(page: Page, name: "loupe-kept" | "loupe"): Promise<boolean> {
  return page.evaluate(async (name) => {
    // One that is not there would be made, and without its stores.
    if (!(await indexedDB.databases()).some((database) => database.name === name)) return false;
    return new Promise<boolean>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const database = opening.result;
        const transaction = database.transaction([...database.objectStoreNames], "readwrite");
        let held = 0;
        for (const store of database.objectStoreNames) {
          const counting = transaction.objectStore(store).count();
          counting.onsuccess = () => {
            held += counting.result;
          };
          transaction.objectStore(store).clear();
        }
        transaction.oncomplete = () => {
          database.close();
          resolve(held > 0);
        };
      };
    });
  }, name);
}

/** Forgets the theme, columns, widths, how to read. True when the page may go on by them until it is loaded anew. */
function forgetChoices(page: Page): Promise<boolean> {
  return page.evaluate((lookedUp) => {
    const keys = [localStorage, sessionStorage].flatMap((storage) => Object.keys(storage));
    localStorage.clear();
    sessionStorage.clear();
    return keys.some((key) => key.startsWith("loupe:") && !new RegExp(lookedUp).test(key));
  }, LOOKED_UP.source);
}
