import { linesOf, recordsOf } from "./support/read-records";
import { expect, test } from "./support/workbench";

test("records and messages are walked by keys", async ({ workbench, page }) => {
  const name = "kto-en-messages.json";
  await workbench.open(name);
  await workbench.expectInView(300, 300);
  await page.keyboard.press("j");
  await expect(workbench.record).toContainText("1 of 300");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(workbench.record).toContainText("3 of 300");
  await expect(workbench.row(3)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("k");
  await expect(workbench.record).toContainText("2 of 300");
  const second = recordsOf(name)[1]?.messages as { content: string }[];
  await expect(workbench.messages).toHaveCount(second.length);

  await page.keyboard.press("n");
  await expect(workbench.messages.nth(0)).toBeFocused();
  await page.keyboard.press("n");
  await expect(workbench.messages.nth(1)).toBeFocused();
  await expect(workbench.messages.nth(1)).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("p");
  await expect(workbench.messages.nth(0)).toBeFocused();

  await page.keyboard.press("x");
  await expect(workbench.record.getByRole("tree", { name: "Raw record" })).toBeVisible();
  await page.keyboard.press("x");
  await expect(workbench.messages).toHaveCount(second.length);
  await page.keyboard.press("Escape");
  await expect(workbench.record).toHaveCount(0);

  await workbench.grid.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(workbench.record).toContainText("3 of 300");
});

test("a record that the filters leave out stays open and says so", async ({ workbench, page }) => {
  const name = "shapes/ipw-sft-shape.jsonl";
  const isMath = (record: { category?: unknown }) => record.category === "High School Math";
  const place = recordsOf(name).findIndex((record) => !isMath(record));
  const firstMath = recordsOf(name).findIndex(isMath);
  await workbench.open(name);
  await workbench.expectInView(300, 300);
  await workbench.openRow(place + 1);
  await expect(workbench.record).toContainText(`${place + 1} of 300`);
  await workbench.tick("category", "High School Math");
  await workbench.expectInView(117, 300);
  await expect(workbench.record).toContainText("not in view");
  await expect(workbench.messages.first()).toBeVisible();
  await expect(workbench.grid.getByRole("row", { selected: true })).toHaveCount(0);
  await workbench.grid.focus();
  await page.keyboard.press("j");
  await expect(workbench.record).toContainText("1 of 117");
  await expect(
    workbench.record.getByRole("heading", { name: String(recordsOf(name)[firstMath]?.sample_id) }),
  ).toBeVisible();
});

test("text protocols are split into thought, tool, input and final answer", async ({ workbench }) => {
  await workbench.open("shapes/ipw-sft-shape.jsonl");
  await workbench.expectInView(300, 300);
  const { record } = workbench;
  await workbench.openRow(1);
  await expect(record).toContainText(/Read as .*text protocol THOUGHT\/TOOL/);
  const call = record.getByRole("article", { name: "assistant message 5 of 9" });
  await expect(call.getByRole("button", { name: /^Thought, / })).toHaveAttribute("aria-expanded", "true");
  await expect(call).toContainText("Tool call");
  await expect(call).not.toContainText("THOUGHT:");
  await expect(record.getByRole("article", { name: "tool message 6 of 9" })).toBeVisible();
  await expect(record.getByRole("article", { name: "assistant message 9 of 9" })).toContainText(
    "Final answer",
  );
  await record.getByRole("switch", { name: "Exact text" }).click();
  await expect(call).toContainText("THOUGHT:");

  const fields = record.getByRole("region", { name: "Other fields" });
  await expect(fields.getByRole("term").filter({ hasText: /^teacher_model$/ })).toBeVisible();
  await expect(fields).toContainText("vllm:kimi-k2@8001");

  await workbench.open("shapes/react-observation-shape.jsonl");
  await workbench.expectInView(300, 300);
  await workbench.openRow(1);
  await expect(record.getByRole("article", { name: "user message 6 of 9" })).toContainText("Tool result");
});

test("structured calls, results and reasoning have their own form", async ({ workbench }) => {
  const { record } = workbench;
  await workbench.open("glaive-toolcall-sharegpt.json");
  await workbench.expectInView(300, 300);
  await workbench.openRow(1);
  await expect(record.getByRole("article", { name: "assistant message 4 of 8" })).toContainText("Tool call");
  await expect(record.getByRole("article", { name: "tool message 5 of 8" })).toBeVisible();
  await expect(record.getByRole("region", { name: "Other fields" })).toContainText("tools");

  const parts = recordsOf("reason-tool-use-parts.jsonl")[0]?.messages as {
    content: { type: string; value: string }[];
  }[];
  const thought = parts[2]?.content.find((part) => part.type === "reasoning")?.value ?? "";
  const words = thought.trim().split(/\s+/).slice(0, 5).join(" ");
  await workbench.open("reason-tool-use-parts.jsonl");
  await workbench.expectInView(50, 50);
  await workbench.openRow(1);
  const reply = record.getByRole("article", { name: "assistant message 3 of 3" });
  const reasoning = reply.getByRole("button", { name: /^Reasoning, / });
  await expect(reasoning).toHaveAttribute("aria-expanded", "false");
  await expect(reply).not.toContainText(words);
  await reasoning.click();
  await expect(reply).toContainText(words);
});

test("variants stand side by side, the prompt once", async ({ workbench }) => {
  const { record } = workbench;
  await workbench.open("tulu1-human-eval.jsonl");
  await workbench.expectInView(996, 996);
  await workbench.openRow(1);
  const completions = recordsOf("tulu1-human-eval.jsonl")[0]?.completions as { model: string }[];
  for (const [place, { model }] of completions.entries()) {
    await expect(record.getByRole("region", { name: `completion ${place + 1}` })).toContainText(model);
  }
  await expect(record.getByRole("article", { name: "user message 1 of 1" })).toHaveCount(1);

  await workbench.open("dpo-en-sharegpt.json");
  await workbench.expectInView(300, 300);
  await workbench.openRow(1);
  const chosen = await record.getByRole("region", { name: "chosen" }).boundingBox();
  const rejected = await record.getByRole("region", { name: "rejected" }).boundingBox();
  // Beside each other where there is room, else below: never one over the other.
  const isApart =
    !!chosen &&
    !!rejected &&
    (chosen.x + chosen.width <= rejected.x + 1 || chosen.y + chosen.height <= rejected.y + 1);
  expect(isApart).toBe(true);
  await expect(record.getByRole("article", { name: "rejected: assistant message 1 of 1" })).toBeVisible();
});

test("maths and code are set, and one switch shows the text as it is", async ({ workbench, page }) => {
  const { record } = workbench;
  const line = linesOf("numina-cot-sharegpt.jsonl").findIndex((text) => text.includes("\\\\frac"));
  await workbench.open("numina-cot-sharegpt.jsonl");
  await workbench.expectInView(1000, 1000);
  await workbench.goTo(`${page.url()}&row=${line + 1}`);
  await expect(record.getByRole("math").first()).toBeAttached();
  await record.getByRole("switch", { name: "Markdown" }).click();
  await expect(record.getByRole("math")).toHaveCount(0);
  await expect(record).toContainText("\\frac");
  await record.getByRole("switch", { name: "Markdown" }).click();
  await expect(record.getByRole("math").first()).toBeAttached();
});

test("code, tables and images of a message are safe, and copies are exact", async ({ workbench, page }) => {
  const { record } = workbench;
  const code = "def add(a, b):\n    return a + b";
  const text = `Here:\n\n\`\`\`python\n${code}\n\`\`\`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![pixel](https://images.example/p.png)`;
  await workbench.openHome();
  await page.getByLabel("Open files").setInputFiles({
    name: "code.jsonl",
    mimeType: "application/json",
    buffer: Buffer.from(`${JSON.stringify({ prompt: "Add two numbers", response: text })}\n`),
  });
  await workbench.expectRows("1");
  await workbench.openRow(1);
  const reply = record.getByRole("article", { name: "assistant message 2 of 2" });
  const keyword = reply.getByRole("code").getByText("def", { exact: true });
  await expect(keyword).toBeVisible();
  await expect(reply.getByRole("table")).toContainText("2");
  await expect(reply.getByRole("img")).toHaveCount(0);
  await expect(reply.getByRole("link", { name: /pixel|image/i })).toHaveAttribute(
    "href",
    "https://images.example/p.png",
  );
  await reply.getByRole("button", { name: "Copy code" }).click();
  await expect(reply.getByRole("button", { name: "Copy code: copied" })).toBeVisible();
  expect(await workbench.clipboard()).toBe(code);
  await reply.hover();
  await reply.getByRole("button", { name: "Copy text of message" }).click();
  await expect.poll(() => workbench.clipboard()).toBe(text);
});

test("the field that holds the conversation can be chosen, and is part of the link", async ({
  workbench,
  page,
}) => {
  const { record } = workbench;
  const row = {
    messages: [{ role: "user", content: "first list" }],
    other: [{ role: "user", content: "second list" }],
  };
  await workbench.openHome();
  await page.getByLabel("Open files").setInputFiles({
    name: "two.jsonl",
    mimeType: "application/json",
    buffer: Buffer.from(`${JSON.stringify(row)}\n${JSON.stringify(row)}\n`),
  });
  await workbench.expectRows("2");
  await workbench.openRow(1);
  await expect(workbench.messages.first()).toContainText("first list");
  const field = record.getByRole("combobox", { name: "Field that holds the conversation" });
  await field.selectOption("other");
  await expect(workbench.messages.first()).toContainText("second list");
  expect(page.url()).toContain("conv=other");
  await page.goBack();
  await expect(workbench.messages.first()).toContainText("first list");
});

test("the raw record is a tree and its exact text, both copied", async ({ workbench, page }) => {
  const { record } = workbench;
  const name = "shapes/tulu3-mlt-shape.jsonl";
  const [line = ""] = linesOf(name);
  await workbench.open(name);
  await workbench.expectInView(300, 300);
  await workbench.openRow(1);
  await expect(record.getByRole("article").nth(1)).toContainText(/\[MLT:\d+\]/);
  await page.keyboard.press("x");
  const tree = record.getByRole("tree", { name: "Raw record" });
  await expect(tree.getByRole("treeitem").filter({ hasText: "messages:" }).first()).toBeVisible();
  const root = tree.getByRole("treeitem").first();
  await root.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(tree.getByRole("treeitem")).toHaveCount(1);
  await page.keyboard.press("ArrowRight");
  await record.getByRole("button", { name: "Copy as indented JSON" }).click();
  await expect
    .poll(async () => JSON.stringify(JSON.parse(await workbench.clipboard())))
    .toBe(JSON.stringify(JSON.parse(line)));
  await record.getByRole("button", { name: "Exact text", exact: true }).click();
  await record.getByRole("button", { name: "Copy exact text" }).click();
  await expect.poll(() => workbench.clipboard()).toBe(line);
});
