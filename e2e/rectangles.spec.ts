import { middleOf } from "./support/middle-of";
import { expect, test } from "./support/workbench";

test("a rectangle of two numbers is brushed, by mouse and by keyboard", async ({ workbench, page }) => {
  // Each pair of 0 to 9 and 0 to 9 ten times.
  const records = Array.from({ length: 1000 }, (_, index) => ({
    id: `r${index}`,
    wide: index % 10,
    tall: Math.floor(index / 10) % 10,
    label: index % 3 === 0 ? "third" : "other",
  }));
  await workbench.openRecords("pairs.jsonl", records);
  await workbench.indexed();
  await workbench.openOverview();
  const add = async (against: string) => {
    await page.getByRole("button", { name: "Add chart" }).click();
    await page.getByRole("combobox", { name: "Field" }).selectOption({ label: "tall" });
    await page.getByRole("combobox", { name: "Against" }).selectOption({ label: `against ${against}` });
    await page.getByRole("button", { name: "Add", exact: true }).click();
  };
  await add("wide");
  const figure = workbench.figure("tall by wide");
  const cell = (tall: number, wide: number) =>
    figure.getByRole("gridcell", { name: new RegExp(`^${tall}, ${wide}, `) });
  const selected = figure.getByRole("gridcell", { selected: true });
  await expect(cell(0, 0)).toHaveAccessibleName("0, 0, 10 of 1,000 rows, 1.0%");

  await test.step("a drag paints it while the button is held, and sets both fields", async () => {
    await figure.scrollIntoViewIfNeeded();
    await page.mouse.move(...(await middleOf(cell(6, 5))));
    await page.mouse.down();
    await page.mouse.move(...(await middleOf(cell(3, 2))), { steps: 8 });
    await expect(workbench.rowsInView).toHaveText("160 of 1,000 rows");
    await expect(workbench.chips).toHaveText(["tall from 3 to 6", "wide from 2 to 5"]);
    expect(page.url()).not.toContain("f=");
    await page.mouse.up();
    await expect(page).toHaveURL(/f=tall~between~3~6&f=wide~between~2~5/);
    await expect(workbench.rowsInView).toHaveText("160 of 1,000 rows");
    await expect(selected).toHaveCount(16);
    // The charts of the fields mark the same.
    await expect(workbench.figure("tall").getByRole("option", { selected: true })).toHaveCount(4);
  });

  await test.step("Escape gives a drag up, and nothing is picked", async () => {
    await page.mouse.move(...(await middleOf(cell(0, 0))));
    await page.mouse.down();
    await page.mouse.move(...(await middleOf(cell(1, 8))), { steps: 8 });
    await expect(workbench.rowsInView).toHaveText("180 of 1,000 rows");
    await page.keyboard.press("Escape");
    await expect(workbench.rowsInView).toHaveText("160 of 1,000 rows");
    await page.mouse.up();
    await expect(workbench.chips).toHaveText(["tall from 3 to 6", "wide from 2 to 5"]);
  });

  await test.step("Alt cuts a cell out, Shift gives it back and adds another", async () => {
    await cell(4, 4).click({ modifiers: ["Alt"] });
    await expect(workbench.rowsInView).toHaveText("150 of 1,000 rows");
    await expect(selected).toHaveCount(15);
    await cell(4, 4).click({ modifiers: ["Shift"] });
    await expect(workbench.rowsInView).toHaveText("160 of 1,000 rows");
    await cell(9, 9).click({ modifiers: ["Shift"] });
    await expect(workbench.rowsInView).toHaveText("170 of 1,000 rows");
    await expect(selected).toHaveCount(17);
    await cell(4, 4).click({ modifiers: ["Shift"] });
    await expect(workbench.rowsInView).toHaveText("160 of 1,000 rows");
    await expect(selected).toHaveCount(16);
  });

  await test.step("its table counts what the map does, and the facets of both fields tell of the cells", async () => {
    const asTable = figure.getByRole("switch", { name: "Show as table" });
    await asTable.click();
    await expect(figure.getByRole("columnheader")).toHaveText(["tall", "wide", "rows in view", "%", "rows"]);
    await expect(figure.getByRole("row").nth(1).getByRole("cell")).toHaveText(["0", "0", "10", "1.00", "10"]);
    await expect(figure).toContainText("without its own filter");
    await asTable.click();
    const clear = { name: /^Clear tall with wide is / };
    await expect(workbench.facet("wide").getByRole("button", clear)).toBeVisible();
    await workbench.facet("tall").getByRole("button", clear).click();
    await expect(workbench.rowsInView).toHaveText("1,000 of 1,000 rows");
    await expect(page.getByRole("button", clear)).toHaveCount(0);
  });

  await test.step("Shift and arrows draw one by keyboard", async () => {
    await cell(2, 8).focus();
    await page.keyboard.press("Shift+ArrowRight");
    await expect(workbench.chips).toHaveText(["tall is 2", "wide from 8 to 9"]);
    // The line ends here.
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    await expect(workbench.chips).toHaveText(["tall from 2 to 4", "wide from 8 to 9"]);
    await expect(workbench.rowsInView).toHaveText("60 of 1,000 rows");
    await page.keyboard.press("Escape");
    await expect(workbench.rowsInView).toHaveText("1,000 of 1,000 rows");
    await cell(2, 8).focus();
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowLeft");
    await expect(workbench.chips).toHaveText(["tall from 2 to 4", "wide from 7 to 8"]);
    // Enter says that it is done, and picks nothing else.
    await page.keyboard.press("Enter");
    await expect(workbench.chips).toHaveText(["tall from 2 to 4", "wide from 7 to 8"]);
    await expect(selected).toHaveCount(6);
    await page.getByRole("button", { name: "Clear all" }).click();
  });

  await test.step("numbers against values are brushed too", async () => {
    await add("label");
    const mixed = workbench.figure("tall by label");
    await expect(mixed.getByRole("gridcell").first()).toBeVisible();
    await mixed.getByRole("gridcell", { name: /^2, other, / }).focus();
    await page.keyboard.press("Shift+ArrowDown");
    await expect(workbench.chips).toHaveText(["tall from 2 to 3", "label is other"]);
    const wanted = records.filter(
      ({ tall, label }) => label === "other" && (tall === 2 || tall === 3),
    ).length;
    await expect(workbench.rowsInView).toHaveText(`${wanted} of 1,000 rows`);
  });
});
