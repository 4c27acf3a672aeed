import type { BrowserContext, BrowserContextOptions, BrowserType, Page } from "@playwright/test";

/** Choices of the person that are looked up each time they are needed. The page holds all others in memory as well. */
const LOOKED_UP = /^loupe:(measured$|panes$|columns:)/;

/** One tab at a time writes an index that is to be kept. */
const WRITER_LOCK = "loupe:index-writer";

/**
 * How a test finds the page: at home; or new, with nothing loaded. Of a new one a test may ask that it keeps indexes, as
 * it does for a person.
 */
export type PageStart = "home" | "new" | "new-keeping";

/**
 * One page that a worker's tests use one after the other. DuckDB-Wasm starts once in it, not once for each test,
 * which is most of what a short test would cost. Between tests it goes home as a person does, by the link; a test
 * that left marks, or a choice that the page holds in memory, makes it load anew.
 *
 * Its browser has a profile on the disk, as a person's has: only there Chromium keeps the code that it compiled, and
 * from the third load on a page takes half of what it takes in a context that is thrown away.
 */
export class KeptPage {
  readonly #chromium: BrowserType;
  readonly #options: BrowserContextOptions;
  #profile: BrowserContext | null = null;
  #page: Page | null = null;
  #isKeeping = false;

  /** The options are those of the project, whatever the first test to come has of its own. */
  constructor(chromium: BrowserType, options: BrowserContextOptions) {
    this.#chromium = chromium;
    this.#options = options;
  }

  /** The page, with nothing of the tests before. */
  async take(start: PageStart): Promise<Page> {
    const profile = await this.#open();
    const page = this.#page;
    // One that keeps indexes is of no use to the tests that do without.
    if (page === null || page.isClosed() || start !== "home" || this.#isKeeping) {
      const made = await this.#make(profile, start === "new-keeping");
      if (start === "home") await made.goto("/");
      return made;
    }
    for (const other of profile.pages()) if (other !== page) await other.close();
    // What a test held back may be answered now that nobody asks any more.
    await page.unrouteAll({ behavior: "ignoreErrors" });
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

  /** A context besides, which knows nothing of the page. Whoever asks for it closes it. */
  async newContext({ isKeeping }: { isKeeping: boolean }): Promise<BrowserContext> {
    const browser = (await this.#open()).browser();
    if (browser === null) throw new Error("the browser of the kept page is not known");
    const context = await browser.newContext();
    if (!isKeeping) await context.addInitScript(standInForWriter, WRITER_LOCK);
    return context;
  }

  async close(): Promise<void> {
    await this.#profile?.close();
    this.#profile = null;
    this.#page = null;
  }

  async #open(): Promise<BrowserContext> {
    // A folder without a name is made for it, and goes when it is closed.
    this.#profile ??= await this.#chromium.launchPersistentContext("", this.#options);
    return this.#profile;
  }

  /** A new page, the only one, in a profile that holds nothing but Chromium's caches. */
  async #make(profile: BrowserContext, isKeeping: boolean): Promise<Page> {
    const page = await profile.newPage();
    for (const other of profile.pages()) if (other !== page) await other.close();
    const session = await profile.newCDPSession(page);
    const origin = this.#options.baseURL ?? "";
    await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
    await session.detach();
    if (!isKeeping) await page.addInitScript(standInForWriter, WRITER_LOCK);
    this.#page = page;
    this.#isKeeping = isKeeping;
    return page;
  }
}

/**
 * Holds the place of a tab that is writing an index, so that no other is written: each takes the start of a second
 * DuckDB-Wasm, and all are forgotten before the next test.
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
