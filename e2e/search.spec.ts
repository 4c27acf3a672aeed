import { readFile, writeFile } from "node:fs/promises";
import { type ByteRange, serveHeld } from "./support/held-parquet";
import { recordsOf } from "./support/read-records";
import { sharedFile } from "./support/shared-data";
import { expect, test } from "./support/workbench";

// Matches on the screen against what plain code finds in the messages of the same file.

interface Turn {
  value?: string;
  content?: string | null;
}

function textsOf(list: unknown): string[] {
  return (list as Turn[]).map((turn) => turn.value ?? turn.content ?? "");
}

function countMatches(conversations: readonly string[][], text: string): number {
  const needle = text.toLowerCase();
  return conversations.filter((texts) => texts.some((one) => one.toLowerCase().includes(needle))).length;
}

test("text is found inside messages, in any case, and the search is part of the link", async ({
  workbench,
  page,
}) => {
  const name = "numina-cot-sharegpt.jsonl";
  const conversations = recordsOf(name).map((record) => textsOf(record.conversations));
  await workbench.open(name);
  await workbench.expectInView(1000, 1000);

  await page.keyboard.press("/");
  await expect(workbench.search).toBeFocused();
  for (const text of ["Pythagorean", "\\frac{1}{2}", "√", "no such words at all"]) {
    await workbench.searchFor(text);
    await workbench.expectInView(countMatches(conversations, text), 1000);
  }
  await expect(workbench.chips).toHaveText([/messages contain “no such words at all”/]);

  await workbench.searchFor("pythagorean");
  const found = countMatches(conversations, "Pythagorean");
  await workbench.expectInView(found, 1000);
  expect(page.url()).toContain("q=pythagorean");
  await workbench.openRow(1);
  await expect(workbench.record).toContainText(/pythagorean/i);

  await page.getByRole("button", { name: "Clear search" }).click();
  await workbench.expectInView(1000, 1000);
});

test("escaped and non-ASCII text is found as it reads, and filters join the search", async ({
  workbench,
  page,
}) => {
  const rows = [
    { kind: "a", messages: [{ role: "user", content: 'say "hi" — Grüße\tand 東京' }] },
    { kind: "b", messages: [{ role: "user", content: "caf\u00e9 \ud83d\ude00" }] },
    { kind: "a", messages: [{ role: "user", content: "nothing here" }], note: "東京" },
  ];
  // The second line has its letters escaped, as Python writes them.
  const escaped = JSON.stringify(rows[1]).replace(
    /[^ -~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  await workbench.openHome();
  await page.getByLabel("Open files").setInputFiles({
    name: "words.jsonl",
    mimeType: "application/json",
    buffer: Buffer.from(`${JSON.stringify(rows[0])}\n${escaped}\n${JSON.stringify(rows[2])}\n`),
  });
  await workbench.expectInView(3, 3);
  for (const [text, matches] of [
    ['"hi"', 1],
    ["grüße", 1],
    ["東京", 1],
    ["CAFÉ", 1],
    ["😀", 1],
    ["h", 2],
  ] as const) {
    await workbench.searchFor(text);
    await expect(workbench.chips).toHaveText([`messages contain “${text}”`]);
    await workbench.expectInView(matches, 3);
  }
  await workbench.typeText("kind", "b");
  await workbench.expectInView(0, 3);
  await page.goBack();
  await workbench.expectInView(2, 3);
});

test("Parquet and packed files are searched as well", async ({ workbench }) => {
  const questions = recordsOf("gsm8k-train.jsonl").map((record) => [String(record.question)]);
  await workbench.open("gsm8k-verl.parquet");
  await workbench.expectInView(7473, 7473);
  await workbench.searchFor("bakery");
  await workbench.expectInView(countMatches(questions, "bakery"), 7473);

  const chats = recordsOf("hh-rlhf-harmless-test.jsonl.gz").map(({ chosen, rejected }) => [
    String(chosen),
    String(rejected),
  ]);
  await workbench.open("hh-rlhf-harmless-test.jsonl.gz");
  await workbench.expectInView(2312, 2312);
  await workbench.searchFor("bicycle");
  await workbench.expectInView(countMatches(chats, "bicycle"), 2312);
});

test.describe("while a search runs", () => {
  // The bytes of the file are held back: another page must not have them.
  test.use({ pageStart: "new" });

  test("the rows of the view before fade, and their count is not the result", async ({ workbench, page }) => {
    const name = "numina-cot-sharegpt.jsonl";
    const conversations = recordsOf(name).map((record) => textsOf(record.conversations));
    const found = countMatches(conversations, "Pythagorean").toLocaleString("en-US");
    const held: ByteRange[] = [];
    const file = await serveHeld(page, name, sharedFile(name), held);
    await page.goto(`/browse?src=data:${name}`);
    await workbench.expectInView(1000, 1000);
    await expect(workbench.grid).toHaveAttribute("aria-busy", "false");
    held.push({ start: 0, end: Number.POSITIVE_INFINITY });

    await workbench.searchFor("Pythagorean");
    await expect(workbench.chips).toHaveText(["messages contain “Pythagorean”"]);
    await expect(workbench.rowsInView).toHaveText("searching… (table as before: 1,000 rows)");
    await expect(workbench.grid).toHaveAttribute("aria-busy", "true");
    await expect(workbench.grid).toHaveAttribute("aria-rowcount", "1001");
    // What would be saved now is not what is searched for.
    await page.getByRole("button", { name: "Export", exact: true }).click();
    await expect(page.getByText("Rows can be saved once the search is done")).toBeVisible();
    for (const name of ["Records as JSONL, unchanged", "Columns as CSV"])
      await expect(page.getByRole("menuitem", { name })).toBeDisabled();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("menu")).toHaveCount(0);

    file.release();
    await expect(workbench.rowsInView).toHaveText(`${found} of 1,000 rows`);
    await expect(workbench.grid).toHaveAttribute("aria-busy", "false");
    const saved = await workbench.exportAs("Records as JSONL, unchanged");
    expect(saved.trim().split("\n")).toHaveLength(Number(found));
  });

  test("what is found in the first rows is there while the others are searched", async ({
    workbench,
    page,
  }, info) => {
    const once = await readFile(sharedFile("numina-cot-sharegpt.jsonl"));
    const found = countMatches(
      recordsOf("numina-cot-sharegpt.jsonl").map((record) => textsOf(record.conversations)),
      "Pythagorean",
    );
    const path = info.outputPath("repeated.jsonl");
    await writeFile(path, Buffer.concat(Array.from({ length: 3 }, () => once)));
    const held: ByteRange[] = [];
    const file = await serveHeld(page, "repeated.jsonl", path, held);
    await page.goto("/browse?src=data:repeated.jsonl");
    await workbench.expectInView(3000, 3000);
    const firstOfAll = await workbench.row(1).textContent();
    held.push({ start: once.length, end: 3 * once.length });

    await workbench.searchFor("Pythagorean");
    await expect(workbench.rowsInView).toHaveText(/^[\d,]+ rows? found in \d+\.\d% so far$/);
    await expect(workbench.grid).toHaveAttribute("aria-busy", "false");
    await expect(workbench.row(1)).not.toHaveText(firstOfAll ?? "");
    const firstFound = await workbench.row(1).textContent();
    // What stands beside the rows is counted of the same.
    const chars = workbench.facet("chars");
    await expect(chars.getByText("so far", { exact: true })).toBeVisible();
    // Some of what is searched for would be saved now.
    await page.getByRole("button", { name: "Export", exact: true }).click();
    await expect(page.getByText("Rows can be saved once the search is done")).toBeVisible();
    await page.keyboard.press("Escape");

    file.release();
    await workbench.expectInView(3 * found, 3000);
    await expect(workbench.row(1)).toHaveText(firstFound ?? "");
    await expect(chars.getByText("so far", { exact: true })).toHaveCount(0);
  });

  test("what is found while the file is read counts so far", async ({ workbench, page }, info) => {
    const once = await readFile(sharedFile("numina-cot-sharegpt.jsonl"));
    const path = info.outputPath("repeated.jsonl");
    await writeFile(path, Buffer.concat(Array.from({ length: 3 }, () => once)));
    // The first rows come without them.
    const file = await serveHeld(page, "repeated.jsonl", path, [
      { start: once.length, end: 3 * once.length },
    ]);
    await page.goto("/browse?src=data:repeated.jsonl");
    await expect(workbench.rowsInView).toHaveText(/^[\d,]+ of [\d,]+ rows so far$/);
    await workbench.searchFor("no such words at all");
    await expect(workbench.rowsInView).toHaveText("0 rows found so far");
    await expect(workbench.grid).toHaveAttribute("aria-busy", "false");
    // A filter is not at fault while rows are still to be searched.
    await expect(page.getByText("No row found so far", { exact: true })).toBeVisible();
    file.release();
    await workbench.expectInView(0, 3000);
    await expect(page.getByText("No row matches.", { exact: true })).toBeVisible();
  });
});
