import { NativeFacts } from "./fixtures/native-facts";
import { sharedFile } from "./support/shared-data";
import { expect, test } from "./support/workbench";

// Numbers on the charts against what native DuckDB counts in the same file.

const IPW = "shapes/ipw-sft-shape.jsonl";

function words(selected: number, whole: number): string {
  return `${selected.toLocaleString("en-US")} of ${whole.toLocaleString("en-US")} rows`;
}

test("bars count, filter and follow, by mouse and by keyboard, and are part of the link", async ({
  workbench,
  page,
}) => {
  const facts = await NativeFacts.open(sharedFile(IPW));
  await workbench.open(IPW);
  await workbench.expectInView(300, 300);
  await workbench.openOverview();
  await expect(page).toHaveURL(/[?&]tab=overview/);

  await test.step("every bar says its count", async () => {
    for (const { value, rows } of (await facts.countBy("category")).slice(0, 8)) {
      const bar = workbench.bar("category", value ?? "no value");
      await expect(bar).toHaveAccessibleName(new RegExp(`, ${words(rows, 300)}, [\\d.]+%$`));
    }
  });

  await test.step("a click selects, Shift adds, Alt leaves out; facets, chips and charts agree", async () => {
    await workbench.bar("category", "High School Math").click();
    await expect(workbench.rowsInView).toHaveText("117 of 300 rows");
    await expect(workbench.chips).toHaveText(["category is High School Math"]);
    await expect(await workbench.value("category", "High School Math")).toBeChecked();
    await expect(workbench.bar("category", "High School Math")).toHaveAttribute("aria-selected", "true");
    // A chart ignores its own filter; the others follow it.
    await expect(workbench.bar("category", "High School Math")).toHaveAccessibleName(/117 of 300 rows/);
    const kimi = await facts.countWhere(
      "category = 'High School Math' AND teacher_model = 'vllm:kimi-k2@8001'",
    );
    await expect(workbench.bar("teacher_model", "vllm:kimi-k2@8001")).toHaveAccessibleName(
      new RegExp(words(kimi, 117)),
    );
    await workbench.bar("category", "General Math").click({ modifiers: ["Shift"] });
    await expect(workbench.rowsInView).toHaveText("144 of 300 rows");
    await workbench.bar("category", "High School Math").click({ modifiers: ["Alt"] });
    await expect(workbench.rowsInView).toHaveText("183 of 300 rows");
    await expect(workbench.chips).toHaveText(["category is not High School Math"]);
    await workbench.bar("category", "High School Math").click({ modifiers: ["Alt"] });
    await expect(workbench.chips).toHaveCount(0);
  });

  await test.step("the keyboard does all of it", async () => {
    const first = workbench.figure("category").getByRole("option").first();
    await first.focus();
    await page.keyboard.press("Enter");
    await expect(workbench.rowsInView).toHaveText("117 of 300 rows");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+Enter");
    const [one, two] = await facts.countBy("category");
    await expect(workbench.rowsInView).toHaveText(words((one?.rows ?? 0) + (two?.rows ?? 0), 300));
    await page.keyboard.press("Home");
    await page.keyboard.press("Alt+Enter");
    await expect(workbench.rowsInView).toHaveText("183 of 300 rows");
    await page.keyboard.press("Alt+Space");
    await expect(workbench.rowsInView).toHaveText("300 of 300 rows");
  });

  await test.step("a range is brushed over a histogram, and drawn longer with Shift and arrows", async () => {
    const turns = workbench.figure("num_turns");
    const from = await workbench.bar("num_turns", "2").boundingBox();
    const to = await workbench.bar("num_turns", "4").boundingBox();
    if (from === null || to === null) throw new Error("no bars");
    await page.mouse.move(from.x + 3, from.y + 40);
    await page.mouse.down();
    await page.mouse.move(to.x + to.width / 2, to.y + 40, { steps: 6 });
    const some = await facts.countWhere("num_turns BETWEEN 2 AND 4");
    // The charts and counts follow while the button is held; the link does not yet.
    await expect(workbench.rowsInView).toHaveText(words(some, 300));
    expect(page.url()).not.toContain("num_turns");
    await page.mouse.up();
    await expect(page).toHaveURL(/f=num_turns~between~2~4/);
    await expect(workbench.rowsInView).toHaveText(words(some, 300));
    await workbench.bar("num_turns", "1").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Shift+ArrowRight");
    await expect(workbench.chips).toHaveText(["num_turns from 1 to 2"]);
    const two = await facts.countWhere("num_turns <= 2");
    await expect(workbench.rowsInView).toHaveText(words(two, 300));
    await page.keyboard.press("Home");
    await page.keyboard.press("Alt+Enter");
    await expect(workbench.rowsInView).toHaveText(words(await facts.countWhere("num_turns <> 1"), 300));
    await expect(turns.getByRole("option").first()).toHaveAttribute("aria-selected", "false");
  });

  await test.step("the link restores it", async () => {
    const link = new URL(await workbench.copyLink());
    const url = `/browse?src=data:${IPW}&${[...link.searchParams]
      .filter(([name]) => name !== "src")
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join("&")}`;
    await page.goto(url);
    await expect(page.getByRole("tab", { name: "Overview" })).toHaveAttribute("aria-selected", "true");
    await expect(workbench.rowsInView).toHaveText(words(await facts.countWhere("num_turns <> 1"), 300));
    await expect(workbench.bar("num_turns", "1")).toHaveAttribute("aria-selected", "false");
  });
  facts.close();
});
