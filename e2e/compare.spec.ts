import { openComparedPair } from "./support/compared-pair";
import { expect, test } from "./support/workbench";

test("two files are compared record by record, and the link restores it", async ({ workbench, page }) => {
  const { first, second, rows } = await openComparedPair(workbench);
  const { compare } = workbench;

  await test.step("records are in both, changed, or in one only", async () => {
    // Each record of the second has a reviewer and lacks its source: none is the same in every field.
    await expect(workbench.recordKind("In both, the same")).toContainText("the same0");
    const inShared = workbench.recordKind("Same in the fields both have");
    await expect(inShared).toContainText(`have${rows - 5 - 4}`);
    await expect(inShared).toContainText("reviewer only in B, source_dataset only in A");
    await expect(workbench.recordKind("In both, different")).toContainText("different4");
    await expect(workbench.recordKind("Only in A")).toContainText("Only in A5");
    await expect(workbench.recordKind("Only in B")).toContainText("Only in B2");
    await expect(workbench.recordKind("Only in B")).toContainText(
      "1 id that A lacks, 1 record with an id of A",
    );
    const fields = compare.getByRole("toolbar", { name: "Fields that differ" });
    // Every other pair was read whole too, and is the same.
    await expect(fields.getByRole("button", { name: "essay 2" })).toBeVisible();
    await expect(compare.getByText("Read whole to be compared: essay")).toBeVisible();
    await expect(fields.getByRole("button", { name: "conversation 1" })).toBeVisible();
    await fields.getByRole("button", { name: "category 2" }).click();
    await expect(compare.getByRole("list", { name: "In both, different" }).getByRole("listitem")).toHaveCount(
      2,
    );
    await fields.getByRole("button", { name: "conversation 1" }).click();
  });

  await test.step("a changed record shows its difference, word by word", async () => {
    const list = compare.getByRole("list", { name: "In both, different" }).getByRole("listitem");
    await expect(list).toHaveCount(1);
    await list.getByRole("button").click();
    const reader = page.getByRole("region", { name: "Record difference" });
    const conversation = reader.getByRole("region", { name: "conversation" });
    await expect(
      conversation.getByRole("insertion").filter({ hasText: "Checked twice." }).first(),
    ).toBeVisible();
    await expect(reader.getByRole("region", { name: "reviewer" })).toContainText("kim");
    await expect(reader.getByText(/^The same in both: .*settings/)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(reader).toHaveCount(0);
    await expect(list.getByRole("button")).toBeFocused();
  });

  await test.step("the next difference is a key away, and the link has the open one", async () => {
    await compare.getByRole("toolbar", { name: "Fields that differ" }).getByRole("button").first().click();
    const items = compare.getByRole("list", { name: "In both, different" }).getByRole("button");
    await expect(items).toHaveCount(4);
    await items.nth(1).focus();
    await page.keyboard.press("Enter");
    const reader = page.getByRole("region", { name: "Record difference" });
    await expect(reader.getByText("2 of 4", { exact: true })).toBeVisible();
    await expect(compare.locator(":focus")).toHaveCount(0);
    await expect(reader.locator(":focus")).toHaveCount(1);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await expect(reader.getByText("4 of 4", { exact: true })).toBeVisible();
    await expect(items.nth(3)).toHaveAttribute("aria-current", "true");
    await expect(reader.getByRole("button", { name: "Next pair" })).toBeDisabled();
    await reader.getByRole("button", { name: "Previous pair" }).click();
    await expect(reader.getByText("3 of 4", { exact: true })).toBeVisible();
    await expect(page).toHaveURL(/records=a8-b3$/);
    // Steps are one entry of the history: back is out of the difference, forward is in it again.
    await page.goBack();
    await expect(reader).toHaveCount(0);
    await page.goForward();
    await expect(reader.getByText("3 of 4", { exact: true })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page).not.toHaveURL(/records=/);
  });

  await test.step("records of one side open too", async () => {
    await workbench.recordKind("Only in B").click();
    const onlyB = compare.getByRole("list", { name: "Only in B" }).getByRole("button");
    await expect(onlyB).toHaveCount(2);
    await expect(onlyB.filter({ hasText: "repeats an id of A" })).toHaveCount(1);
    const reader = page.getByRole("region", { name: "Record difference" });
    // It stands against the record of A whose id it repeats, of which it is a copy.
    await onlyB.filter({ hasText: "repeats an id of A" }).click();
    await expect(reader.getByRole("heading", { name: /A against B/ })).toBeVisible();
    await expect(reader.getByText(/^The same in both: conversation/)).toBeVisible();
    await onlyB.filter({ hasText: "traj_fresh" }).click();
    await expect(reader.getByRole("heading", { name: /traj_fresh only in B/ })).toBeVisible();
    await expect(reader.getByRole("region", { name: "sample_id" })).toContainText("traj_fresh");
    await reader.getByRole("button", { name: "Close difference" }).click();
    await expect(page).toHaveURL(/blist=only-b/);
    await workbench.recordKind("Only in A").click();
    await compare.getByRole("list", { name: "Only in A" }).getByRole("button").first().click();
    await expect(reader.getByRole("heading", { name: /only in A$/ })).toBeVisible();
    await page.keyboard.press("j");
    await expect(reader.getByText("2 of 5", { exact: true })).toBeVisible();
    await reader.getByRole("button", { name: "Open the record of A" }).click();
    await expect(workbench.record.getByRole("article").first()).toBeVisible();
    await page.keyboard.press("Escape");
  });

  await test.step("fields of one side only are named", async () => {
    const fields = compare.getByRole("region", { name: "Fields" });
    await expect(fields).toContainText("1 only in A, 1 only in B, 0 of different types");
    await expect(fields.getByRole("row", { name: /^source_dataset .*only in A$/ })).toBeVisible();
    await expect(fields.getByRole("row", { name: /^reviewer .*440 · 100% only in B$/ })).toBeVisible();
  });

  await test.step("a search holds for both", async () => {
    await workbench.searchFor("Checked twice.");
    await expect(workbench.recordKind("In both, the same")).toContainText("the same0");
    await expect(workbench.recordKind("Only in A")).toContainText("Only in A0");
    await expect(workbench.recordKind("Only in B")).toContainText("Only in B1");
    await expect(compare.getByText("messages contain “Checked twice.”")).toHaveCount(2);
    await workbench.searchFor("");
    await expect(workbench.recordKind("Only in B")).toContainText("Only in B2");
  });

  await test.step("filters hold for both, or for A alone; what was counted before stays until then", async () => {
    // A mutation is told before it is painted.
    await page.evaluate(() => {
      const kinds = () => document.querySelector("[aria-label='Kinds of records']");
      const blanks = { count: 0 };
      Object.assign(window, { blanks });
      new MutationObserver(() => {
        if (kinds() === null) blanks.count++;
      }).observe(document.body, { childList: true, subtree: true });
    });
    await workbench.tick("teacher_model", "anthropic:claude-sonnet");
    const kept = compare.getByRole("switch", { name: "Filters hold for B too" });
    await expect(kept).toBeChecked();
    await expect(workbench.recordKind("Same in the fields both have")).toContainText("have7");
    await kept.click();
    await expect(workbench.recordKind("Only in B")).toContainText("433");
    await kept.click();
    await expect(workbench.recordKind("Same in the fields both have")).toContainText("have7");
    expect(await page.evaluate(() => Reflect.get(window, "blanks"))).toEqual({ count: 0 });
  });

  await test.step("the link names B, asks for its file and compares again", async () => {
    await compare.getByRole("combobox", { name: "Pair records by" }).selectOption("");
    await expect(compare.getByText("Records with the same conversation")).toBeVisible();
    await compare.getByRole("combobox", { name: "Order of values" }).selectOption("count");
    await workbench.recordKind("Same in the fields both have").click();
    const pairs = compare.getByRole("list", { name: "Same in the fields both have" }).getByRole("button");
    await pairs.nth(2).click();
    const reader = page.getByRole("region", { name: "Record difference" });
    await expect(reader.getByText("3 of 7", { exact: true })).toBeVisible();
    const title = await reader.getByRole("heading", { level: 2 }).textContent();
    const link = await workbench.copyLink();
    expect(link).toContain("b=local:second.jsonl~");
    await page.goto(link);
    await workbench.isAskedForFile();
    await workbench.choose(first);
    await page.getByRole("heading", { name: "This link compares with a file of your machine" }).waitFor();
    await workbench.choose(second);
    await expect(workbench.recordKind("Same in the fields both have")).toContainText("have7");
    await expect(workbench.recordKind("Same in the fields both have")).toHaveAttribute(
      "aria-pressed",
      "true",
    );
    await expect(compare.getByRole("combobox", { name: "Pair records by" })).toHaveValue("");
    await expect(compare.getByRole("combobox", { name: "Order of values" })).toHaveValue("count");
    await expect(reader.getByText("3 of 7", { exact: true })).toBeVisible();
    await expect(reader.getByRole("heading", { level: 2 })).toHaveText(title ?? "");
    await expect(pairs.nth(2)).toHaveAttribute("aria-current", "true");
  });
});
