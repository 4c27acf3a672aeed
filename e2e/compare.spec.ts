import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateIpw } from "./fixtures/ipw";
import { recordsOf } from "./support/read-records";
import { expect, test } from "./support/workbench";

let folder = "";
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "loupe-compare-"));
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

/** Two files of one origin: the second lacks, repeats and changes some records of the first. */
async function writePair(): Promise<{ first: string; second: string; rows: number }> {
  const { deduped } = generateIpw({ scale: 0.01 });
  const first = join(folder, "first.jsonl");
  // Of a long field the index keeps 160 characters; only two records differ in it, far behind them.
  const essay = "All that was asked is answered. ".repeat(30);
  const records = Array.from(
    { length: deduped.rows },
    (_, row): Record<string, unknown> => ({
      ...deduped.record(row),
      essay,
      settings: { offset: 0 },
    }),
  );
  // Two answers to one prompt: the only thing that is there twice.
  const [one, other] = [records[20], records[21]];
  if (one === undefined || other === undefined) throw new Error("no such records");
  const answered = structuredClone(other.conversations) as { content: string }[];
  const answer = answered.at(-1);
  if (answer) answer.content = `${answer.content} Or so.`;
  one.conversations = answered;
  await writeFile(first, records.map((record) => `${JSON.stringify(record)}\n`).join(""));
  const changed = records.slice(5).map((record, place): Record<string, unknown> => {
    const { source_dataset: _, ...rest } = record;
    const next: Record<string, unknown> = { ...rest, reviewer: "kim" };
    if (place < 2) next.category = "Elsewhere";
    if (place === 1 || place === 3) next.essay = `${essay}But one thing.`;
    if (place === 2) {
      const conversations = structuredClone(record.conversations) as { content: string }[];
      const last = conversations.at(-1);
      if (last) last.content = `${last.content} Checked twice.`;
      next.conversations = conversations;
    }
    return next;
  });
  const fresh = { ...changed[8], sample_id: "traj_fresh" };
  // The same number, written otherwise.
  const lines = [...changed, changed[7], fresh].map((record) =>
    JSON.stringify(record).replace('"offset":0', '"offset":0.0'),
  );
  const second = join(folder, "second.jsonl");
  await writeFile(second, `${lines.join("\n")}\n`);
  return { first, second, rows: deduped.rows };
}

test("two files are compared by records, fields and values, and the link restores it", async ({
  workbench,
  page,
}) => {
  const { first, second, rows } = await writePair();
  await workbench.openHome();
  await workbench.choose(first);
  await workbench.expectRows(String(rows));
  await workbench.indexed();
  await workbench.compareWith(second);
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

test("a view is compared with another of the same dataset; duplicates open and filter", async ({
  workbench,
  page,
}) => {
  const name = "shapes/ipw-sft-shape.jsonl";
  const records = recordsOf(name);
  await workbench.goTo(
    `/browse?src=data:${name}&tab=compare&b=same&bf=success~in~true&f=category~in~General+Math`,
  );
  await workbench.indexed();
  const isMath = (record: Record<string, unknown>) => record.category === "General Math";
  const isGood = (record: Record<string, unknown>) => record.success === true;
  const both = records.filter((record) => isMath(record) && isGood(record)).length;
  await expect(workbench.recordKind("In both, the same")).toContainText(`the same${both}`);
  await expect(workbench.recordKind("Only in A")).toContainText(
    `Only in A${records.filter((record) => isMath(record) && !isGood(record)).length}`,
  );
  await expect(workbench.recordKind("Only in B")).toContainText(
    `Only in B${records.filter((record) => !isMath(record) && isGood(record)).length}`,
  );
  // What the sides differ by is what its own chart shows.
  const categories = workbench.compare.getByRole("figure", { name: "category", exact: true });
  await categories.scrollIntoViewIfNeeded();
  await expect(categories).toContainText("each side with its own filter");
  const inA = records.filter(isMath).length;
  await expect(categories.getByRole("option", { name: /^General Math: / })).toHaveAccessibleName(
    new RegExp(`^General Math: A ${inA} of ${inA} rows, 100%; `),
  );
  await expect(categories.getByRole("option", { name: /^General Math: / })).toHaveAccessibleDescription(
    /picked in A/,
  );
  const success = workbench.compare.getByRole("figure", { name: "success", exact: true });
  await success.scrollIntoViewIfNeeded();
  await expect(success.getByRole("option", { name: /^true: / })).toHaveAccessibleDescription(/picked in B/);
  await workbench.compare.getByRole("button", { name: "End comparison" }).click();
  await expect(
    workbench.compare.getByRole("heading", { name: "Compare this view with another" }),
  ).toBeVisible();
  await page.getByRole("button", { name: "Clear all" }).click();

  const duplicates = workbench.compare.getByRole("region", { name: "Duplicates" });
  const prompts = new Map<string, number>();
  for (const record of records) {
    const messages = record.conversations as { role: string; content: string }[];
    const prompt = messages.find((message) => message.role === "user")?.content ?? "";
    prompts.set(prompt, (prompts.get(prompt) ?? 0) + 1);
  }
  const groups = [...prompts.values()].filter((count) => count > 1).sort((a, b) => b - a);
  const inGroups = groups.reduce((sum, count) => sum + count, 0);
  const samePrompt = duplicates.getByRole("button", { name: /^Same prompt/ });
  await expect(samePrompt).toContainText(`${groups.length} groups${inGroups} rows`);
  await samePrompt.click();
  const first = duplicates.getByRole("list", { name: "Groups of duplicates" }).getByRole("listitem").first();
  await first.getByRole("button", { name: new RegExp(`^${groups[0]} rows`) }).click();
  await expect(first.getByRole("list", { name: "Rows of the group" }).getByRole("listitem")).toHaveCount(
    groups[0] ?? 0,
  );
  await first
    .getByRole("button", { name: /^Compare row/ })
    .first()
    .click();
  await expect(page.getByRole("region", { name: "Record difference" })).toContainText("first against second");
  await first.getByRole("button", { name: /^Show these/ }).click();
  await workbench.expectInView(groups[0] ?? 0, records.length);
  await expect(workbench.chips).toHaveText([/^same prompt as row [\d,]+$/]);
});
