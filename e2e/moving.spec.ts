import { readFile, writeFile } from "node:fs/promises";
import { serveHeld } from "./support/held-parquet";
import { recordsOf } from "./support/read-records";
import { expect, test } from "./support/workbench";

const NAME = "shapes/ipw-sft-shape.jsonl";
const RECORDS = recordsOf(NAME);

test("a random walk visits rows once, is in the link, and does not hang on the order", async ({
  workbench,
  page,
}) => {
  const { record } = workbench;
  await workbench.open(NAME);
  await workbench.expectInView(300, 300);
  await workbench.tick("category", "Text Classification");
  const rows = RECORDS.filter(({ category }) => category === "Text Classification");
  await workbench.expectInView(rows.length, 300);

  const title = record.getByRole("heading", { level: 2 });
  const visited: string[] = [];
  for (let step = 1; step <= rows.length; step++) {
    await page.keyboard.press("r");
    await expect(title).toContainText(`random ${step}`);
    await expect(title).toContainText(/traj_/);
    visited.push(/traj_\w{8}/.exec((await title.textContent()) ?? "")?.[0] ?? "");
  }
  expect(new Set(visited)).toEqual(new Set(rows.map(({ sample_id }) => String(sample_id))));
  expect(visited).not.toEqual(rows.map(({ sample_id }) => String(sample_id)));
  await page.keyboard.press("r");
  await expect(page.getByText(`The walk has come to all ${rows.length} rows in view`)).toBeVisible();
  await page.keyboard.press("Shift+R");
  await expect(title).toContainText(visited.at(-2) ?? "none");

  // The seed is in the link: sorted otherwise, and begun at another step, it is the same walk.
  expect(page.url()).toMatch(/walk=\d+:\d+/);
  await workbench.header("sample_id").click();
  await page.keyboard.press("Shift+R");
  await expect(title).toContainText(visited.at(-3) ?? "none");
  await page.keyboard.press("r");
  await expect(title).toContainText(visited.at(-2) ?? "none");
  // Other rows are another walk.
  await page.getByRole("button", { name: "Clear all" }).click();
  await workbench.expectInView(300, 300);
  expect(page.url()).not.toContain("walk=");
});

test("records are reached by number and id, messages and tool calls by key", async ({ workbench, page }) => {
  const { record } = workbench;
  await workbench.open(NAME);
  await workbench.expectInView(300, 300);
  const title = record.getByRole("heading", { level: 2 });
  const goTo = async (text: string) => {
    await page.keyboard.press("#");
    const box = page.getByRole("textbox", { name: "Row number or id" });
    await box.fill(text);
    return box;
  };
  await (await goTo("37")).press("Enter");
  await expect(title).toContainText(String(RECORDS[36]?.sample_id));
  await expect(title).toContainText("37 of 300");
  const id = String(RECORDS[207]?.sample_id);
  const box = await goTo(id);
  await expect(page.getByRole("button", { name: `Record with the id ${id}` })).toBeVisible();
  await box.press("Enter");
  await expect(title).toContainText("208 of 300");
  await goTo("301");
  await expect(page.getByText("No row has this number or id.")).toBeVisible();
  await page.keyboard.press("Escape");
  // While it closes it keeps all keys to itself.
  await expect(page.getByRole("textbox", { name: "Row number or id" })).toHaveCount(0);

  await test.step("in a sorted and filtered view, numbers are those of the column #", async () => {
    const isIn = (at: number) => RECORDS[at]?.category === "Text Classification";
    const rows = RECORDS.flatMap((_, at) => (isIn(at) ? [at] : []));
    const inOrder = rows.toSorted((a, b) =>
      String(RECORDS[b]?.sample_id) < String(RECORDS[a]?.sample_id) ? -1 : 1,
    );
    await workbench.tick("category", "Text Classification");
    await workbench.expectInView(rows.length, 300);
    await workbench.header("sample_id").click();
    await workbench.header("sample_id").click();
    await expect(workbench.row(1).getByRole("rowheader")).toHaveText(String((inOrder[0] ?? 0) + 1));
    const there = rows.find((at) => at > rows.length) ?? 0;
    await (await goTo(String(there + 1))).press("Enter");
    await expect(title).toContainText(String(RECORDS[there]?.sample_id));
    await expect(title).toContainText(`${inOrder.indexOf(there) + 1} of ${rows.length}`);

    const place = `Place 3 of the ${rows.length} in view`;
    await goTo("3");
    await expect(page.getByRole("button", { name: /^Row 3, as in the column #/ })).toBeVisible();
    await page.getByRole("button", { name: place }).click();
    await expect(title).toContainText(String(RECORDS[inOrder[2] ?? 0]?.sample_id));

    const gone = RECORDS.findIndex((_, at) => at > 3 && !isIn(at));
    const number = await goTo(String(gone + 1));
    const leftOut = `Row ${gone + 1}, as in the column #, left out by the filter`;
    await expect(page.getByRole("button", { name: leftOut })).toBeVisible();
    await number.press("Enter");
    await expect(title).toContainText(String(RECORDS[gone]?.sample_id));
    await expect(record).toContainText("not in view");
    await page.getByRole("button", { name: "Clear all" }).click();
    await workbench.header("sample_id").click();
    await workbench.expectInView(300, 300);
    await expect(workbench.row(1).getByRole("rowheader")).toHaveText("1");
  });

  await (await goTo("1")).press("Enter");
  await expect(title).toContainText(String(RECORDS[0]?.sample_id));
  const messages = RECORDS[0]?.conversations as { role: string; content: string }[];
  const current = record.locator("[aria-current=true][data-message]");
  await page.keyboard.press("Shift+G");
  await expect(current).toHaveAttribute("data-message", String(messages.length - 1));
  await page.keyboard.press("g");
  await expect(current).toHaveAttribute("data-message", "0");
  const calls = messages.flatMap(({ content }, at) => (/^TOOL: (?!None)/im.test(content) ? [at] : []));
  expect(calls.length).toBeGreaterThan(0);
  await page.keyboard.press("Shift+N");
  await expect(current).toHaveAttribute("data-message", String(calls[0]));

  // The focus stays in the panel, and a record that was left is where it was left.
  const body = record.locator(".reader-body");
  await page.keyboard.press("j");
  await expect(title).toContainText("2 of 300");
  await expect(body).toBeFocused();
  // Until the frame in which the browser tells of it, the panel has not moved for anybody.
  await body.evaluate(
    (element) =>
      new Promise((resolve) => {
        element.addEventListener("scroll", resolve, { once: true });
        element.scrollTo(0, 60);
      }),
  );
  await page.keyboard.press("j");
  await expect(title).toContainText("3 of 300");
  await expect.poll(() => body.evaluate((element) => element.scrollTop)).toBe(0);
  await page.keyboard.press("k");
  await expect.poll(() => body.evaluate((element) => element.scrollTop)).toBe(60);
});

test("a record stands on a page of its own, prints whole, and is copied and saved in other forms", async ({
  workbench,
  page,
}) => {
  const { record } = workbench;
  await page.goto(`/read?src=data:${NAME}&row=37`);
  await expect(record.getByRole("heading", { level: 2 })).toContainText("37 of 300");
  await expect(workbench.grid).toHaveCount(0);
  const body = record.locator(".reader-body");
  await page.keyboard.press("PageDown");
  await expect.poll(() => body.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(0);
  const messages = RECORDS[36]?.conversations as { role: string; content: string }[];

  const menu = record.getByRole("button", { name: "Copy and export record" });
  const copyAs = async (name: string) => {
    await page.evaluate(() => navigator.clipboard.writeText(""));
    await menu.click();
    await page.getByRole("menuitem", { name }).click();
    await expect.poll(() => workbench.clipboard()).not.toBe("");
    return workbench.clipboard();
  };
  expect(JSON.parse(await copyAs("Copy as JSON"))).toEqual(RECORDS[36]);
  const { messages: copied } = JSON.parse(await copyAs("Copy as OpenAI messages"));
  expect(copied.map(({ role }: { role: string }) => role)).toEqual(messages.map(({ role }) => role));
  expect(await copyAs("Copy as Markdown")).toMatch(/^## system\n/);
  expect(await copyAs("Copy as plain text")).toMatch(/^\[system\]\n/);

  await menu.click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Save as picture (PNG)" }).click();
  const png = await readFile(await (await downloading).path());
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  // Two pixels for each of 880, and as high as the record.
  expect(png.readUInt32BE(16)).toBe(1760);
  expect(png.readUInt32BE(20)).toBeGreaterThan(1200);

  // A person prints with the browser's own key, which announces it.
  await record
    .getByRole("button", { name: /^Thought, / })
    .first()
    .click();
  await expect(record.getByRole("button", { name: /^Thought, /, expanded: false })).toHaveCount(1);
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await expect(record.getByRole("button", { name: /^Thought, /, expanded: false })).toHaveCount(0);
  await expect(record.getByRole("article")).toHaveCount(messages.length);
  await expect(record.getByRole("button", { name: "Next record" })).toBeHidden();
  // What can be pressed is gone, unless it says something of the record.
  await expect(record.getByRole("combobox")).toHaveCount(0);
  await expect(record.getByRole("group", { name: "Marks" })).toBeHidden();
  const category = String(RECORDS[36]?.category);
  await expect(record.getByRole("button", { name: `category: ${category}` })).toBeVisible();
  await expect(record.getByRole("button", { name: /^assistant message 3 of 7/ })).toBeVisible();
  const isWhole = await body.evaluate(({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight + 1);
  expect(isWhole).toBe(true);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: "screen" });

  await page.keyboard.press("j");
  await expect(record.getByRole("heading", { level: 2 })).toContainText("38 of 300");
  await page.keyboard.press("Escape");
  await expect(workbench.grid).toBeFocused();
  await expect(record.getByRole("heading", { level: 2 })).toContainText("38 of 300");
  expect(page.url()).toContain("/browse?");
  await page.goBack();
  await expect(workbench.grid).toHaveCount(0);
});

test("a row that is not read yet is not denied, and opens when it is read", async ({
  workbench,
  page,
}, info) => {
  const path = info.outputPath("held.jsonl");
  const text = "many words ".repeat(400);
  const lines = Array.from({ length: 2_000 }, (_, at) => JSON.stringify({ id: `id-${at + 1}`, text }));
  await writeFile(path, `${lines.join("\n")}\n`);
  const sizeBytes = lines.reduce((sum, line) => sum + line.length + 1, 0);
  const file = await serveHeld(page, "held.jsonl", path, [{ start: sizeBytes / 2, end: sizeBytes }]);
  const { record } = workbench;
  await workbench.goTo("/browse?src=data:held.jsonl&row=1900");
  await expect(workbench.row(1)).toContainText("id-1");
  await expect(record.getByRole("heading", { level: 2 })).toHaveText("Row 1,900");
  await expect(record).toContainText(/This row is not read yet: [\d,]+ rows so far/);

  await page.keyboard.press("#");
  const box = page.getByRole("textbox", { name: "Row number or id" });
  await expect(page.getByText(/^1 to [\d,]+ so far, as in the column #$/)).toBeVisible();
  await box.fill("1,950");
  await expect(page.getByText(/^Row 1,950 is not read yet: [\d,]+ rows so far/)).toBeVisible();
  await box.fill("id-1950");
  await expect(page.getByText("No row has this number or id.")).toHaveCount(0);
  file.release();
  // What was typed is looked for again as rows come.
  await expect(page.getByRole("button", { name: "Record with the id id-1950" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(record).toContainText("1,900 of 2,000");

  await workbench.goTo("/browse?src=data:held.jsonl&row=99999999");
  await expect(workbench.notices).toContainText(
    "Row 99,999,999, which the link opens, is not in this dataset: it has 2,000 rows.",
  );
  await expect(record).toHaveCount(0);
});
