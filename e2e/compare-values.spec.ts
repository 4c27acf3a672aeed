import { openComparedPair } from "./support/compared-pair";
import { expect, test } from "./support/workbench";

test("two files are compared by their values, in charts of both", async ({ workbench, page }) => {
  const { rows } = await openComparedPair(workbench);
  const { compare } = workbench;

  await test.step("values stand side by side, the largest difference first", async () => {
    const parts = compare.getByRole("navigation", { name: "Parts of the comparison" });
    await expect(parts.getByRole("link")).toHaveText(["Records", "Fields", "Values", "Duplicates"]);
    await parts.getByRole("link", { name: "Values" }).press("Enter");
    await expect(compare.getByRole("region", { name: "Values" })).toBeFocused();
    await expect(compare.getByRole("region", { name: "Values" })).toBeInViewport();
    const category = compare.getByRole("figure", { name: "category" });
    await category.scrollIntoViewIfNeeded();
    await expect(
      category.getByRole("option", {
        name: /^Elsewhere: A 0 of 44\d rows, 0%; B 2 of 44\d rows, 0\.45%; difference \+0\.45 pp, only in B$/,
      }),
    ).toBeVisible();
    await compare.getByRole("combobox", { name: "Order of values" }).selectOption("count");
    const most = category.getByRole("option").first();
    await expect(most).toHaveAccessibleName(/^High School Math: A 13\d of /);
    await most.click();
    await expect(workbench.chips).toHaveText(["category is High School Math"]);
    await expect(most).toHaveAttribute("aria-selected", "true");
    await expect(category.getByRole("option")).toHaveCount(20);
    await expect(page).toHaveURL(/border=count/);
    await most.click();
    await expect(workbench.chips).toHaveCount(0);
  });

  await test.step("a drag over bins keeps what lies between", async () => {
    const tokens = compare.getByRole("figure", { name: "total_tokens" });
    await tokens.scrollIntoViewIfNeeded();
    const bins = tokens.getByRole("option");
    await bins.nth(3).scrollIntoViewIfNeeded();
    const [from, to] = [await bins.nth(1).boundingBox(), await bins.nth(3).boundingBox()];
    if (from === null || to === null) throw new Error("no bins");
    const counts = await Promise.all([1, 2, 3].map((place) => bins.nth(place).getAttribute("aria-label")));
    await page.mouse.move(from.x + 60, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x + 60, to.y + to.height / 2, { steps: 4 });
    await page.mouse.up();
    await expect(workbench.chips).toHaveText([/^total_tokens /]);
    const kept = counts.map((words) => Number(/: A ([\d,]+)/.exec(words ?? "")?.[1]?.replace(",", "")));
    const sum = kept.reduce((all, count) => all + count, 0);
    await expect(workbench.rowsInView).toHaveText(`${sum} of ${rows} rows`);
    await page.getByRole("button", { name: "Clear all" }).click();
    const sorted = tokens.getByRole("switch", { name: "Largest difference first" });
    await sorted.click();
    const points = async () => {
      const names = await bins.evaluateAll((all) => all.map((bin) => bin.getAttribute("aria-label") ?? ""));
      return names.map((name) => Number(/difference [+−]?<?([\d.]+) pp/.exec(name)?.[1]));
    };
    await expect.poll(async () => (await points())[0]).toBe(Math.max(...(await points())));
    await expect(page).toHaveURL(/by-difference/);
    await sorted.click();
  });

  await test.step("duplicates open on the first kind that has some", async () => {
    const kinds = compare.getByRole("toolbar", { name: "Kinds of duplicates" }).getByRole("button");
    await expect(kinds.filter({ hasText: "Same conversation" })).toContainText("conversation0 groups");
    await expect(kinds.filter({ hasText: "Same prompt" })).toHaveAttribute("aria-pressed", "true");
  });

  await test.step("a field of one side stands against nothing, and filters where A has it", async () => {
    const reviewer = compare.getByRole("figure", { name: "reviewer" });
    await reviewer.scrollIntoViewIfNeeded();
    await expect(reviewer).toContainText("only in B");
    const kim = reviewer.getByRole("option", {
      name: `kim: A 0 rows; B ${rows - 3} of ${rows - 3} rows, 100%; difference +100.00 pp, only in B`,
    });
    await expect(kim).toBeDisabled();
    const source = compare.getByRole("figure", { name: "source_dataset" });
    await source.scrollIntoViewIfNeeded();
    await expect(source).toContainText("only in A");
    await expect(source.getByRole("option").first()).toHaveAccessibleName(/; B 0 rows; difference −/);
    // Far from what is seen nothing is counted anew: numbers of the view before fade, until one looks at them.
    await expect(reviewer).toHaveAttribute("data-behind", "false");
    await compare.evaluate((scrolled) => scrolled.scrollTo(0, 0));
    await workbench.tick("teacher_model", "anthropic:claude-sonnet");
    await expect(workbench.recordKind("Same in the fields both have")).toContainText("have7");
    await expect(reviewer).toHaveAttribute("data-behind", "true");
    await reviewer.scrollIntoViewIfNeeded();
    await expect(reviewer).toHaveAttribute("data-behind", "false");
    await page.getByRole("button", { name: "Clear all" }).click();
  });

  await test.step("the overview shows both in every chart, and its bars filter both", async () => {
    await page.getByRole("tab", { name: "Overview" }).click();
    const names = page.getByRole("region", { name: "Compared" });
    await expect(names).toContainText("second.jsonl");
    const category = workbench.figure("category");
    const elsewhere = category.getByRole("option", { name: /^Elsewhere: A 0 of 44\d rows, 0%; B 2 of / });
    await expect(elsewhere).toHaveCount(0);
    await names.getByRole("combobox", { name: "Order of values" }).selectOption("difference");
    await expect(elsewhere).toBeVisible();
    await category.getByRole("switch", { name: "Show as table" }).click();
    const table = category.getByRole("table", { name: "category" });
    await expect(table.getByRole("row", { name: /^Elsewhere 0 0\.00 2 0\.45 \+0\.45$/ })).toBeVisible();
    const turns = workbench.figure("num_turns").getByRole("option");
    await turns.first().focus();
    await page.keyboard.press("Enter");
    await expect(workbench.chips).toHaveText(["num_turns is 1"]);
    await expect(turns.first()).toHaveAttribute("aria-selected", "true");
    await expect(names).toContainText("first.jsonl num_turns is 1");
    await page.keyboard.press("Enter");
    await expect(workbench.chips).toHaveCount(0);
    const steps = workbench.figure("tools: what follows what").getByRole("gridcell");
    await expect(steps.first()).toHaveAccessibleName(
      /, then .*: A [\d,]+ of [\d,]+ steps, .*%; B [\d,]+ of [\d,]+ steps, .*%; difference /,
    );
    // A map has a list of its cells.
    await workbench
      .figure("tools: what follows what")
      .getByRole("switch", { name: "Largest difference first" })
      .click();
    const cells = workbench.figure("tools: what follows what").getByRole("listbox").getByRole("option");
    await expect(cells.first()).toHaveAccessibleName(/, then .*: A [\d,]+ of [\d,]+ steps, .*; difference /);
    await names.getByRole("combobox", { name: "Order of values" }).selectOption("count");
    await page.getByRole("tab", { name: "Compare" }).click();
  });
});
