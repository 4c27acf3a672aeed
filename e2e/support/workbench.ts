import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { sharedFile } from "./shared-data";

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

  async openHome(): Promise<void> {
    await this.page.goto("/");
  }

  /** Opens files through the file input, from wherever the page is. */
  async choose(...paths: string[]): Promise<void> {
    await this.page.getByLabel("Open files").first().setInputFiles(paths);
  }

  /** Opens files of the shared data from the home page. */
  async open(...names: string[]): Promise<void> {
    await this.openHome();
    await this.choose(...names.map(sharedFile));
  }

  /** Waits until every row is indexed. */
  async indexed(): Promise<void> {
    await this.page.waitForFunction(() => performance.getEntriesByName("loupe:indexed").length > 0);
  }

  async expectRows(count: string): Promise<void> {
    await expect(this.dataset).toContainText(`${count} row`);
    await expect(this.rowsInView).toContainText(`of ${count} row`);
  }

  facet(name: string): Locator {
    return this.page.getByRole("region", { name, exact: true });
  }

  /** Opens the record at a position of the view, 1-based, with the mouse. */
  async openRow(position: number): Promise<void> {
    await this.row(position).click();
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

export const test = base.extend<{ workbench: Workbench }>({
  workbench: async ({ page }, use) => {
    await use(new Workbench(page));
  },
});

export { expect };
