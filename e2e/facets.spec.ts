import { NativeFacts } from "./fixtures/native-facts";
import { isOnScreen } from "./support/on-screen";
import { recordsOf } from "./support/read-records";
import { rowWords } from "./support/row-words";
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

test("values that begin alike are told apart where there is no room for them", async ({
  workbench,
  page,
}) => {
  const ends = ["chemistry", "chess", "cooking"];
  const names = ends.map((end) => `mixtures/deduplicated-and-filtered-subset-of-${end}`);
  await workbench.openRecords(
    "sources.jsonl",
    Array.from({ length: 30 }, (_, id) => ({ id, source: names[id % 3], prompt: "Why?", reply: "So." })),
  );
  await workbench.expectInView(30, 30);
  const facet = await workbench.unfold("source");
  for (const [at, name] of names.entries()) {
    const box = facet.getByRole("checkbox", { name: `${name}, 10`, exact: true });
    await expect(box).toBeVisible();
    expect(await isOnScreen(box.locator(".."), ends[at] ?? "")).toBe(true);
  }
  // The keyboard has no title to hover over.
  await facet.getByRole("checkbox").first().focus();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("tooltip")).toHaveText(names[1] ?? "");
  await page.keyboard.press("Shift+Tab");
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
    await expect(crossed).toHaveAccessibleDescription("left out");
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
  await workbench.typeBound("length", "From", "sixty");
  await expect(from).toHaveAttribute("aria-invalid", "true");
  await expect(range.getByRole("alert")).toHaveText("Not a number");
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

test("dates have a range, and a field without a choice says why and can still be filtered", async ({
  workbench,
  page,
}) => {
  const days = ["2024-01-05", "2024-01-31", "2024-02-01", "2024-02-29", "2024-03-01", "2024-12-24"];
  const records = days.map((day, row) => ({
    kind: row % 2 === 0 ? "even" : "odd",
    day,
    at: `${day}T12:00:00Z`,
    score: row === 3 ? null : 5,
    nothing: null,
    messages: [{ role: "user", content: `day ${day}` }],
  }));
  await workbench.openRecords("days.jsonl", records);
  await workbench.expectInView(6, 6);

  const range = (await workbench.unfold("day")).getByRole("group", { name: "day range" });
  await expect(range.getByRole("textbox", { name: "From" })).toHaveAttribute("placeholder", "2024-01-05");
  await workbench.typeBound("day", "From", "2024-02-01");
  await workbench.expectInView(4, 6);
  await workbench.typeBound("day", "To", "2024-02-29");
  await workbench.expectInView(2, 6);
  await expect(workbench.chips).toHaveText([/day from 2024-02-01 to 2024-02-29/]);
  await workbench.typeBound("day", "To", "soon");
  await expect(range.getByRole("textbox", { name: "To" })).toHaveAttribute("aria-invalid", "true");
  await expect(range.getByRole("alert")).toHaveText(/^Not a date, such as 2024/);
  await page.getByRole("button", { name: "Clear all", exact: true }).click();
  await workbench.expectInView(6, 6);
  const at = (await workbench.unfold("at")).getByRole("group", { name: "at range" });
  await at.getByRole("slider", { name: "minimum" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(workbench.rowsInView).toHaveText(/^[1-5] of 6 rows$/);
  await page.getByRole("button", { name: "Clear all", exact: true }).click();

  const score = await workbench.unfold("score");
  await expect(score).toContainText("Every row with a value has 5");
  await workbench.typeBound("score", "From", "5");
  await workbench.expectInView(5, 6);
  await expect(score).toContainText("Every row with a value has 5");
  await page.getByRole("button", { name: "Clear all", exact: true }).click();
  const nothing = await workbench.unfold("nothing");
  await expect(nothing).toContainText("No value in any row");
  // What offers no choice stands after what does.
  const places = await Promise.all(
    ["kind", "nothing"].map(async (name) => (await workbench.facet(name).boundingBox())?.y ?? 0),
  );
  expect(places[0]).toBeLessThan(places[1] ?? 0);

  await test.step("where no row matches, each filter says what it keeps out", async () => {
    await workbench.tick("kind", "odd");
    await workbench.typeBound("day", "From", "2024-03-01");
    await workbench.typeBound("day", "To", "2024-03-01");
    await workbench.expectInView(0, 6);
    const causes = page.getByRole("list", { name: "Rows without each filter" }).getByRole("listitem");
    await expect(causes).toHaveText([
      /kind is odd.*3 rows? without it|day .*3 rows without it/,
      /1 row without it/,
    ]);
    await expect(causes.first()).toContainText("day");
    await workbench.searchFor("no day is called that");
    await expect(causes).toHaveCount(3);
    await expect(page.getByText(/No single one is at fault/)).toBeVisible();
    await page.getByRole("button", { name: "Remove messages contain “no day is called that”" }).click();
    await expect(causes).toHaveCount(2);
    await page.getByRole("button", { name: "Remove kind is odd" }).click();
    await workbench.expectInView(1, 6);
    await expect(causes).toHaveCount(0);
  });
});

test("a column gets another role by hand, and the link keeps it", async ({ workbench, page }) => {
  await workbench.goTo(`/browse?src=data:${IPW}`);
  await workbench.expectInView(300, 300);
  const teacher = workbench.facet("teacher_model");
  const group = teacher.getByRole("switch", { name: "Group by model" });
  await expect(group).toBeVisible();

  const roles = page.getByRole("button", { name: "Column roles" });
  await roles.click();
  await page.getByRole("button", { name: "Teacher model: teacher_model" }).click();
  await page.getByRole("menuitemcheckbox", { name: "teacher_model", exact: true }).click();
  await page.keyboard.press("Escape");
  // Changes are read for once, together; one that is not applied stays where it was made.
  await expect(page.getByRole("button", { name: "Apply 1 change", exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(group).toBeVisible();
  await roles.click();
  await page.getByRole("button", { name: "Source: source_dataset" }).click();
  await page.getByRole("menuitemcheckbox", { name: "teacher_model", exact: true }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Cost: total_cost_usd" }).click();
  await page.getByRole("menuitemcheckbox", { name: "total_cost_usd", exact: true }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Cost as found" }).click();
  await page.getByRole("button", { name: "Apply 2 changes" }).click();
  // A column like any other: its facet steps back, and its values are no models.
  await expect(group).toHaveCount(0);
  await expect(await workbench.value("teacher_model", "vllm:kimi-k2@8001")).toBeVisible();
  await expect(group).toHaveCount(0);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await workbench.expectInView(300, 300);

  const link = await workbench.copyLink();
  await page.goto(link);
  await workbench.expectInView(300, 300);
  await expect(workbench.notices).toHaveCount(0);
  await roles.click();
  await expect(page.getByRole("button", { name: "Source: source_dataset, teacher_model" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Teacher model: no column" })).toBeVisible();
  await page.getByRole("button", { name: "Teacher model as found" }).click();
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("button", { name: "Teacher model as found" }).click();
  await page.getByRole("button", { name: "Source as found" }).click();
  await page.getByRole("button", { name: "Apply 2 changes" }).click();
  await expect(group).toBeVisible();
  await workbench.expectInView(300, 300);
  expect(decodeURIComponent(new URL(page.url()).search)).toBe(`?src=data:${IPW}`);

  await workbench.goTo("/browse?src=data:tulu1-human-eval.jsonl");
  await workbench.expectInView(996, 996);
  await roles.click();
  await page.getByRole("button", { name: /^Teacher model: / }).click();
  await expect(page.getByRole("menuitemcheckbox", { name: "models", exact: true })).toBeVisible();
});
