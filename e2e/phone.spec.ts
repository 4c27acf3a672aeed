import { writeFile } from "node:fs/promises";
import { devices } from "@playwright/test";
import { serveHeld } from "./support/held-parquet";
import { ADDRESS, bar, flagButton, note, ROWS } from "./support/marks";
import { isOnScreen } from "./support/on-screen";
import { expect, test } from "./support/workbench";

test.use({
  ownContext: true,
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  userAgent: devices["Pixel 7"].userAgent,
});

test("on a phone the panes stack, and nothing is wider than the screen", async ({ workbench, page }) => {
  const expectNoOverflow = async () => {
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  };
  await workbench.openHome();
  await expectNoOverflow();
  await page.getByRole("link", { name: /Length labels/ }).tap();
  await workbench.expectInView(90, 90);
  await expectNoOverflow();
  await expect(workbench.rowsInView).toBeInViewport({ ratio: 1 });
  expect(await workbench.rowsInView.evaluate((count) => count.scrollWidth - count.clientWidth)).toBe(0);
  await expect(page.getByRole("complementary", { name: "Facets" })).toHaveCount(0);

  await test.step("facets are a sheet", async () => {
    await page.getByRole("button", { name: "Filters", exact: true }).tap();
    const sheet = page.getByRole("dialog", { name: "Filters" });
    const value = sheet.getByRole("checkbox", { name: /^\[MLT:50\], / });
    const count = Number(/, (\d+)$/.exec((await value.getAttribute("aria-label")) ?? "")?.[1]);
    await value.tap();
    await sheet.getByRole("button", { name: "Close" }).tap();
    await expect(sheet).toHaveCount(0);
    await workbench.expectInView(count, 90);
    await expect(workbench.chips).toHaveCount(1);
    await expectNoOverflow();
  });

  await test.step("a record covers the screen, and closes again", async () => {
    await workbench.row(1).tap();
    await expect(workbench.messages.first()).toBeVisible();
    const box = await workbench.record.boundingBox();
    expect(box?.width).toBe(390);
    await expectNoOverflow();
    await workbench.record.getByRole("button", { name: "Next record" }).tap();
    await expect(workbench.record).toContainText("2 of");
    await workbench.record.getByRole("button", { name: "Close record" }).tap();
    await expect(workbench.record).toHaveCount(0);
  });

  await test.step("a tapped bar filters, and no hint stays on the chart", async () => {
    await page.getByRole("tab", { name: "Overview" }).tap();
    const hint = page.getByText(/ × its share of the dataset$/);
    const turns = workbench.figure("turns");
    await turns.scrollIntoViewIfNeeded();
    const bar = workbench.bars("turns").first();
    await bar.tap();
    await expect(workbench.chips).toHaveCount(2);
    await expect(bar).toHaveAttribute("aria-selected", "true");
    await expect(hint).toHaveCount(0);
    // The keys still tell of each mark.
    await page.keyboard.press("ArrowRight");
    await expect(hint).toHaveCount(1);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    await expect(workbench.chips).toHaveCount(1);
    await page.getByRole("tab", { name: "Table" }).tap();
  });

  await test.step("commands are reached by a button", async () => {
    await page.getByRole("button", { name: "Commands" }).tap();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectNoOverflow();
  });

  await workbench.goTo("/browse?src=sample:preference-pairs.parquet&row=1");
  await expect(workbench.record.getByRole("region", { name: "rejected" })).toBeAttached();
  await expectNoOverflow();

  await test.step("marks are set by touch, and stay on the screen", async () => {
    await workbench.goTo(`${ADDRESS}&row=1`);
    await workbench.expectInView(ROWS, ROWS);
    await expect(workbench.messages.first()).toBeVisible();
    await bar(page).getByRole("button", { name: "Star" }).tap();
    await flagButton(page, "Flag 5").tap();
    await bar(page).getByRole("button", { name: "Note" }).tap();
    await note(page).fill("Donaudampfschifffahrtsgesellschaft".repeat(12));
    await expect(bar(page).getByRole("button", { name: "Star" })).toHaveAttribute("aria-pressed", "true");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const box = await bar(page).boundingBox();
    expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 391) <= 390).toBe(true);
    await expect(workbench.messages.first()).toBeInViewport();
    await workbench.record.getByRole("button", { name: "Close record" }).tap();
    await page.getByRole("button", { name: "Filters", exact: true }).tap();
    await workbench.tick("flags", "Flag 5");
    await page.getByRole("dialog", { name: "Filters" }).getByRole("button", { name: "Close" }).tap();
    await workbench.expectInView(1, ROWS);
  });
});

test("on a phone one reads by what rows are sorted, and how many there are", async ({ workbench, page }) => {
  await page.goto("/browse?src=sample:agent-trajectories.jsonl");
  await workbench.expectInView(67, 67);
  const top = async () => (await workbench.grid.boundingBox())?.y;
  const before = await top();
  await workbench.goTo("/browse?src=sample:agent-trajectories.jsonl&sort=-total_tokens,category");
  const button = page.getByRole("button", { name: "Do not sort" });
  await expect(button).toBeInViewport({ ratio: 1 });
  expect(await isOnScreen(button.locator(".."), "↓")).toBe(true);
  await expect(button.locator("..").getByText("total_tokens", { exact: true })).toBeInViewport();
  expect(await isOnScreen(workbench.rowsInView, "67 of 67 rows")).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await top()).toBe(before);
  await button.tap();
  await expect(button).toHaveCount(0);
  expect(await top()).toBe(before);
});

test("on a phone one reads how far reading is, and of which file", async ({ workbench, page }, info) => {
  const name = "trajectories-of-all-teachers-that-were-correct-part-00017.jsonl";
  const path = info.outputPath(name);
  const text = "a reply of many words ".repeat(200);
  const lines = Array.from({ length: 2_000 }, (_, id) => JSON.stringify({ id, prompt: "Why?", text }));
  await writeFile(path, `${lines.join("\n")}\n`);
  const sizeBytes = lines.reduce((sum, line) => sum + line.length + 1, 0);
  // The first rows come, and the rest waits.
  const file = await serveHeld(page, name, path, [{ start: sizeBytes / 2, end: sizeBytes }]);
  await page.goto(`/browse?src=data:${name}`);
  const reading = page.getByRole("progressbar", { name: "Reading" });
  await expect(workbench.row(1)).toContainText("Why?");
  const progress = reading.locator("..");
  // Those on the screen, and never none of them.
  await expect(progress).toContainText(/[1-9][\d,]* rows/);
  const words = /[1-9][\d,]* rows/.exec((await progress.textContent()) ?? "")?.[0] ?? "none";
  expect(await isOnScreen(progress, words)).toBe(true);
  await expect(page.getByRole("button", { name: "Cancel", exact: true })).toBeInViewport({ ratio: 1 });
  expect(await isOnScreen(workbench.dataset, "part-00017.jsonl".slice(-14))).toBe(true);
  file.release();
  await workbench.expectInView(2_000, 2_000);
  await expect(workbench.dataset).toContainText(name);
  expect(await isOnScreen(workbench.dataset, "2,000 rows")).toBe(true);
  expect(await isOnScreen(workbench.dataset, name.slice(-14))).toBe(true);
});

test("on a phone the table stays where it is while what is said of rows grows and shrinks", async ({
  workbench,
  page,
}, info) => {
  // With the words for rows that are being read it has no room on one line, and with those of the end it has.
  const name = "right-trajectories-part-17.jsonl";
  const path = info.outputPath(name);
  const lines = Array.from({ length: 1_000 }, (_, id) =>
    JSON.stringify({ id, prompt: "Why?", text: "words ".repeat(200) }),
  );
  await writeFile(path, `${lines.join("\n")}\n`);
  const file = await serveHeld(page, name, path, [{ start: 1_000_000, end: 1_000_001 }]);
  await page.goto(`/browse?src=data:${name}`);
  await expect(workbench.dataset).toContainText("indexed so far");
  const topOfRows = async () => (await workbench.grid.boundingBox())?.y;
  const top = await topOfRows();
  file.release();
  await workbench.expectInView(1_000, 1_000);
  expect(await topOfRows()).toBe(top);
});

test("the load report says all that it says beside a table", async ({ workbench }) => {
  await workbench.open("corrupt/bad-lines.jsonl");
  await workbench.expectInView(73, 73);
  const report = await workbench.loadReport();
  for (const words of ["73 rows read · 6 lines skipped", "73 rows · 6 skipped", "bad-lines.jsonl"])
    expect(await isOnScreen(report, words)).toBe(true);
  await expect(report.getByRole("list", { name: "Files" }).getByRole("listitem")).toHaveText([
    /bad-lines.jsonl.*JSONL · .* · 73 rows · 6 skipped · \d+ blank · /,
  ]);
  await report.getByRole("button", { name: "Close load report" }).click();
});
