import { NativeFacts } from "./fixtures/native-facts";
import { recordsOf } from "./support/read-records";
import { sharedFile } from "./support/shared-data";
import { expect, test } from "./support/workbench";

// Counts on the screen against what native DuckDB or plain code counts in the same file.

const IPW = "shapes/ipw-sft-shape.jsonl";
const MLT = "shapes/tulu3-mlt-shape.jsonl";

test("values are ticked, excluded and counted, and a facet ignores its own filter", async ({ workbench }) => {
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
  await expect(teacher).toContainText("/ 291");

  await category.getByRole("switch", { name: "Exclude the ticked" }).click();
  await workbench.expectInView(156, 300);
  await expect(workbench.chips).toHaveText([/category is not High School Math or General Math/]);

  await workbench.tick("success", "false");
  const both = await facts.countWhere(`NOT ${kept} AND NOT success`);
  await workbench.expectInView(both, 300);
  await expect(workbench.chips).toHaveCount(2);
  facts.close();
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

test("length labels stand in the order of their number, and match any, all or none", async ({
  workbench,
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
});

test("a histogram is narrowed by its handles and by typed bounds", async ({ workbench, page }) => {
  const name = "esft-intent-messages.jsonl";
  const facts = await NativeFacts.open(sharedFile(name));
  await workbench.open(name);
  await workbench.expectInView(7280, 7280);
  const facet = await workbench.unfold("length");
  const range = facet.getByRole("group", { name: "length range" });
  const minimum = range.getByRole("slider", { name: "minimum" });
  const maximum = range.getByRole("slider", { name: "maximum" });

  await minimum.focus();
  for (let step = 0; step < 4; step++) await page.keyboard.press("ArrowRight");
  const from = range.getByRole("textbox", { name: "From" });
  await expect(from).not.toHaveValue("");
  const low = Number(await from.inputValue());
  await workbench.expectInView(await facts.countWhere(`length >= ${low}`), 7280);

  await maximum.focus();
  for (let step = 0; step < 3; step++) await page.keyboard.press("ArrowLeft");
  const to = range.getByRole("textbox", { name: "To" });
  await expect(to).not.toHaveValue("");
  const high = Number(await to.inputValue());
  await workbench.expectInView(await facts.countWhere(`length BETWEEN ${low} AND ${high}`), 7280);

  await workbench.typeBound("length", "From", "62");
  await workbench.typeBound("length", "To", "62");
  await workbench.expectInView(402, 7280);
  await expect(workbench.chips).toHaveText([/length is 62/]);
  await workbench.typeBound("length", "To", "");
  await workbench.expectInView(await facts.countWhere("length >= 62"), 7280);
  await from.fill("sixty");
  await expect(from).toHaveAttribute("aria-invalid", "true");
  facts.close();
});

test("text is filtered by what it contains, is, or lacks", async ({ workbench }) => {
  const name = "gsm8k-train.jsonl";
  const questions = recordsOf(name).map((record) => String(record.question));
  const first = questions[0] ?? "";
  const count = (keeps: (text: string) => boolean) => questions.filter(keeps).length;
  await workbench.open(name);
  await workbench.expectInView(7473, 7473);
  const facet = await workbench.unfold("question");
  const condition = facet.getByRole("combobox", { name: "Condition" });

  await workbench.typeText("question", "BAKERY");
  const withBakery = count((text) => text.toLowerCase().includes("bakery"));
  await workbench.expectInView(withBakery, 7473);
  await condition.selectOption("does not contain");
  await workbench.expectInView(7473 - withBakery, 7473);
  await condition.selectOption("is exactly");
  await workbench.typeText("question", first);
  await workbench.expectInView(
    count((text) => text === first),
    7473,
  );
  await condition.selectOption("is empty");
  await workbench.expectInView(0, 7473);
  await expect(workbench.grid.locator("..")).toContainText(/no row|nothing|match/i);
  await condition.selectOption("is not empty");
  await workbench.expectInView(7473, 7473);
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
