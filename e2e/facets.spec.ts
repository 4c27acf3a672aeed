import { NativeFacts } from "./fixtures/native-facts";
import { isOnScreen } from "./support/on-screen";
import { recordsOf } from "./support/read-records";
import { sharedFile } from "./support/shared-data";
import { expect, test } from "./support/workbench";

// Counts on the screen against what native DuckDB or plain code counts in the same file.

const IPW = "shapes/ipw-sft-shape.jsonl";

test("values are ticked, excluded and counted, and a facet ignores its own filter", async ({
  workbench,
  page,
}) => {
  const facts = await NativeFacts.open(sharedFile(IPW));
  await workbench.open(IPW);
  await workbench.expectInView(300, 300);
  const category = workbench.facet("category");

  for (const { value, rows } of (await facts.countBy("category")).slice(0, 5)) {
    await expect(category.getByRole("checkbox", { name: `${value}, ${rows}`, exact: true })).toBeVisible();
  }

  await workbench.tick("category", "High School Math");
  await workbench.expectInView(117, 300);
  await workbench.tick("category", "General Math");
  await workbench.expectInView(144, 300);
  await expect(await workbench.value("category", "Open Conversations")).toHaveAccessibleName(
    "Open Conversations, 26",
  );
  const kept = "category IN ('High School Math', 'General Math')";
  const teacher = workbench.facet("teacher_model");
  const kimi = await facts.countWhere(`${kept} AND teacher_model = 'vllm:kimi-k2@8001'`);
  await expect(
    teacher.getByRole("checkbox", { name: `vllm:kimi-k2@8001, ${kimi}`, exact: true }),
  ).toBeVisible();
  // The percentage is of those rows, not of the 291, which do not stand beside it and take no room from the name.
  const shareOf = `${((kimi / 144) * 100).toFixed(1)}% of the 144 rows that the other filters leave`;
  const kimiValue = await workbench.value("teacher_model", "vllm:kimi-k2@8001");
  await expect(kimiValue).toHaveAccessibleDescription(`${shareOf}; 291 without any filter`);
  await expect(teacher.getByTitle(`${kimi} rows, ${shareOf}; 291 without any filter`)).toBeVisible();
  expect(await isOnScreen(kimiValue.locator(".."), "kimi-k2")).toBe(true);
  await expect(teacher.getByText("291 in all")).toBeHidden();
  await test.step("a wider pane has room for how many rows have a value without any filter", async () => {
    const separator = page.getByRole("separator", { name: "Width of the facets" });
    await separator.focus();
    await page.keyboard.press("End");
    await expect(teacher.getByText("291 in all")).toBeVisible();
  });

  await category.getByRole("switch", { name: "Exclude the ticked" }).click();
  await workbench.expectInView(156, 300);
  await expect(workbench.chips).toHaveText([/category is not High School Math or General Math/]);

  await workbench.tick("success", "false");
  const both = await facts.countWhere(`NOT ${kept} AND NOT success`);
  await workbench.expectInView(both, 300);
  await expect(workbench.chips).toHaveCount(2);
  facts.close();
});

test("a facet that is out of sight counts what is in view, once it is quiet", async ({ workbench, page }) => {
  const facts = await NativeFacts.open(sharedFile(IPW));
  await page.setViewportSize({ width: 1440, height: 300 });
  await workbench.open(IPW);
  await workbench.expectInView(300, 300);
  // One far down was counted, and is left.
  const source = await workbench.unfold("source_dataset");
  const all = await facts.countBy("source_dataset");
  const [first] = all;
  await expect(
    source.getByRole("checkbox", { name: `${first?.value}, ${first?.rows}`, exact: true }),
  ).toBeVisible();
  await workbench.tick("category", "High School Math");
  await workbench.expectInView(117, 300);
  const left = await facts.countWhere(`category = 'High School Math' AND source_dataset = '${first?.value}'`);
  expect(left).not.toBe(first?.rows);
  const box = source.getByRole("checkbox", { name: `${first?.value}, ${left}`, exact: true });
  await expect(box).toBeAttached();
  // Far enough away that nothing asked because it came near.
  const below = (await box.boundingBox())?.y ?? 0;
  expect(below).toBeGreaterThan(300 + 300);
  facts.close();
});

test("values that begin alike are told apart where there is no room for them", async ({
  workbench,
  page,
}) => {
  const ends = ["chemistry", "chess", "cooking"];
  const names = ends.map((end) => `mixtures/deduplicated-and-filtered-subset-of-${end}`);
  await workbench.openRecords(
    "sources.jsonl",
    Array.from({ length: 30 }, (_, id) => ({
      ...{ id, source: names[id % 3], prompt: "Why?", reply: "So." },
      family: `a-provider-of-models:claude-long-${["sonnet", "opuses", "haikus"][id % 3]}`,
    })),
  );
  await workbench.expectInView(30, 30);
  const facet = await workbench.unfold("source");
  for (const [at, name] of names.entries()) {
    const box = facet.getByRole("checkbox", { name: `${name}, 10`, exact: true });
    await expect(box).toBeVisible();
    expect(await isOnScreen(box.locator(".."), ends[at] ?? "")).toBe(true);
    // The beginning has the room that is left.
    expect(await isOnScreen(box.locator(".."), "mix")).toBe(true);
  }
  // Where the last part of a name has room, it stays whole.
  const family = (await workbench.value("family", "a-provider-of-models:claude-long-sonnet")).locator("..");
  expect(await isOnScreen(family, "claude-long-sonnet")).toBe(true);
  expect(await isOnScreen(family, "a-provider")).toBe(false);
  // The keyboard has no title to hover over.
  await facet.getByRole("checkbox").first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("tooltip")).toHaveText(names[1] ?? "");
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("tooltip")).toHaveText(names[0] ?? "");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("tooltip")).toHaveCount(0);
});

test("chips take filters away, Clear all takes all, and Ctrl+Z brings them back", async ({
  workbench,
  page,
}) => {
  await workbench.open(IPW);
  await workbench.expectInView(300, 300);
  await workbench.tick("category", "General Math");
  await workbench.expectInView(27, 300);
  await workbench.typeBound("num_turns", "From", "4");
  const records = recordsOf(IPW);
  const many = records.filter((record) => Number(record.num_turns) >= 4);
  const both = many.filter((record) => record.category === "General Math").length;
  await workbench.expectInView(both, 300);

  await page.getByRole("button", { name: /^Remove filter category/ }).click();
  await workbench.expectInView(many.length, 300);
  await page.getByRole("button", { name: "Clear all", exact: true }).click();
  await workbench.expectInView(300, 300);
  await expect(workbench.chips).toHaveCount(0);

  await workbench.grid.focus();
  await page.keyboard.press("Control+z");
  await workbench.expectInView(many.length, 300);
  await page.keyboard.press("Control+z");
  await workbench.expectInView(both, 300);
  await page.keyboard.press("Control+z");
  await workbench.expectInView(27, 300);
  await expect(await workbench.value("category", "General Math")).toBeChecked();
  await workbench.grid.focus();
  await page.keyboard.press("Control+Shift+z");
  await workbench.expectInView(both, 300);
  await page.keyboard.press("Control+y");
  await workbench.expectInView(many.length, 300);
});

test("a long facet is searched, ordered by name, and all that is found can be ticked", async ({
  workbench,
}) => {
  const name = "tulu1-human-eval.jsonl";
  const ids = recordsOf(name).map((record) => String(record.id));
  const found = new Set(ids.filter((id) => id.includes("12")));
  const rows = ids.filter((id) => found.has(id)).length;

  await workbench.open(name);
  await workbench.expectInView(996, 996);
  const facet = await workbench.unfold("id");
  await expect(facet.getByRole("button", { name: "Show all 332" })).toBeVisible();
  await facet.getByRole("button", { name: "Order by name" }).click();
  await expect(facet.getByRole("button", { name: "Order by count" })).toBeVisible();
  await facet.getByRole("searchbox", { name: "Find a value" }).fill("12");
  await facet.getByRole("button", { name: `Select all ${found.size} found` }).click();
  await workbench.expectInView(rows, 996);
  await facet.getByRole("searchbox", { name: "Find a value" }).fill("no id is called that");
  await expect(facet).toContainText("No value contains");
  await facet.getByRole("button", { name: "Clear this filter" }).click();
  await workbench.expectInView(996, 996);
});

test("problems are a facet, and teachers are grouped by their model", async ({ workbench }) => {
  await workbench.open("corrupt/message-shapes.jsonl");
  const problems = workbench.facet("problems");
  const value = problems.getByRole("checkbox").first();
  await expect(value).toBeVisible();
  const rows = Number(/, (\d+)$/.exec((await value.getAttribute("aria-label")) ?? "")?.[1]);
  await value.click();
  await workbench.expectInView(rows, 18);
  await workbench.openRow(1);
  await expect(workbench.record.getByRole("list", { name: "Problems of this record" })).toBeVisible();

  await workbench.open(IPW);
  await workbench.expectInView(300, 300);
  const teacher = workbench.facet("teacher_model");
  await teacher.getByRole("switch", { name: "Group by model" }).click();
  await workbench.tick("teacher_model", "kimi-k2");
  await workbench.expectInView(291, 300);
  await expect(teacher.getByRole("checkbox", { name: "claude-sonnet, 7", exact: true })).toBeVisible();
});
