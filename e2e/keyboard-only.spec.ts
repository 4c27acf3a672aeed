import type { Page } from "@playwright/test";
import { expect, test } from "./support/workbench";

/** Presses Tab until something with this role and name has the focus. */
async function tabTo(page: Page, role: "button" | "link" | "grid" | "checkbox" | "searchbox", name: RegExp) {
  const target = page.getByRole(role, { name }).first();
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 120; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return target;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${role} ${name}`);
}

test("a sample is opened, filtered, searched, read and linked without a mouse", async ({
  workbench,
  page,
}) => {
  await workbench.openHome();
  await tabTo(page, "link", /Agent trajectories/);
  await page.keyboard.press("Enter");
  await workbench.expectInView(67, 67);

  await test.step("filter by a facet", async () => {
    const value = await tabTo(page, "checkbox", /^Send Email|^No Tools|^High School Math/);
    const name = (await value.getAttribute("aria-label")) ?? "";
    await page.keyboard.press("Space");
    await workbench.expectInView(Number(/, (\d+)$/.exec(name)?.[1]), 67);
    await page.keyboard.press("Control+z");
    await workbench.expectInView(67, 67);
  });

  await test.step("f hides and shows the facets", async () => {
    const facets = page.getByRole("complementary", { name: "Facets" });
    await page.keyboard.press("f");
    await expect(facets).toHaveCount(0);
    await page.keyboard.press("f");
    await expect(facets).toBeVisible();
  });

  await test.step("search, and leave the box", async () => {
    await page.keyboard.press("/");
    await page.keyboard.type("jkxnp recipe");
    await expect(workbench.record).toHaveCount(0);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await expect(workbench.search).not.toBeFocused();
    await workbench.expectInView(67, 67);
  });

  await test.step("sort by the header, open and read a record", async () => {
    await tabTo(page, "grid", /^Rows$/);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await expect(workbench.grid.locator('[aria-sort="ascending"]')).toHaveCount(1);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(workbench.record).toContainText("1 of 67");
    await page.keyboard.press("j");
    await expect(workbench.record).toContainText("2 of 67");
    await page.keyboard.press("n");
    await expect(workbench.messages.first()).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(workbench.record).toHaveCount(0);
    // The message that had the focus is gone: the keyboard goes on at the row that was read.
    await expect(workbench.grid).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(workbench.record).toContainText("3 of 67");
    await workbench.record.getByRole("button", { name: "Close record" }).focus();
    await page.keyboard.press("Enter");
    await expect(workbench.record).toHaveCount(0);
    await expect(workbench.grid).toBeFocused();
  });

  await test.step("go to both ends of the table", async () => {
    const columns = Number(await workbench.grid.getAttribute("aria-colcount"));
    await page.keyboard.press("ControlOrMeta+End");
    await expect(workbench.row(67).locator(`[aria-colindex="${columns}"]`)).toHaveAttribute("data-active");
    await page.keyboard.press("ControlOrMeta+Home");
    await expect(workbench.row(1).getByRole("rowheader")).toHaveAttribute("data-active");
  });

  await test.step("commands and the list of keys", async () => {
    await page.keyboard.press("?");
    const keys = page.getByRole("dialog", { name: "Keys" });
    await expect(keys).toContainText("Search messages");
    await expect(keys).toContainText("Last row, and its last cell");
    await page.keyboard.press("Escape");
    await expect(keys).toHaveCount(0);
    await page.keyboard.press("Control+k");
    const palette = page.getByRole("dialog");
    await expect(palette.getByRole("combobox", { name: "Command" })).toBeFocused();
    await page.keyboard.type("copy link");
    await page.keyboard.press("Enter");
    await expect(palette).toHaveCount(0);
    await expect(page.getByText("Link copied").first()).toBeVisible();
    expect(await workbench.clipboard()).toContain("sample:agent-trajectories.jsonl");
  });
});

test("the values of a facet are one stop of the Tab key", async ({ workbench, page }) => {
  // Long enough that most values are not drawn.
  await workbench.openRecords(
    "kinds.jsonl",
    Array.from({ length: 60 }, (_, row) => ({
      ...{ kind: `kind ${String(row % 30).padStart(2, "0")}`, side: row % 2 === 0 ? "left" : "right" },
      messages: [{ role: "user", content: `row ${row}` }],
    })),
  );
  await workbench.expectInView(60, 60);
  const kind = await workbench.unfold("kind");
  const value = (number: string) => kind.getByRole("checkbox", { name: `kind ${number}, 2`, exact: true });
  await kind.getByRole("searchbox", { name: "Find a value" }).focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(value("00")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(value("01")).toBeFocused();
  await page.keyboard.press("End");
  await expect(value("29")).toBeFocused();
  await expect(value("29")).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await expect(value("28")).toBeFocused();
  await page.keyboard.press("Space");
  await workbench.expectInView(2, 60);
  await expect(value("28")).toBeChecked();
  await expect(value("28")).toBeFocused();

  await test.step("Tab leaves the list, and comes back to the value that it was at", async () => {
    await page.keyboard.press("Tab");
    await expect(kind.getByRole("button", { name: "Show all 30" })).toBeFocused();
    await page.keyboard.press("Shift+Tab");
    await expect(value("28")).toBeFocused();
    // Also when it was scrolled out of sight since.
    await page.keyboard.press("Tab");
    await kind.getByRole("group", { name: "Values" }).evaluate((list) => list.scrollTo(0, 0));
    await page.keyboard.press("Shift+Tab");
    await expect(value("28")).toBeFocused();
    await expect(value("28")).toBeInViewport({ ratio: 1 });
    await page.keyboard.press("Home");
    await expect(kind.getByRole("checkbox").first()).toBeFocused();
  });
});

test("the first stop of the workbench skips to the rows, or to the charts", async ({ workbench, page }) => {
  await page.goto("/browse?src=sample:length-labels.jsonl");
  await workbench.expectInView(90, 90);
  const skip = page.getByRole("link", { name: /^Skip to the/ });
  await page.keyboard.press("Tab");
  await expect(skip).toBeFocused();
  await expect(skip).toHaveText("Skip to the rows");
  await expect(skip).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Enter");
  await expect(workbench.grid).toBeFocused();
  expect(page.url()).not.toContain("#");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(workbench.record).toBeVisible();

  await page.goto("/browse?src=sample:length-labels.jsonl&tab=overview");
  await expect(workbench.bars().first()).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(skip).toHaveText("Skip to the charts");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("tabpanel").locator(":focus")).toHaveCount(1);
});

test("what has the focus shows it", async ({ workbench, page }) => {
  await page.goto("/browse?src=sample:length-labels.jsonl");
  await workbench.expectInView(90, 90);
  const unmarked: string[] = [];
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press("Tab");
    const hidden = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return null;
      // A grid marks its active cell, a slider its handle, a separator the line it draws.
      if (/^(grid|separator)$/.test(element.role ?? "") || element.matches("[type=range]")) return null;
      // A box marks the frame around it.
      const marked = [element, element.parentElement, element.nextElementSibling].some((one) => {
        if (!one) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        return outlineStyle !== "none" && outlineWidth !== "0px";
      });
      return marked ? null : `${element.tagName} ${element.ariaLabel ?? element.textContent}`;
    });
    if (hidden !== null) unmarked.push(hidden);
  }
  expect(unmarked).toEqual([]);
});

test("what shows no name tells it, to the pointer that rests there and to the keyboard", async ({
  workbench,
  page,
}) => {
  await workbench.open("arena-hard-v2-question.jsonl");
  const tip = page.getByRole("tooltip");
  const theme = page.getByRole("button", { name: "Theme" });
  const exporting = page.getByRole("button", { name: "Export" });

  await theme.hover();
  await expect(tip).toHaveText("Theme");
  // Next to a tip that is shown, another takes its place.
  await exporting.hover();
  await expect(tip).toHaveText("Export");
  // The pointer may go to the tip itself, to read it enlarged.
  await tip.hover();
  await page.waitForTimeout(400);
  await expect(tip).toHaveText("Export");
  // Who presses knows.
  await exporting.hover();
  await exporting.click();
  await expect(page.getByRole("menu")).toBeVisible();
  await expect(tip).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.mouse.move(700, 450);

  // The menu gave the focus back to its button.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  await expect(tip).toHaveText("Export");
  await page.keyboard.press("Escape");
  await expect(tip).toHaveCount(0);
  await expect(exporting).toBeFocused();

  await page.keyboard.press("Enter");
  await expect(page.getByRole("menu")).toBeVisible();
  await expect(tip).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  await expect(tip).toHaveText("Export");
});
