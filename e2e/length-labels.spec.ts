import type { Locator } from "@playwright/test";
import { NativeFacts } from "./fixtures/native-facts";
import { middleOf } from "./support/middle-of";
import { recordsOf } from "./support/read-records";
import { rowWords } from "./support/row-words";
import { sharedFile } from "./support/shared-data";
import { expect, test } from "./support/workbench";

// Lists of length labels; counts against native DuckDB or plain code on the same file.

const MLT = "shapes/tulu3-mlt-shape.jsonl";

test("length labels stand in the order of their number, and match any, all or none", async ({
  workbench,
  page,
}) => {
  const labels = recordsOf(MLT).map((record) => record.mlt as string[]);
  const count = (keeps: (list: string[]) => boolean) => labels.filter(keeps).length;
  await workbench.open(MLT);
  await workbench.expectInView(300, 300);
  const facet = workbench.facet("mlt");
  const names = facet.getByRole("checkbox");
  await expect(names.first()).toHaveAccessibleName(/^\[MLT:5\], /);
  const more = facet.getByRole("button", { name: /^Show all/ });
  if (await more.isVisible()) await more.click();
  const numbers = [5, 10, 30, 50, 80, 150, 300, 500, 700, 800];
  await expect(names).toHaveCount(numbers.length);
  for (const [place, number] of numbers.entries()) {
    const rows = count((list) => list.includes(`[MLT:${number}]`));
    await expect(names.nth(place)).toHaveAccessibleName(`[MLT:${number}], ${rows}`);
  }

  const either = (list: string[]) => list.includes("[MLT:150]") || list.includes("[MLT:300]");
  const both = (list: string[]) => list.includes("[MLT:150]") && list.includes("[MLT:300]");
  await facet.getByRole("checkbox", { name: /^\[MLT:150\], / }).click();
  await facet.getByRole("checkbox", { name: /^\[MLT:300\], / }).click();
  await workbench.expectInView(count(either), 300);
  const match = facet.getByRole("combobox", { name: "Rows with" });
  await match.selectOption("all of the ticked");
  await workbench.expectInView(count(both), 300);
  await match.selectOption("none of the ticked");
  await workbench.expectInView(
    count((list) => !either(list)),
    300,
  );

  const facts = await NativeFacts.open(sharedFile(MLT));
  const counted = (condition: string) => facts.countWhere(condition);
  await test.step("Alt leaves a value out beside those that are ticked, by mouse and by keyboard", async () => {
    await match.selectOption("any of the ticked");
    await facet.getByRole("checkbox", { name: /^\[MLT:50\], / }).click({ modifiers: ["Alt"] });
    await expect(workbench.chips).toHaveText(["mlt has any of [MLT:150] or [MLT:300], none of [MLT:50]"]);
    await expect(page).toHaveURL(/f=mlt~any~%5BMLT:150%5D~%5BMLT:300%5D~!not~%5BMLT:50%5D/);
    const any = "list_has_any(mlt, ['[MLT:150]', '[MLT:300]'])";
    await workbench.expectInView(await counted(`${any} AND NOT list_contains(mlt, '[MLT:50]')`), 300);
    await expect(facet.getByRole("checkbox", { checked: true })).toHaveCount(3);
    const crossed = facet.getByRole("checkbox", { name: /^\[MLT:50\], / });
    await expect(crossed).toHaveAccessibleDescription(/^left out; [\d.]+% of all 300 rows$/);
    await facet.getByRole("checkbox", { name: /^\[MLT:500\], / }).press("Alt+Enter");
    await workbench.expectInView(
      await counted(`${any} AND NOT list_has_any(mlt, ['[MLT:50]', '[MLT:500]'])`),
      300,
    );
    await crossed.click();
    await workbench.expectInView(await counted(`${any} AND NOT list_contains(mlt, '[MLT:500]')`), 300);
  });

  await test.step("the bars of the Overview say and do the same", async () => {
    await workbench.openOverview();
    const bar = (label: string) => workbench.bar("mlt", `[MLT:${label}]`);
    const inView = async (condition: string) =>
      expect(workbench.rowsInView).toHaveText(rowWords(await counted(condition), 300));
    await expect(workbench.figure("mlt").getByRole("option", { selected: true })).toHaveCount(2);
    // One that is ticked is left out, too, and not only taken away.
    await bar("300").click({ modifiers: ["Alt"] });
    await expect(workbench.chips).toHaveText(["mlt has [MLT:150], none of [MLT:500] or [MLT:300]"]);
    await inView("list_contains(mlt, '[MLT:150]') AND NOT list_has_any(mlt, ['[MLT:500]', '[MLT:300]'])");
    await bar("300").click({ modifiers: ["Alt"] });
    await expect(workbench.chips).toHaveText(["mlt has [MLT:150], none of [MLT:500]"]);
    await bar("80").press("Alt+Enter");
    await expect(workbench.chips).toHaveText(["mlt has [MLT:150], none of [MLT:500] or [MLT:80]"]);
    await inView("list_contains(mlt, '[MLT:150]') AND NOT list_has_any(mlt, ['[MLT:500]', '[MLT:80]'])");
    await bar("500").press("Shift+Enter");
    await bar("30").press("Shift+Enter");
    await expect(workbench.chips).toHaveText(["mlt has any of [MLT:150] or [MLT:30], none of [MLT:80]"]);
    await inView("list_has_any(mlt, ['[MLT:150]', '[MLT:30]']) AND NOT list_contains(mlt, '[MLT:80]')");
    await bar("80").press("Enter");
    await expect(workbench.chips).toHaveText(["mlt has [MLT:80]"]);
  });
  facts.close();
});

test("labels in the order of their numbers are brushed, and cells of labels by their turn", async ({
  workbench,
  page,
}) => {
  const facts = await NativeFacts.open(sharedFile(MLT));
  await workbench.open(MLT);
  await workbench.indexed();
  await workbench.openOverview();
  const bar = (label: number) => workbench.bar("mlt", `[MLT:${label}]`);
  const any = (...labels: number[]) =>
    `list_has_any(mlt, [${labels.map((label) => `'[MLT:${label}]'`).join(", ")}])`;
  const inView = async (condition: string) =>
    expect(workbench.rowsInView).toHaveText(rowWords(await facts.countWhere(condition), 300));
  const all = rowWords(300, 300);
  const dragOver = async (from: Locator, to: Locator) => {
    await page.mouse.move(...(await middleOf(from)));
    await page.mouse.down();
    await page.mouse.move(...(await middleOf(to)), { steps: 6 });
  };
  const links = (pattern: RegExp) => expect(page).toHaveURL(pattern);

  await test.step("a drag shows what it draws, and Escape gives it up", async () => {
    await workbench.figure("mlt").scrollIntoViewIfNeeded();
    await dragOver(bar(30), bar(150));
    await inView(any(30, 50, 80, 150));
    await expect(workbench.chips).toHaveText(["mlt has any of [MLT:30], [MLT:50], [MLT:80] or [MLT:150]"]);
    expect(page.url()).not.toContain("f=");
    await page.keyboard.press("Escape");
    await page.mouse.up();
    await expect(workbench.rowsInView).toHaveText(all);
    await expect(workbench.chips).toHaveCount(0);
    await dragOver(bar(30), bar(150));
    await page.mouse.up();
    await links(/f=mlt~any~%5BMLT:30%5D~%5BMLT:50%5D~%5BMLT:80%5D~%5BMLT:150%5D&/);
    await inView(any(30, 50, 80, 150));
    await expect(workbench.figure("mlt").getByRole("option", { selected: true })).toHaveCount(4);
  });

  await test.step("a drag with Shift adds labels, one with Alt leaves them out", async () => {
    await page.keyboard.down("Shift");
    await dragOver(bar(5), bar(10));
    await page.mouse.up();
    await page.keyboard.up("Shift");
    await inView(any(5, 10, 30, 50, 80, 150));
    await page.keyboard.down("Alt");
    await dragOver(bar(80), bar(300));
    await page.mouse.up();
    await page.keyboard.up("Alt");
    await expect(workbench.chips).toHaveText([
      "mlt has any of [MLT:30], [MLT:50], [MLT:5] or [MLT:10], none of [MLT:80], [MLT:150] or [MLT:300]",
    ]);
    await inView(`${any(5, 10, 30, 50)} AND NOT ${any(80, 150, 300)}`);
    await page.getByRole("button", { name: "Remove filter" }).click();
  });

  await test.step("Shift and arrows draw the same by keyboard", async () => {
    await bar(30).focus();
    for (let step = 0; step < 3; step++) await page.keyboard.press("Shift+ArrowRight");
    await inView(any(30, 50, 80, 150));
    await page.keyboard.press("Escape");
    await expect(workbench.rowsInView).toHaveText(all);
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Enter");
    await links(/f=mlt~any~%5BMLT:150%5D~%5BMLT:300%5D&/);
    await inView(any(150, 300));
    await page.getByRole("button", { name: "Remove filter" }).click();
  });

  const turns = workbench.figure("mlt by turn");
  const at = (place: string, label: number) =>
    turns.getByRole("gridcell", { name: new RegExp(`^${place}, \\[MLT:${label}\\], `) });
  const isAt = (...places: number[]) =>
    places
      .map((place) => `coalesce(mlt[${place}] IN ('[MLT:30]', '[MLT:50]', '[MLT:80]'), false)`)
      .join(" OR ");

  await test.step("a rectangle of cells is named by its sides in the link", async () => {
    await turns.scrollIntoViewIfNeeded();
    await dragOver(at("2nd", 80), at("1st", 30));
    await inView(isAt(1, 2));
    await expect(workbench.chips).toHaveText([
      "mlt has [MLT:30] at place 1, [MLT:50] at place 1, [MLT:80] at place 1 or 3 more",
    ]);
    await page.mouse.up();
    await links(/f=mlt~at~!2by3~1~2~%5BMLT:30%5D~%5BMLT:50%5D~%5BMLT:80%5D&/);
    await inView(isAt(1, 2));
    await expect(turns.getByRole("gridcell", { selected: true })).toHaveCount(6);
    const words = new URL(page.url()).searchParams.get("f") ?? "";
    await page.goto(`/browse?src=data:${MLT}&f=${encodeURIComponent(words)}&tab=overview`);
    await workbench.indexed();
    await expect(turns.getByRole("gridcell", { selected: true })).toHaveCount(6);
    await inView(isAt(1, 2));
  });

  await test.step("it is drawn by keyboard, and a cell of it left out", async () => {
    await at("1st", 30).focus();
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    await inView(isAt(1));
    await page.keyboard.press("Escape");
    await inView(isAt(1, 2));
    await at("1st", 50).press("Alt+Enter");
    await inView(`(${isAt(1, 2)}) AND NOT coalesce(mlt[1] = '[MLT:50]', false)`);
    await expect(turns.getByRole("gridcell", { selected: true })).toHaveCount(5);
  });
  facts.close();
});
