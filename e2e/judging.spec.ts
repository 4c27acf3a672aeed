import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { recordsOf } from "./support/read-records";
import { expect, test } from "./support/workbench";

interface Trajectory {
  conversations: { role: string; content: string; name?: string }[];
  ground_truth: string;
  final_answer: string;
  category: string;
  teacher_model: string;
  total_tokens: number;
  tools_used: string[];
}

test("claims narrow the table, answers are judged, and the strip leads through the record", async ({
  workbench,
  page,
}) => {
  const name = "shapes/ipw-sft-shape.jsonl";
  const rows = recordsOf(name) as unknown as Trajectory[];
  const [first] = rows;
  if (!first) throw new Error("no record");
  const count = (holds: (row: Trajectory) => boolean) => rows.filter(holds).length;
  const { record } = workbench;
  await workbench.open(name);
  await workbench.expectInView(300, 300);
  await workbench.openRow(1);

  const claim = (label: string, value: string) =>
    record.getByRole("button", { name: `${label}: ${value}`, exact: true });
  await claim("category", first.category).click();
  await page.getByRole("menuitem", { name: "Only this" }).click();
  await workbench.expectInView(
    count((row) => row.category === first.category),
    300,
  );
  await expect(workbench.chips).toHaveText([new RegExp(`category is ${first.category}`)]);

  // The same by keyboard: the menu opens on its first entry, the next one leaves the value out.
  await claim("teacher", first.teacher_model).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Only this" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await workbench.expectInView(
    count((row) => row.category === first.category && row.teacher_model !== first.teacher_model),
    300,
  );
  await expect(record).toContainText("not in view");
  await page.getByRole("button", { name: "Clear all" }).click();

  await claim("tokens", String(first.total_tokens)).click();
  await page.getByRole("menuitem", { name: "This or more" }).click();
  await workbench.expectInView(
    count((row) => row.total_tokens >= first.total_tokens),
    300,
  );
  await claim("tokens", String(first.total_tokens)).click();
  await page.getByRole("menuitem", { name: "Remove the filter" }).click();
  await workbench.expectInView(300, 300);
  const tool = first.tools_used[0] ?? "";
  await claim("tools", tool).click();
  await page.getByRole("menuitem", { name: "Not this" }).click();
  await workbench.expectInView(
    count((row) => !row.tools_used.includes(tool)),
    300,
  );
  await page.getByRole("button", { name: "Clear all" }).click();
  // Tools in the order of their calls, as the conversation has them.
  const called = first.conversations.flatMap(({ content }) => /^TOOL: (.*)$/m.exec(content)?.[1] ?? []);
  await expect(record.getByRole("button", { name: /^calls: / })).toHaveText(called);

  const answers = record.getByRole("region", { name: "Answers" });
  await expect(answers).toContainText("Differs: ");
  await expect(answers.getByRole("group", { name: "Ground truth" })).toContainText(
    first.ground_truth.slice(0, 40),
  );
  await expect(answers.getByRole("group", { name: "Final answer" })).toContainText(
    first.final_answer.slice(0, 40),
  );
  await answers.getByRole("button", { name: "Differences" }).click();
  const diff = answers.getByRole("region", { name: "Differences between ground truth and final answer" });
  await expect(diff).toContainText(/only here: \d/);

  const strip = record.getByRole("group", { name: "Timeline" });
  const cells = strip.getByRole("button");
  await expect(cells).toHaveCount(first.conversations.length);
  await cells.nth(4).click();
  await expect(workbench.messages.nth(4)).toHaveAttribute("aria-current", "true");
  await expect(workbench.messages.nth(4)).toBeInViewport();
  await page.keyboard.press("ArrowRight");
  await expect(cells.nth(5)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(workbench.messages.nth(5)).toHaveAttribute("aria-current", "true");
  await expect(cells.nth(5)).toHaveAttribute("aria-current", "true");
  await workbench.searchFor("Chicken");
  const hits = first.conversations.map(({ content }) => content.toLowerCase().split("chicken").length - 1);
  for (const [at, hit] of hits.entries()) {
    const words = hit === 1 ? /, 1 search hit$/ : new RegExp(`, ${hit} search hits$`);
    if (hit > 0) await expect(cells.nth(at)).toHaveAccessibleName(words);
    else await expect(cells.nth(at)).not.toHaveAccessibleName(/search hit/);
  }
  const all = hits.reduce((sum, hit) => sum + hit, 0);
  await expect(record).toContainText(
    `${all} search hits in ${hits.filter((hit) => hit > 0).length} messages`,
  );
});

test("a record opens at what the view is searched for, and goes on from there", async ({
  workbench,
  page,
}) => {
  const conversations = recordsOf("tau-bench-airline-gpt4o.json").map(({ traj }) =>
    (traj as { content: string | null }[]).map(({ content }) => (content ?? "").toLowerCase()),
  );
  const found = conversations.flatMap((messages, row) => {
    const at = messages.findIndex((content) => content.includes("unfortunately"));
    return at < 0 ? [] : [{ row, at }];
  });
  // Two that begin with something else, so that there is something to scroll to.
  const far = found.flatMap(({ at }, place) => (at > 3 ? [{ at, place: place + 1 }] : [])).slice(0, 2);
  expect(far).toHaveLength(2);
  const { record } = workbench;
  const find = record.getByRole("searchbox", { name: "Find in record" });
  const marked = (name: string) =>
    page.evaluate((name) => [...(CSS.highlights.get(name)?.values() ?? [])].map(String), name);

  await workbench.open("tau-bench-airline-gpt4o.json");
  await workbench.searchFor("Unfortunately");
  await workbench.expectInView(found.length, conversations.length);
  for (const { at, place } of far) {
    await workbench.openRow(place);
    await expect(workbench.messages.nth(at)).toBeInViewport();
    await expect(find).toHaveValue("Unfortunately");
    await expect(record.getByRole("status", { name: "Matches" })).toHaveText(/^1 of \d+$/);
    await expect
      .poll(() => marked("loupe-find-current"))
      .toEqual([expect.stringMatching(/^unfortunately$/i)]);
    // Rows are gone through by their keys all the while.
    await expect(find).not.toBeFocused();
  }

  // By a link the record is there before the rows are, and with them the roles of their columns.
  const row = (found[(far[0]?.place ?? 1) - 1]?.row ?? 0) + 1;
  await page.goto(`/browse?src=data:tau-bench-airline-gpt4o.json&q=Unfortunately&row=${row}`);
  await workbench.expectInView(found.length, conversations.length);
  await expect(record.getByRole("status", { name: "Matches" })).toHaveText(/^1 of \d+$/);
  await expect.poll(() => marked("loupe-find-current")).toHaveLength(1);

  await record.getByRole("button", { name: "Close find" }).click();
  await workbench.openRow(1);
  await expect(record).toContainText(/search hits? in/);
  await expect(find).toHaveCount(0);
  await expect.poll(() => marked("loupe-find")).toEqual([]);
  // Another search is looked for again; a search that ends takes its marks along.
  await workbench.searchFor("baggage");
  await expect(find).toHaveValue("baggage");
  await workbench.searchFor("");
  await expect(find).toHaveCount(0);
});

/** RULER's table, said again. */
const RANGES: Readonly<Record<string, [string, number, number]>> = {
  "[MLT:10]": ["1–20", 0, 20],
  "[MLT:30]": ["21–40", 20, 40],
  "[MLT:50]": ["41–60", 40, 60],
  "[MLT:80]": ["61–100", 60, 100],
  "[MLT:150]": ["101–200", 100, 200],
  "[MLT:300]": ["201–400", 200, 400],
  "[MLT:500]": ["401–600", 400, 600],
  "[MLT:700]": ["601–800", 600, 800],
  "[MLT:>800]": ["over 800", 800, Number.POSITIVE_INFINITY],
};

test("length labels stand beside words, tokens and range, and in front of the training text", async ({
  workbench,
  page,
}) => {
  const name = "shapes/tulu3-mlt-shape.jsonl";
  const rows = recordsOf(name) as unknown as {
    messages: { role: string; content: string }[];
    mlt: string[];
  }[];
  const { record } = workbench;
  const region = record.getByRole("region", { name: "Length labels" });
  await workbench.open(name);
  await workbench.expectInView(300, 300);
  // One record with labels within and outside of their ranges, one with a label that RULER has no range for.
  const wanted = [
    rows.findIndex(({ mlt }) => mlt.length >= 5),
    rows.findIndex(({ mlt }) => mlt.includes("[MLT:5]")),
  ];
  for (const at of wanted) {
    const row = rows[at];
    if (!row) throw new Error("no such record");
    const answers = row.messages.filter(({ role }) => role === "assistant").map(({ content }) => content);
    await workbench.grid.focus();
    await page.keyboard.press("Control+Home");
    for (let step = 0; step < at; step += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(record).toContainText(`${at + 1} of 300`);
    const lines = region.getByRole("row");
    if (at === wanted[0]) await region.getByRole("button", { name: "Count tokens" }).click();
    await expect(lines).toHaveCount(answers.length + 1);
    for (const [place, content] of answers.entries()) {
      const label = row.mlt[place] ?? "";
      const words = content.match(/[\p{L}\p{N}_]+/gu)?.length ?? 0;
      const [range, over, upTo] = RANGES[label] ?? ["no range", Number.NaN, Number.NaN];
      const distance =
        words > upTo ? `${words - upTo} over` : words <= over ? `${over + 1 - words} short` : "within";
      await expect(lines.nth(place + 1).getByRole("cell")).toHaveText([
        label,
        words.toLocaleString("en"),
        range,
        label in RANGES ? distance : "—",
        // Who asked once sees the tokens of the next record too.
        countTokens(content, { disallowedSpecial: new Set() }).toLocaleString("en"),
      ]);
    }
  }

  const row = rows[wanted[1] ?? 0];
  await region.getByRole("button", { name: "Training text" }).click();
  const training = region.getByRole("region", { name: "Training text" });
  await training.getByRole("button", { name: "Copy training text" }).click();
  let next = 0;
  const text = (row?.messages ?? [])
    .map(({ role, content }, at, all) =>
      role === "assistant"
        ? `<|assistant|>\n${row?.mlt[next++]}${content}<|end_of_text|>${at === all.length - 1 ? "" : "\n"}`
        : `<|${role}|>\n${content}\n`,
    )
    .join("");
  await expect.poll(() => workbench.clipboard()).toBe(text);
  await expect(training).toContainText(`${row?.mlt[0]}${row?.messages[1]?.content.slice(0, 20)}`);
  await training.getByRole("combobox", { name: "Chat template" }).selectOption("Llama 3");
  await expect(training).toContainText("<|begin_of_text|><|start_header_id|>user<|end_header_id|>");
  await region.getByRole("button", { name: "Go to assistant message 2" }).first().click();
  await expect(workbench.messages.nth(1)).toHaveAttribute("aria-current", "true");
});

test("verdicts name their rule, steps their time, and thousands of messages fit the strip", async ({
  workbench,
  page,
}) => {
  const call = [
    { role: "user", content: "How long?" },
    {
      role: "assistant",
      content: "THOUGHT: add\n\nTOOL: calculator\nINPUT: 1/0",
      latency_ms: 1250,
      tokens: 12,
    },
    { role: "tool", name: "calculator", content: "Error: division by zero", latency_ms: 3 },
    {
      role: "assistant",
      content: "THOUGHT: so\n\nFINAL_ANSWER: about \\boxed{\\frac{1}{2}}",
      latency_ms: 900,
    },
  ];
  const answered = [
    ["\\frac{1}{2}", null, "Agrees: what stands in \\boxed{} counts"],
    [
      "0.50 km",
      "1/2",
      "Agrees: a fraction equals what it comes to; a unit may be left out or written otherwise",
    ],
    ["5 km", "5 m", "Differs: the numbers are equal, the units are m and km"],
    ["Paris", "paris.", "Agrees: upper and lower case do not count; punctuation does not count"],
  ] as const;
  const records = answered.map(([ground_truth, final_answer], at) => ({
    sample_id: `r${at}`,
    conversations: call,
    ground_truth,
    final_answer,
  }));
  const long = Array.from({ length: 2000 }, (_, at) => ({
    role: at % 2 === 0 ? "user" : "assistant",
    content: `message ${at}`,
  }));
  const lines = [...records, { sample_id: "long", conversations: long }].map((line) => JSON.stringify(line));
  await workbench.openHome();
  await page.getByLabel("Open files").setInputFiles({
    name: "answers.jsonl",
    mimeType: "application/json",
    buffer: Buffer.from(`${lines.join("\n")}\n`),
  });
  await workbench.expectInView(5, 5);
  const { record } = workbench;
  for (const [at, [, , verdict]] of answered.entries()) {
    await workbench.openRow(at + 1);
    await expect(record.getByRole("region", { name: "Answers" })).toContainText(verdict);
    const problems = record.getByRole("list", { name: "Problems of this record" });
    if (verdict.startsWith("Differs")) await expect(problems).toContainText("answer differs");
    else await expect(problems).toHaveCount(0);
  }
  const cells = record.getByRole("group", { name: "Timeline" }).getByRole("button");
  await expect(cells.nth(1)).toHaveAccessibleName("assistant message 2 of 4, latency_ms 1,250");
  await expect(cells.nth(2)).toHaveAccessibleName("tool message 3 of 4, latency_ms 3, 1 tool error");
  const widths = async () => {
    const boxes = await Promise.all([1, 3].map((at) => cells.nth(at).boundingBox()));
    return (boxes[0]?.width ?? 0) / (boxes[1]?.width ?? 1);
  };
  expect(await widths()).toBeCloseTo(1250 / 900, 0);
  await record.getByRole("combobox", { name: "Width of the timeline's cells" }).selectOption("tokens");
  await expect(cells.nth(1)).toHaveAccessibleName("assistant message 2 of 4, 12 tokens");
  await expect(cells.nth(3)).toHaveAccessibleName("assistant message 4 of 4, no tokens");

  await workbench.openRow(5);
  await expect(cells).toHaveCount(2000);
  await cells.nth(0).focus();
  await page.keyboard.press("End");
  await expect(cells.nth(1999)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(record.getByRole("article", { name: "assistant message 2000 of 2000" })).toBeInViewport();
  await expect(cells.nth(1999)).toBeInViewport();
});
