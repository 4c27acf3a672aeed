import { recordsOf } from "./support/read-records";
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
