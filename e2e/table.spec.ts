import type { Locator } from "@playwright/test";
import { holdStatements } from "./support/held-statements";
import { isOnScreen } from "./support/on-screen";
import { recordsOf } from "./support/read-records";
import { sharedFile } from "./support/shared-data";
import { expect, test, type Workbench } from "./support/workbench";

const IPW = "shapes/ipw-sft-shape.jsonl";

/** Names of the columns on the screen, in their order, without the row number. */
async function columnsOf(workbench: Workbench): Promise<string[]> {
  const names = await workbench.grid
    .getByRole("columnheader")
    .evaluateAll((cells) => cells.map((cell) => cell.querySelector("button")?.textContent ?? ""));
  return names.filter((name) => name !== "");
}

/** Header of a column, with its button, its menu and its edge. */
function headerCell(workbench: Workbench, column: string): Locator {
  const name = workbench.page.getByRole("button", { name: column, exact: true });
  return workbench.grid.getByRole("columnheader").filter({ has: name });
}

/** Cell of a row of the view, under a column's name. */
async function cell(workbench: Workbench, position: number, column: string): Promise<Locator> {
  const place = await headerCell(workbench, column).getAttribute("aria-colindex");
  return workbench.row(position).locator(`[aria-colindex="${place}"]`);
}

async function menu(workbench: Workbench, column: string, item: string): Promise<void> {
  const header = headerCell(workbench, column);
  await header.hover();
  await header.getByRole("button", { name: "Column menu" }).click();
  await workbench.page.getByRole("menuitem", { name: item }).click();
}

test("columns sort by a click, and by several keys with Shift", async ({ workbench, page }) => {
  const name = "arena-hard-v2-question.jsonl";
  const records = recordsOf(name).map(({ category, subcategory, uid }) => ({
    category: String(category),
    subcategory: String(subcategory),
    uid: String(uid),
  }));
  const bytes = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  await workbench.open(name);
  await workbench.expectInView(750, 750);

  await workbench.header("uid").click();
  const byUid = records.map((record) => record.uid).sort(bytes);
  await expect(await cell(workbench, 1, "uid")).toHaveText(byUid[0] ?? "");
  await workbench.header("uid").click();
  await expect(await cell(workbench, 1, "uid")).toHaveText(byUid.at(-1) ?? "");
  const uid = headerCell(workbench, "uid");
  await expect(uid).toHaveAttribute("aria-sort", "descending");

  await workbench.header("subcategory").click();
  await workbench.grid.getByRole("button", { name: /^uid/ }).click({ modifiers: ["Shift"] });
  await workbench.grid.getByRole("button", { name: /^uid/ }).click({ modifiers: ["Shift"] });
  const both = [...records].sort((a, b) => bytes(a.subcategory, b.subcategory) || bytes(b.uid, a.uid));
  await expect(workbench.row(1)).toContainText(both[0]?.uid ?? "");
  await expect(workbench.row(2)).toContainText(both[1]?.uid ?? "");
  expect(page.url()).toContain("sort=subcategory,-uid");
  await page.goBack();
  await expect(workbench.row(1)).toContainText(
    [...records].sort((a, b) => bytes(a.subcategory, b.subcategory) || bytes(a.uid, b.uid))[0]?.uid ?? "",
  );
});

test("the bar says by what rows are sorted, and takes it back, without moving the table", async ({
  workbench,
  page,
}) => {
  await workbench.open(IPW);
  await workbench.expectInView(300, 300);
  const top = async () => (await workbench.grid.boundingBox())?.y;
  const before = await top();
  const sort = page.getByRole("button", { name: "Do not sort" });
  await expect(sort).toHaveCount(0);
  await workbench.header("category").click();
  await workbench.header("category").click();
  await workbench.header("teacher_model").click({ modifiers: ["Shift"] });
  const words = sort.locator("..");
  await expect(words).toHaveText("by category ↓, then teacher_model ↑");
  expect(await top()).toBe(before);

  await test.step("beside an open record there is little room for it", async () => {
    await workbench.openRow(1);
    await expect(words.getByText("category", { exact: true })).toBeVisible();
    expect(await isOnScreen(words, "↓")).toBe(true);
    await expect(sort).toBeInViewport({ ratio: 1 });
    expect(await isOnScreen(workbench.rowsInView, "300 of 300 rows")).toBe(true);
    await workbench.record.getByRole("button", { name: "Close record" }).click();
  });

  // Charts have no order of rows.
  await page.getByRole("tab", { name: "Overview" }).click();
  await expect(sort).toHaveCount(0);
  await page.getByRole("tab", { name: "Table" }).click();
  await sort.click();
  await expect(sort).toHaveCount(0);
  await expect(workbench.grid).toBeFocused();
  await expect(workbench.grid.getByRole("columnheader", { name: "category" })).toHaveAttribute(
    "aria-sort",
    "none",
  );
  expect(page.url()).not.toContain("sort=");
  expect(await top()).toBe(before);
});

test("columns are hidden, pinned, moved and resized, and the table remembers it", async ({
  workbench,
  page,
}) => {
  await workbench.open(IPW);
  await workbench.expectInView(300, 300);
  const before = await columnsOf(workbench);
  expect(before.slice(0, 3)).toEqual(["sample_id", "category", "teacher_model"]);

  await menu(workbench, "category", "Hide");
  await expect(workbench.header("category")).toHaveCount(0);
  await menu(workbench, "teacher_model", "Pin to the left");
  await expect.poll(async () => (await columnsOf(workbench))[0]).toBe("teacher_model");

  const success = headerCell(workbench, "success");
  const wide = (await success.boundingBox())?.width ?? 0;
  const box = await success.boundingBox();
  if (!box) throw new Error("no column success");
  await page.mouse.move(box.x + box.width, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width + 80, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await success.boundingBox())?.width).toBeGreaterThan(wide + 60);
  const resized = (await success.boundingBox())?.width ?? 0;

  await workbench.header("success").dragTo(workbench.header("sample_id"));
  await expect
    .poll(async () => (await columnsOf(workbench)).slice(0, 3))
    .toEqual(["teacher_model", "success", "sample_id"]);

  await test.step("after a reload", async () => {
    await page.reload();
    await workbench.isAskedForFile();
    await workbench.choose(sharedFile(IPW));
    await workbench.expectInView(300, 300);
    await expect
      .poll(async () => (await columnsOf(workbench)).slice(0, 3))
      .toEqual(["teacher_model", "success", "sample_id"]);
    await expect(workbench.header("category")).toHaveCount(0);
    expect((await success.boundingBox())?.width).toBe(resized);
  });

  await test.step("the list of columns shows, finds and resets", async () => {
    await page.getByRole("button", { name: /^Columns/ }).click();
    const list = page.getByRole("list", { name: "Columns" });
    await list.getByRole("checkbox", { name: "category", exact: true }).click();
    await expect(list.getByRole("checkbox", { name: "category", exact: true })).toBeChecked();
    await page.getByRole("button", { name: "Reset", exact: true }).click();
    await page.keyboard.press("Escape");
    await expect.poll(() => columnsOf(workbench)).toEqual(before);
  });
});

test("cells are set by what they hold", async ({ workbench }) => {
  const [record] = recordsOf(IPW);
  await workbench.open(IPW);
  await workbench.expectInView(300, 300);
  await expect(await cell(workbench, 1, "teacher_model")).toHaveText(String(record?.teacher_model));
  await expect(await cell(workbench, 1, "success")).toHaveText("true");
  const turns = await cell(workbench, 1, "num_turns");
  await expect(turns).toHaveText(String(record?.num_turns));
  await expect(turns).toHaveCSS("justify-content", "flex-end");

  await workbench.open("shapes/tulu3-mlt-shape.jsonl");
  await workbench.expectInView(300, 300);
  const labels = recordsOf("shapes/tulu3-mlt-shape.jsonl")[0]?.mlt as string[];
  await expect(await cell(workbench, 1, "mlt")).toHaveText(labels.join("").replace(/[[\]]/g, ""));
  // Of three labels two have room, and none is cut in the middle.
  const longer = await cell(workbench, 2, "mlt");
  await expect(longer).toHaveText("MLT:500MLT:300+1");
  const cut = await longer.evaluate((box) => {
    const rightPx = box.getBoundingClientRect().right;
    return [...box.querySelectorAll("span")].filter(
      (span) => span.getBoundingClientRect().right > rightPx || span.scrollWidth > span.clientWidth,
    ).length;
  });
  expect(cut).toBe(0);
});

test.describe("while rows are sorted", () => {
  // What the page asks of its database is held back: another page must not be kept waiting.
  test.use({ pageStart: "new" });

  test("the page says so, and goes back to the order before on demand", async ({ workbench, page }) => {
    const name = "arena-hard-v2-question.jsonl";
    const uids = recordsOf(name).map(({ uid }) => String(uid));
    const sorted = uids.toSorted((a, b) => (a < b ? -1 : 1));
    const cancel = page.getByRole("button", { name: "Cancel sorting" });
    const statements = await holdStatements(page);
    await page.goto(`/browse?src=data:${name}`);
    await workbench.expectInView(750, 750);
    await expect(workbench.row(1)).toContainText(uids[0] ?? "");

    await test.step("by Esc, which leaves the open record open", async () => {
      await workbench.openRow(2);
      await statements.hold(/ORDER BY "uid"/);
      await workbench.header("uid").click();
      await expect(workbench.rowsInView).toHaveText("sorting 750 rows by uid");
      await expect(workbench.grid).toHaveAttribute("aria-busy", "true");
      await expect(workbench.row(1)).toContainText(uids[0] ?? "");
      await page.keyboard.press("Escape");
      await workbench.expectInView(750, 750);
      await expect(workbench.grid).toHaveAttribute("aria-busy", "false");
      await expect(headerCell(workbench, "uid")).toHaveAttribute("aria-sort", "none");
      await expect(workbench.row(1)).toContainText(uids[0] ?? "");
      await expect(workbench.record).toBeVisible();
      await expect(cancel).toHaveCount(0);
      await statements.release();
      await page.keyboard.press("Escape");
      await expect(workbench.record).toHaveCount(0);
    });

    await test.step("by a button, which leaves the sort of before", async () => {
      await workbench.header("uid").click();
      await expect(workbench.row(1)).toContainText(sorted[0] ?? "");
      await statements.hold(/ORDER BY "subcategory"/);
      await workbench.header("subcategory").click();
      await expect(workbench.rowsInView).toHaveText("sorting 750 rows by subcategory");
      await cancel.press("Enter");
      await workbench.expectInView(750, 750);
      await expect(headerCell(workbench, "uid")).toHaveAttribute("aria-sort", "ascending");
      await expect(workbench.row(1)).toContainText(sorted[0] ?? "");
      await expect(workbench.grid).toBeFocused();
      expect(page.url()).toContain("sort=uid");
      await statements.release();
    });

    await test.step("also where rows far down are looked for, back to the place that was left", async () => {
      await workbench.goTo("/browse?src=data:gsm8k-train.jsonl&sort=question");
      await workbench.expectInView(7473, 7473);
      await workbench.openRow(1);
      await workbench.grid.press("PageDown");
      await expect(workbench.row(20)).toContainText(/[a-z]/);
      await statements.hold(/CREATE TEMP TABLE view_order/);
      for (const stop of [() => page.keyboard.press("Escape"), () => cancel.click()]) {
        await workbench.grid.press("Control+End");
        await expect(workbench.rowsInView).toHaveText("sorting 7,473 rows by question");
        await expect(workbench.row(7473)).toBeVisible();
        await stop();
        await workbench.expectInView(7473, 7473);
        await expect(workbench.row(20)).toContainText(/[a-z]/);
        await expect(cancel).toHaveCount(0);
        await expect(headerCell(workbench, "question")).toHaveAttribute("aria-sort", "ascending");
        await expect(workbench.record).toBeVisible();
        await expect(workbench.grid).toBeFocused();
      }
      await statements.release();
      await workbench.grid.press("Control+End");
      await expect(workbench.row(7473)).toContainText(/[a-z]/);
    });
  });
});
