import { writeFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { serveHeld } from "./support/held-parquet";
import { expect, test } from "./support/workbench";

/** What stands for as long keeps its place; a moment more. */
const WORKED_WITH_MS = 2000;

/** The columns that are drawn with their places and widths, and the facets in their order with which are open. */
function layoutOf(page: Page) {
  return page.evaluate(() => {
    const columns = [...document.querySelectorAll("[role=grid] [role=columnheader]")].map((header) => {
      const { left, width } = header.getBoundingClientRect();
      return `${header.textContent} ${Math.round(left)} ${Math.round(width)}`;
    });
    const facets = [...document.querySelectorAll("section h2 > button[aria-expanded]")].map(
      (button) => `${button.textContent} ${button.getAttribute("aria-expanded")}`,
    );
    return { columns, facets };
  });
}

test.describe("while a long file is read", () => {
  // The bytes of the file are held back: another page must not have them.
  test.use({ pageStart: "new" });

  test("columns and facets keep the places where they stood", async ({ workbench, page }, info) => {
    const path = info.outputPath("long.jsonl");
    // A field of one value, and one of a few that is only known as such at the end; nobody calls a tool.
    const lines = Array.from({ length: 1500 }, (_, id) =>
      JSON.stringify({
        ...{
          id: `row-${id}`,
          split: "train",
          domain: `domain ${id % 7}`,
          note: `${id} ${"words ".repeat(40)}`,
        },
        messages: [
          { role: "user", content: "Why?" },
          { role: "assistant", content: "Because. ".repeat(100) },
        ],
      }),
    );
    await writeFile(path, `${lines.join("\n")}\n`);
    const file = await serveHeld(page, "long.jsonl", path, [{ start: 1_000_000, end: 1_100_000 }]);
    await page.goto("/browse?src=data:long.jsonl");
    await expect(workbench.dataset).toContainText("indexed so far");
    await page.waitForTimeout(WORKED_WITH_MS);
    const before = await layoutOf(page);
    expect(before.columns.length).toBeGreaterThan(5);
    expect(before.facets.length).toBeGreaterThan(5);

    file.release();
    await workbench.expectInView(1500, 1500);
    // Known by now, and told where it stands.
    await expect(workbench.facet("tools")).toContainText("No value in any row");
    expect(await layoutOf(page)).toEqual(before);

    await test.step("the next time, what is known puts them in order", async () => {
      await page.reload();
      await workbench.expectInView(1500, 1500);
      await expect.poll(async () => (await layoutOf(page)).facets).not.toEqual(before.facets);
    });
  });
});
