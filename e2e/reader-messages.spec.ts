import { recordsOf } from "./support/read-records";
import { expect, test, type Workbench } from "./support/workbench";

/** Opens records made for a test as a file of the person's own. */
async function openRecords(workbench: Workbench, records: readonly object[]): Promise<void> {
  await workbench.openHome();
  await workbench.choose({
    name: "made.jsonl",
    mimeType: "application/json",
    buffer: Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join("")),
  });
  await workbench.expectRows(String(records.length));
}

const call = (id: string, name: string, args: object) => ({
  id,
  type: "function",
  function: { name, arguments: JSON.stringify(args) },
});

test("a call and its result are one step, and what never came is marked", async ({ workbench, page }) => {
  const { record } = workbench;
  await openRecords(workbench, [
    {
      messages: [
        { role: "system", content: "Use tools." },
        { role: "user", content: "What is 6 by 7, and the weather?" },
        {
          role: "assistant",
          content: "",
          tool_calls: [
            call("c1", "python", { code: "print(6 * 7)", timeout: null }),
            call("c2", "get_weather", { city: "Oslo", unit: null, day: null }),
            call("c3", "never_answered", { a: 1 }),
          ],
        },
        { role: "tool", tool_call_id: "c2", content: "Error: no such city" },
        { role: "tool", tool_call_id: "c1", content: '{"value":42}' },
        { role: "tool", tool_call_id: "c9", content: "nobody asked" },
        { role: "assistant", content: "<think>Forty two it is.</think>It is **42**." },
      ],
    },
    {
      messages: [
        { role: "system", content: "Use tools." },
        { role: "user", content: "Hi" },
      ],
    },
  ]);
  await workbench.openRow(1);
  const reply = record.getByRole("article", { name: "assistant message 3 of 7" });
  const python = reply.getByRole("group", { name: "Tool call python" });
  await expect(python.getByText("print", { exact: true })).toBeVisible();
  await expect(python).toContainText("Result");
  await expect(python).toContainText('"value": 42');
  await expect(python).not.toContainText("timeout");
  await python.getByRole("button", { name: "Show 1 empty argument (null)" }).click();
  await expect(python).toContainText('"timeout": null');
  await python.getByRole("button", { name: "Exact", exact: true }).click();
  await expect(python).toContainText('{"code":"print(6 * 7)","timeout":null}');
  const weather = reply.getByRole("group", { name: "Tool call get_weather" });
  await expect(weather).toContainText("Tool error");
  await expect(weather).toContainText("no such city");
  await expect(reply.getByRole("group", { name: "Tool call never_answered" })).toContainText("no result");
  await expect(record.getByRole("article", { name: "tool message 6 of 7" })).toContainText("no call for it");
  const answered = record.getByRole("article", { name: "tool message 4 of 7" });
  await expect(answered).toContainText("shown with its call in message 3");
  await answered.getByRole("button", { name: /shown with its call/ }).click();
  await expect(reply).toBeFocused();
  const thought = record.getByRole("button", { name: /^Reasoning, 4 words/ });
  await expect(thought).toHaveAttribute("aria-expanded", "false");

  // The prompt of the first record comes again in the second.
  await page.keyboard.press("j");
  const prompt = record.getByRole("article", { name: "system message 1 of 2" });
  await expect(prompt).toContainText("Same system prompt as in row 1");
  await prompt.getByRole("button", { name: "Open system message 1 of 2" }).first().click();
  await expect(prompt).not.toContainText("Same system prompt");

  // A role that is folded stays folded from record to record, and after a reload.
  await page.getByRole("button", { name: "How to read" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Fold user messages" }).click();
  await page.keyboard.press("Escape");
  // Until it is gone, keys are the menu's.
  await expect(page.getByRole("menu")).toHaveCount(0);
  await page.keyboard.press("k");
  const question = record.getByRole("article", { name: "user message 2 of 7" });
  await expect(question.getByRole("button", { name: "Open user message 2 of 7" }).first()).toBeVisible();
  await page.keyboard.press("e");
  await expect(question.getByRole("button", { name: "Fold user message 2 of 7" })).toBeVisible();
  await expect(thought).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("e");
  await expect(thought).toHaveAttribute("aria-expanded", "false");
});

test("text of every kind is set, and what cannot be set is shown as it is", async ({ workbench, page }) => {
  const { record } = workbench;
  const long = Array.from({ length: 400 }, (_, index) => `line ${index + 1}`).join("\n");
  await openRecords(workbench, [
    {
      messages: [
        {
          role: "system",
          content: 'You have: {"name": "search", "parameters": {"query": {"type": "string"}}} and no more.',
        },
        {
          role: "user",
          content: "It costs $5 and $10.\n\nשלום עולם\n\nzero\u200bwidth 👨‍👩‍👧 half\ud83d 5\u00a0km",
        },
        {
          role: "assistant",
          content:
            "| a | b |\n|---|---|\n| $\\frac{1}{2}$ | \\(x^2\\) |\n\n1. one $$\\boxed{42}$$\n   - \\[ y \\]\n\n- [x] done\n\nBad: $\\frac{1$ end\n\n\\begin{align} a &= b \\\\ c &= d \\end{align}",
        },
        { role: "user", content: long },
      ],
    },
  ]);
  await workbench.openRow(1);
  const system = record.getByRole("article", { name: "system message 1 of 4" });
  await system.getByRole("button", { name: "Format JSON" }).click();
  await expect(system.locator("pre")).toContainText('{\n  "name": "search",\n  "parameters": {');
  await expect(system).toContainText("You have:");
  await expect(system).toContainText("and no more.");

  const user = record.getByRole("article", { name: "user message 2 of 4" });
  await expect(user).toContainText("It costs $5 and $10.");
  await expect(user.getByRole("math")).toHaveCount(0);
  await expect(user.getByTitle("zero-width space")).toHaveText("U+200B");
  await expect(user.getByTitle(/lone surrogate U\+D83D/)).toHaveText("\uFFFD U+D83D");
  await expect(user).toContainText("👨‍👩‍👧");
  await expect(user.getByText("שלום עולם")).toHaveCSS("text-align", "start");
  await page.getByRole("button", { name: "How to read" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Show invisible characters" }).click();
  await page.keyboard.press("Escape");
  await expect(user.getByTitle("no-break space")).toBeVisible();
  await expect(user.getByTitle("zero-width joiner")).toHaveCount(2);

  const reply = record.getByRole("article", { name: "assistant message 3 of 4" });
  await expect(reply.getByRole("table").getByRole("math")).toHaveCount(2);
  await expect(reply.getByRole("listitem").getByRole("math")).toHaveCount(2);
  await expect(reply.getByRole("img", { name: "done", exact: true })).toBeVisible();
  await expect(reply).toContainText("Bad: $\\frac{1$ end");
  // Equations that the text does not number have no numbers.
  const numbers = reply
    .locator(".eqn-num")
    .evaluateAll((all) => all.map((each) => getComputedStyle(each, "::before").content));
  expect(await numbers).toEqual(["none", "none"]);

  const last = record.getByRole("article", { name: "user message 4 of 4" });
  const more = last.getByRole("button", { name: "Show 280 more lines" });
  await expect(last).not.toContainText("line 400");
  await more.click();
  await last.getByRole("button", { name: "Show less" }).scrollIntoViewIfNeeded();
  await expect(last).toContainText("line 400");
});

test("what is folded, clamped or far away is found", async ({ workbench, page }) => {
  const { record } = workbench;
  const messages = Array.from({ length: 2000 }, (_, index) =>
    index % 2 === 0
      ? { role: "user", content: `Question ${index}${index === 1500 ? " about Zebras" : ""}` }
      : {
          role: "assistant",
          content:
            index === 1601
              ? `<think>A zebra hides here.</think>${"filler\n".repeat(500)}the last zebra, $\\text{zebra}_1$`
              : `Answer ${index}`,
        },
  );
  await openRecords(workbench, [{ messages }, { messages: messages.slice(0, 2) }]);
  await workbench.openRow(1);
  await expect(workbench.messages).toHaveCount(2000);

  await page.keyboard.press("Control+f");
  const find = record.getByRole("searchbox", { name: "Find in record" });
  const matches = record.getByRole("status", { name: "Matches" });
  await expect(find).toBeFocused();
  await find.fill("zebra");
  await expect(matches).toHaveText("1 of 4");
  const question = record.getByRole("article", { name: "user message 1501 of 2000" });
  await expect(question).toContainText("about Zebras");
  await expect(question).toBeInViewport();
  await expect.poll(() => current(page)).toBe("Zebra");
  await find.press("Enter");
  await expect(matches).toHaveText("2 of 4");
  await expect(record.getByText("A zebra hides here.")).toBeInViewport();
  await find.press("Enter");
  await expect(record.getByText(/the last zebra/)).toBeInViewport();
  // Inside a formula the match cannot be shown: its message turns to the source.
  await find.press("Enter");
  await expect(matches).toHaveText("4 of 4");
  await expect(record.getByText(/\$\\text\{zebra\}_1\$/)).toBeInViewport();
  await expect.poll(() => current(page)).toBe("zebra");
  await find.press("Enter");
  await expect(matches).toHaveText("1 of 4");
  await find.press("Shift+Enter");
  await expect(matches).toHaveText("4 of 4");

  await record.getByRole("button", { name: "Match case" }).click();
  await expect(matches).toHaveText(/of 3$/);
  await record.getByRole("button", { name: "Match case" }).click();
  await record.getByRole("button", { name: "Whole word" }).click();
  await expect(matches).toHaveText(/of 3$/);
  await record.getByRole("button", { name: "Whole word" }).click();
  await record.getByRole("button", { name: "Regular expression" }).click();
  await find.fill("^Question 1\\d{3} about");
  await expect(matches).toHaveText("1 of 1");
  await find.fill("(");
  await expect(matches).toContainText("nvalid regular expression");
  await find.fill("nowhere");
  await expect(matches).toHaveText("no matches");
  await find.fill("answer");
  await expect(matches).toHaveText(/of 999$/);

  // In another record the same query only counts.
  await find.press("Escape");
  await expect(find).toHaveCount(0);
  await page.keyboard.press("j");
  await expect(workbench.messages).toHaveCount(2);
  await page.keyboard.press("Control+f");
  await expect(matches).toHaveText("1 match");
});

test("what is shown is searched: blocks of text, other fields, the raw record, a tree", async ({
  workbench,
  page,
}) => {
  const { record } = workbench;
  const fields = {
    source: "okapi farm",
    meta: { deep: { name: "one more okapi" } },
    held: '{"kept": "okapi in JSON"}',
    score: 12345,
  };
  const formula = "# Title\n\nLet $quokka$ be.\n\nA **quokka** in *prose*.\n\nEnd of it.";
  const tree = {
    notes: { "the okapi": null, long: `${"word ".repeat(9000)}last okapi` },
    entries: Array.from({ length: 100_000 }, (_, index) => ({ tag: `t${index}` })),
  };
  await openRecords(workbench, [
    {
      messages: [
        { role: "user", content: formula },
        { role: "assistant", content: "Answer" },
      ],
      ...fields,
    },
    tree,
  ]);
  await workbench.openRow(1);
  await expect(workbench.messages).toHaveCount(2);
  await page.keyboard.press("Control+f");
  const find = record.getByRole("searchbox", { name: "Find in record" });
  const matches = record.getByRole("status", { name: "Matches" });

  // Of a formatted text only the block that cannot show its match turns to its source, and turns back.
  await find.fill("quokka");
  await expect(matches).toHaveText("1 of 2");
  await expect.poll(() => current(page)).toBe("quokka");
  const formatted = record.getByRole("article", { name: "user message 1 of 2" });
  await expect(formatted.getByText("Let $quokka$ be.")).toBeVisible();
  await expect(formatted.getByRole("heading", { name: "Title" })).toBeVisible();
  await expect(formatted.locator("strong")).toHaveText("quokka");
  await find.press("Enter");
  await expect(matches).toHaveText("2 of 2");
  await expect.poll(() => current(page)).toBe("quokka");
  await expect(formatted.locator("strong")).toHaveText("quokka");
  await formatted.getByRole("button", { name: "Show as formatted" }).click();
  await expect(formatted.locator(".katex")).toHaveCount(1);

  // What stands beside the messages is found as well: names, values, and what only JSON has.
  await find.fill("okapi");
  await expect(matches).toHaveText("1 of 3");
  await expect.poll(() => current(page)).toBe("okapi");
  await find.press("Shift+Enter");
  await expect(matches).toHaveText("3 of 3");
  await expect(record.getByText("okapi in JSON")).toBeInViewport();
  await find.fill("12345");
  await expect(matches).toHaveText("1 of 1");
  await find.fill("score");
  await expect(matches).toHaveText("1 of 1");
  await expect(record.getByRole("tree", { name: "meta" })).toBeVisible();
  await find.fill('"deep": {');
  await expect(matches).toHaveText("1 of 1");
  await expect(record.getByRole("tree", { name: "meta" })).toHaveCount(0);
  await expect.poll(() => current(page)).toBe('"deep": {');
  await record.getByRole("button", { name: "Show as a tree" }).click();
  await expect(record.getByRole("tree", { name: "meta" })).toBeVisible();

  // What is on the screen is what is searched: the raw record as a tree, or as its exact text.
  await find.fill("deep");
  await expect(matches).toHaveText("1 of 1");
  await find.press("Escape");
  await page.keyboard.press("x");
  const raw = record.getByRole("tree", { name: "Raw record" });
  await page.keyboard.press("Control+f");
  await expect(raw).toBeVisible();
  await expect(matches).toHaveText("1 match");
  await find.fill('{"kept');
  await expect(matches).toHaveText("1 of 1");
  await expect.poll(() => current(page)).toBe('{"kept');
  await record.getByRole("button", { name: "Exact text", exact: true }).click();
  await expect(matches).toHaveText("no matches");
  await find.fill('\\"kept');
  await expect(matches).toHaveText("1 of 1");
  await expect.poll(() => current(page)).toBe('\\"kept');
  await find.press("Escape");
  await page.keyboard.press("x");

  // A record without messages: names and values far away, folded, cut off, or one of 100,000.
  await page.keyboard.press("j");
  await expect(record.getByText("No messages were found in this record")).toBeVisible();
  // The form that was chosen holds for the next record.
  await expect(record.getByRole("button", { name: "Exact text", exact: true })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await record.getByRole("button", { name: "Tree", exact: true }).click();
  await page.keyboard.press("Control+f");
  await find.fill("okapi");
  await expect(matches).toHaveText("1 of 2");
  await expect.poll(() => current(page)).toBe("okapi");
  await expect(raw.getByText("the okapi")).toBeInViewport();
  await find.press("Enter");
  await expect(raw.getByText(/last okapi/)).toBeVisible();
  await expect.poll(() => current(page)).toBe("okapi");
  await find.fill("t73421");
  await expect(matches).toHaveText("1 of 1");
  await expect(raw.getByText("t73421")).toBeInViewport();
  await expect.poll(() => current(page)).toBe("t73421");
  expect(await raw.getByRole("treeitem").count()).toBeLessThan(300);
  await find.fill("T7342");
  await expect(matches).toHaveText("1 of 11");
  await record.getByRole("button", { name: "Match case" }).click();
  await expect(matches).toHaveText("no matches");
  await record.getByRole("button", { name: "Match case" }).click();
  await record.getByRole("button", { name: "Whole word" }).click();
  await expect(matches).toHaveText("1 of 1");
  await record.getByRole("button", { name: "Regular expression" }).click();
  await find.fill("t9999\\d|last");
  await expect(matches).toHaveText("1 of 11");
  await find.press("Shift+Enter");
  await expect.poll(() => current(page)).toBe("t99999");
});

/** The text that is painted as the current match. */
function current(page: Workbench["page"]): Promise<string> {
  return page.evaluate(() =>
    [...(CSS.highlights.get("loupe-find-current") ?? [])].map((range) => range.toString()).join("|"),
  );
}

test("results stand with their calls in real data", async ({ workbench }) => {
  const name = "tau-bench-airline-gpt4o.json";
  const [first] = recordsOf(name) as { traj: { role: string; tool_calls?: unknown[] }[] }[];
  await workbench.open(name);
  await workbench.expectInView(200, 200);
  await workbench.openRow(1);
  const calls = (first?.traj ?? []).filter(({ tool_calls }) => (tool_calls?.length ?? 0) > 0).length;
  expect(calls).toBeGreaterThan(0);
  await expect(workbench.messages).toHaveCount(first?.traj.length ?? 0);
  // Messages are drawn as they come near.
  for (const message of await workbench.messages.all()) await message.scrollIntoViewIfNeeded();
  await expect(workbench.record.getByRole("group", { name: /^Tool call / })).toHaveCount(calls);
  await expect(workbench.record.getByText(/shown with its call in message/)).toHaveCount(calls);
});
