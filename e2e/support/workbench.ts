import { readFile } from "node:fs/promises";
import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { KeptPage, type PageStart } from "./kept-page";
import { sharedFile } from "./shared-data";

interface MadeFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** The workbench as a person uses it: everything is found by role and name. */
export class Workbench {
  constructor(readonly page: Page) {}

  get dataset(): Locator {
    return this.page.getByRole("status", { name: "Dataset" });
  }
  get rowsInView(): Locator {
    return this.page.getByRole("status", { name: "Rows in view" });
  }
  get grid(): Locator {
    return this.page.getByRole("grid", { name: "Rows" });
  }
  get record(): Locator {
    return this.page.getByRole("region", { name: "Record" });
  }
  get messages(): Locator {
    return this.record.getByRole("article");
  }
  get search(): Locator {
    return this.page.getByRole("searchbox", { name: "Search messages" });
  }

  /** Goes to the home page as a person does: by its link, or by its address in a page that shows none. */
  async openHome(): Promise<void> {
    const home = this.page.getByRole("heading", { name: "Your files" });
    if (await home.isVisible()) return;
    const link = this.page.getByRole("banner").getByRole("link", { name: "Loupe", exact: true });
    if (await link.isVisible()) await link.click();
    else await this.page.goto("/");
    await expect(home).toBeVisible();
  }

  /**
   * Follows a link without loading the page anew, as a link on the page and the browser's Back do: DuckDB-Wasm goes
   * on running, which is most of what a load would cost. For what a load itself does, there is `page.goto`.
   */
  async goTo(link: string): Promise<void> {
    await this.page.evaluate((address) => {
      const { pathname } = window.location;
      if (pathname === "/browse" || pathname === "/read") {
        window.history.pushState(window.history.state, "", address);
        window.dispatchEvent(new PopStateEvent("popstate", { state: window.history.state }));
        return;
      }
      // The router of Next, to which every link of the home page goes.
      const { router } = Reflect.get(window, "next") as { router: { push(address: string): void } };
      router.push(address);
    }, link);
    await this.page.waitForURL((url) => url.pathname !== "/");
  }

  /** Waits until the page of a link asks for the file that the link names. */
  async isAskedForFile(): Promise<void> {
    await expect(this.page.getByRole("heading", { name: /This link opens a file/ })).toBeVisible();
  }

  /** Opens files through the file input, from wherever the page is: those at paths, or one made in the test. */
  async choose(...files: string[] | [MadeFile]): Promise<void> {
    const [first] = files;
    const chosen = typeof first === "object" ? first : (files as string[]);
    await this.page.getByLabel("Open files").first().setInputFiles(chosen);
  }

  /** Opens records that stand in no file, as a JSONL file of that name. */
  async openRecords(name: string, records: readonly unknown[]): Promise<void> {
    await this.openHome();
    const text = records.map((record) => `${JSON.stringify(record)}\n`).join("");
    await this.page
      .getByLabel("Open files")
      .setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  }

  /** Opens files of the shared data from the home page. */
  async open(...names: string[]): Promise<void> {
    await this.openHome();
    await this.choose(...names.map(sharedFile));
  }

  /** Waits until every row is indexed: "so far" is gone. */
  async indexed(): Promise<void> {
    await expect(this.rowsInView).toHaveText(/ of [\d,]+ rows?$/, { timeout: 60_000 });
  }

  async expectRows(count: string): Promise<void> {
    await expect(this.dataset).toContainText(`${count} row`);
    await expect(this.rowsInView).toContainText(`of ${count} row`);
    // Until all rows are indexed, rows on the screen may be drawn anew under the pointer.
    await expect(this.rowsInView).not.toContainText("so far");
  }

  /** Turns to the charts, and waits until one is drawn. */
  async openOverview(): Promise<void> {
    await this.page.getByRole("tab", { name: "Overview" }).click();
    await expect(this.bars().first()).toBeVisible();
  }

  /** A chart of the overview, by the name of its field. */
  figure(name: string): Locator {
    return this.page.getByRole("figure", { name, exact: true });
  }

  /** The bars of a chart, or of all; a choice beside a chart has options of its own. */
  bars(figureName?: string): Locator {
    const figure = figureName === undefined ? this.page.getByRole("figure") : this.figure(figureName);
    return figure.getByRole("listbox").getByRole("option");
  }

  /** A bar of a chart, whatever its counts. */
  bar(figureName: string, value: string): Locator {
    const name = new RegExp(`^${escapeRegExp(value)}, [\\d,]+ of `);
    return this.bars(figureName).and(this.page.getByRole("option", { name }));
  }

  get chips(): Locator {
    return this.page.getByRole("list", { name: "Filters" }).getByRole("listitem");
  }
  get notices(): Locator {
    return this.page.getByRole("list", { name: "Notices" });
  }

  /** Rows in view of all rows, as the status says it once everything is read. */
  async expectInView(inView: number, total: number): Promise<void> {
    const words = `${inView.toLocaleString("en-US")} of ${total.toLocaleString("en-US")} rows`;
    await expect(this.rowsInView).toHaveText(words);
    await expect(this.grid).toHaveAttribute("aria-rowcount", String(inView + 1));
  }

  /** Facets stand beside the table, or in a sheet where there is no room. */
  facet(name: string): Locator {
    const panel = this.page.getByRole("complementary", { name: "Facets" });
    const sheet = this.page.getByRole("dialog", { name: "Filters" });
    return panel.or(sheet).getByRole("region", { name, exact: true });
  }

  /** The facet, unfolded and on the screen. */
  async unfold(name: string): Promise<Locator> {
    const facet = this.facet(name);
    await facet.scrollIntoViewIfNeeded();
    const title = facet.getByRole("button", { name, exact: true });
    if ((await title.getAttribute("aria-expanded")) === "false") await title.click();
    return facet;
  }

  /** The checkbox of a value of a facet, whatever its count; searched for where the facet is long. */
  async value(facetName: string, value: string): Promise<Locator> {
    const facet = await this.unfold(facetName);
    await expect(facet.getByRole("checkbox").first()).toBeVisible();
    const find = facet.getByRole("searchbox", { name: "Find a value" });
    if (await find.isVisible()) await find.fill(value);
    return facet.getByRole("checkbox", { name: new RegExp(`^${escapeRegExp(value)}, [\\d,]+$`) });
  }

  /** Ticks or unticks a value of a facet. */
  async tick(facetName: string, value: string): Promise<void> {
    await (await this.value(facetName, value)).click();
  }

  /** Types one end of a range. */
  async typeBound(facetName: string, end: "From" | "To", text: string): Promise<void> {
    const box = (await this.unfold(facetName)).getByRole("textbox", { name: end });
    await box.fill(text);
    await box.press("Enter");
  }

  /** Filters a text facet by what it contains. */
  async typeText(facetName: string, text: string): Promise<void> {
    const box = (await this.unfold(facetName)).getByRole("textbox", { name: "Text" });
    await box.fill(text);
    await box.press("Enter");
  }

  /** Searches inside messages. */
  async searchFor(text: string): Promise<void> {
    await this.search.fill(text);
    await this.search.press("Enter");
  }

  /** The link that the button copies. */
  async copyLink(): Promise<string> {
    // A word of success may still stand there from the link before.
    await this.page.evaluate(() => navigator.clipboard.writeText(""));
    await this.page.getByRole("button", { name: "Copy link", exact: true }).click();
    // The word of it goes after some seconds, so it is looked for at once.
    await expect(this.page.getByText("Link copied").first()).toBeVisible();
    await expect.poll(() => this.clipboard()).not.toBe("");
    return this.clipboard();
  }

  clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** What an export saves, as text. */
  async exportAs(kind: "Records as JSONL, unchanged" | "Columns as CSV"): Promise<string> {
    // Where a browser asks for a place to save, a test cannot answer; without the question it is a download.
    await this.page.evaluate(() => Reflect.deleteProperty(window, "showSaveFilePicker"));
    const downloading = this.page.waitForEvent("download");
    await this.page.getByRole("button", { name: "Export", exact: true }).click();
    await this.page.getByRole("menuitem", { name: kind }).click();
    return readFile(await (await downloading).path(), "utf8");
  }

  /** The dataset card of what is in view, as the clipboard gets it. */
  async copyCard(): Promise<string> {
    await this.openCard();
    const dialog = this.page.getByRole("dialog", { name: "Dataset card" });
    // It is copied as soon as it is counted; the button copies it again.
    await expect(this.page.getByText("Dataset card copied").first()).toBeVisible();
    const card = await dialog.getByRole("textbox", { name: "Markdown of the dataset card" }).inputValue();
    await expect.poll(() => this.clipboard()).toBe(card);
    await dialog.getByRole("button", { name: "Close" }).click();
    await expect(dialog).toHaveCount(0);
    return card;
  }

  async openCard(): Promise<void> {
    await this.page.getByRole("button", { name: "Export", exact: true }).click();
    await this.page.getByRole("menuitem", { name: "Copy as dataset card" }).click();
  }

  get compare(): Locator {
    return this.page.getByRole("region", { name: "Compare", exact: true });
  }

  /** Opens a file as what the view is compared with. */
  async compareWith(path: string): Promise<void> {
    await this.page.getByRole("tab", { name: "Compare" }).click();
    // The button shows the browser's own dialog, which no test can fill in; the input stands for it.
    await this.compare.getByRole("button", { name: "Another file" }).click();
    await this.choose(path);
  }

  /** How many records are of a kind, as a button that lists them. */
  recordKind(name: string): Locator {
    return this.compare
      .getByRole("toolbar", { name: "Kinds of records" })
      .getByRole("button", { name: new RegExp(`^${name}`) });
  }

  /** Button of a column that sorts by it. */
  header(name: string): Locator {
    return this.grid.getByRole("columnheader").getByRole("button", { name, exact: true });
  }

  /**
   * Opens the record at a position of the view, 1-based, with the mouse: by the number of its row, which is always in
   * sight. To click into the middle of a wide row may scroll the table sideways.
   */
  async openRow(position: number): Promise<void> {
    await this.row(position).getByRole("rowheader").click();
    await expect(this.record).toBeVisible();
  }

  /** Turns the open record to its raw text, as it stands in the file. */
  async showExactText(): Promise<void> {
    await this.page.keyboard.press("x");
    await this.record.getByRole("button", { name: "Exact text" }).click();
  }

  /** Row of the grid at a position of the view, 1-based. */
  row(position: number): Locator {
    return this.grid.locator(`[role=row][aria-rowindex="${position + 1}"]`);
  }

  /** The load report, opened when it is not. */
  async loadReport(): Promise<Locator> {
    const report = this.page.getByRole("region", { name: "Load report" });
    if (!(await report.isVisible())) await this.page.getByRole("button", { name: /load report/i }).click();
    await expect(report).toBeVisible();
    return report;
  }
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

interface TestFixtures {
  workbench: Workbench;
  /** How the test finds the page of its worker. */
  pageStart: PageStart;
  /** True for tests that need a browser context of their own: another window, emulation, or one that is watched. */
  ownContext: boolean;
}

interface WorkerFixtures {
  keptPage: KeptPage;
}

/** Tests share one page in each worker, see KeptPage, and find it at home. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  pageStart: ["home", { option: true }],
  ownContext: [false, { option: true }],
  keptPage: [
    async ({ playwright }, use, { project }) => {
      const kept = new KeptPage(playwright.chromium, project.use);
      await use(kept);
      await kept.close();
    },
    { scope: "worker" },
  ],
  page: async ({ keptPage, pageStart, ownContext }, use) => {
    if (!ownContext) return use(await keptPage.take(pageStart));
    const context = await keptPage.newContext({ isKeeping: pageStart === "new-keeping" });
    await use(await context.newPage());
    await context.close();
  },
  context: ({ page }, use) => use(page.context()),
  workbench: async ({ page }, use) => {
    await use(new Workbench(page));
  },
});

export { expect };
