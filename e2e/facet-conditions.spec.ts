import { NativeFacts } from "./fixtures/native-facts";
import { recordsOf } from "./support/read-records";
import { sharedFile } from "./support/shared-data";
import { expect, test } from "./support/workbench";

// What is typed or drawn into a facet; counts against native DuckDB or plain code on the same file.

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

test("a histogram says that its axis is logarithmic", async ({ workbench }) => {
  const records = Array.from({ length: 200 }, (_, row) => ({ tokens: 2 ** (row % 20) }));
  await workbench.openRecords("skewed.jsonl", records);
  await workbench.expectInView(200, 200);
  await expect(await workbench.unfold("tokens")).toContainText("Values on a logarithmic axis");
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
