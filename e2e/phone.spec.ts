import { devices } from "@playwright/test";
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

  await test.step("commands are reached by a button", async () => {
    await page.getByRole("button", { name: "Commands" }).tap();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectNoOverflow();
  });

  await workbench.goTo("/browse?src=sample:preference-pairs.parquet&row=1");
  await expect(workbench.record.getByRole("region", { name: "rejected" })).toBeAttached();
  await expectNoOverflow();
});
