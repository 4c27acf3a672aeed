import type { Page } from "@playwright/test";
import { NativeFacts } from "./fixtures/native-facts";
import { sharedFile } from "./support/shared-data";
import { expect, test } from "./support/workbench";

// The kinds of charts that one kind of dataset has: pairs, labelled turns, tool calls.

const PAIRS = "shapes/tulu3-preference-shape.parquet";
const MLT = "shapes/tulu3-mlt-shape.jsonl";

function cell(page: Page, figure: string, name: RegExp) {
  return page.getByRole("figure", { name: figure, exact: true }).getByRole("gridcell", { name });
}

function escaped(text: unknown): string {
  return String(text).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

test("pairs: each model chosen and rejected, and which wins over which", async ({ workbench, page }) => {
  const facts = await NativeFacts.open(sharedFile(PAIRS));
  const total = await facts.rows();
  await workbench.open(PAIRS);
  await workbench.indexed();
  await workbench.openOverview();
  const name = "chosen_model and rejected_model";

  const [top] = await facts.sql(
    "SELECT chosen_model AS a, rejected_model AS b, count(*) AS n FROM source GROUP BY 1, 2 ORDER BY n DESC, a, b LIMIT 1",
  );
  const [a, b] = [String(top?.a), String(top?.b)];
  const sql = (text: string) => `'${text.replaceAll("'", "''")}'`;
  const count = (where: string) => facts.countWhere(where);
  for (const [side, column] of [
    ["chosen", "chosen_model"],
    ["rejected", "rejected_model"],
  ] as const) {
    await expect(workbench.bar(name, `${a}, ${side}`)).toHaveAccessibleName(
      new RegExp(`, ${await count(`${column} = ${sql(a)}`)} of ${total} rows`),
    );
  }

  await test.step("a bar picks its side; the other side follows, its own does not", async () => {
    const chosen = await count(`chosen_model = ${sql(a)}`);
    await workbench.bar(name, `${a}, chosen`).click();
    await expect(workbench.rowsInView).toHaveText(`${chosen} of ${total} rows`);
    await expect(workbench.bar(name, `${a}, chosen`)).toHaveAttribute("aria-selected", "true");
    await expect(workbench.bar(name, `${a}, chosen`)).toHaveAccessibleName(
      new RegExp(`, ${chosen} of ${total} rows`),
    );
    const both = await count(`chosen_model = ${sql(a)} AND rejected_model = ${sql(b)}`);
    await expect(workbench.bar(name, `${b}, rejected`)).toHaveAccessibleName(
      new RegExp(`, ${both} of ${chosen} rows`),
    );
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Alt+Enter");
    await expect(workbench.chips).toHaveText([`chosen_model is ${a}`, `rejected_model is not ${a}`]);
    await page.getByRole("button", { name: "Clear all" }).click();
  });

  await test.step("a cell of the matrix says count and rate, and filters by both", async () => {
    const pair = cell(
      page,
      "chosen_model over rejected_model",
      new RegExp(`^${escaped(a)} over ${escaped(b)}, ${top?.n} of ${total} rows`),
    );
    const back = await count(`chosen_model = ${sql(b)} AND rejected_model = ${sql(a)}`);
    const wins = Number(top?.n);
    await pair.focus();
    const figure = workbench.figure("chosen_model over rejected_model");
    await expect(figure).toContainText(`wins ${wins} of ${wins + back}`);
    await page.keyboard.press("Enter");
    await expect(workbench.rowsInView).toHaveText(`${wins} of ${total} rows`);
    await expect(workbench.chips).toHaveText([`chosen_model is ${a}`, `rejected_model is ${b}`]);
    await pair.click();
    await expect(workbench.chips).toHaveCount(0);
  });

  await test.step("Shift adds one cell of the matrix and no other, Alt leaves one out", async () => {
    const [, second] = await facts.sql(
      "SELECT chosen_model AS a, rejected_model AS b, count(*) AS n FROM source GROUP BY 1, 2 ORDER BY n DESC, a, b LIMIT 2",
    );
    const [c, d] = [String(second?.a), String(second?.b)];
    const matrix = "chosen_model over rejected_model";
    const one = cell(page, matrix, new RegExp(`^${escaped(a)} over ${escaped(b)}, `));
    const other = cell(page, matrix, new RegExp(`^${escaped(c)} over ${escaped(d)}, `));
    await one.click();
    await other.click({ modifiers: ["Shift"] });
    const both = Number(top?.n) + Number(second?.n);
    await expect(workbench.rowsInView).toHaveText(`${both} of ${total} rows`);
    await expect(workbench.chips).toHaveText([
      `chosen_model with rejected_model is ${a} with ${b} or ${c} with ${d}`,
    ]);
    await expect(workbench.figure(matrix).getByRole("gridcell", { selected: true })).toHaveCount(2);
    await expect(page).toHaveURL(/f=chosen_model~with~rejected_model~/);
    await one.focus();
    await page.keyboard.press("Alt+Enter");
    await expect(workbench.rowsInView).toHaveText(`${Number(second?.n)} of ${total} rows`);
    await page.getByRole("button", { name: "Clear all" }).click();
    await one.focus();
    await page.keyboard.press("Alt+Enter");
    await expect(workbench.rowsInView).toHaveText(`${total - Number(top?.n)} of ${total} rows`);
    await expect(workbench.chips).toHaveText([`chosen_model with rejected_model is not ${a} with ${b}`]);
    await page.getByRole("button", { name: "Remove filter" }).click();
    await expect(workbench.chips).toHaveCount(0);
  });
  facts.close();
});

test("labels by turn and against words, tools after tools, families of models", async ({
  workbench,
  page,
}) => {
  const facts = await NativeFacts.open(sharedFile(MLT));
  await workbench.open(MLT);
  await workbench.indexed();
  await workbench.openOverview();

  await test.step("a label by its turn", async () => {
    const places = await facts.sql(
      "SELECT i, mlt[i] AS label, count(*) AS n FROM (SELECT mlt, unnest(range(1, len(mlt) + 1)) AS i FROM source) GROUP BY 1, 2 ORDER BY n DESC, i, label LIMIT 4",
    );
    const [sum] = await facts.sql("SELECT sum(len(mlt)) AS n FROM source");
    for (const { i, label, n } of places) {
      const place = ["1st", "2nd", "3rd", "4th", "5th"][Number(i) - 1];
      const name = new RegExp(`^${place}, ${escaped(label)}, ${n} of ${sum?.n} messages`);
      await expect(cell(page, "mlt by turn", name)).toHaveCount(1);
    }
    const label = String(places[0]?.label);
    await cell(page, "mlt by turn", new RegExp(`^1st, ${escaped(label)}, `)).click();
    await expect(workbench.chips).toHaveText([`mlt has ${label} at place 1`]);
    const first = await facts.countWhere(`mlt[1] = '${label}'`);
    await expect(workbench.rowsInView).toHaveText(`${first} of ${await facts.rows()} rows`);
    await page.getByRole("button", { name: "Clear all" }).click();
  });

  await test.step("Alt leaves a cell of lists out beside those that are selected, and Shift takes one away", async () => {
    const at = (place: string, label: number) =>
      cell(page, "mlt by turn", new RegExp(`^${place}, \\[MLT:${label}\\], `));
    const inView = async (condition: string) =>
      expect(workbench.rowsInView).toHaveText(
        `${await facts.countWhere(`coalesce(${condition}, false)`)} of ${await facts.rows()} rows`,
      );
    const selected = "(coalesce(mlt[1] = '[MLT:300]', false) OR coalesce(mlt[2] = '[MLT:150]', false))";
    await at("1st", 300).click();
    await at("2nd", 150).click({ modifiers: ["Shift"] });
    await inView(selected);
    await at("1st", 80).click({ modifiers: ["Alt"] });
    await expect(workbench.chips).toHaveText([
      "mlt has [MLT:300] at place 1 or [MLT:150] at place 2, but not [MLT:80] at place 1",
    ]);
    await inView(`${selected} AND NOT coalesce(mlt[1] = '[MLT:80]', false)`);
    await expect(page).toHaveURL(/f=mlt~at~1~%5BMLT:300%5D~2~%5BMLT:150%5D~!not~1~%5BMLT:80%5D/);
    await expect(at("1st", 80)).toHaveAccessibleDescription(/^left out; /);
    await at("2nd", 150).press("Alt+Enter");
    const left = "(coalesce(mlt[1] = '[MLT:80]', false) OR coalesce(mlt[2] = '[MLT:150]', false))";
    await inView(`coalesce(mlt[1] = '[MLT:300]', false) AND NOT ${left}`);
    await at("1st", 300).press("Shift+Enter");
    await expect(workbench.chips).toHaveText([
      "mlt does not have [MLT:80] at place 1 or [MLT:150] at place 2",
    ]);
    await inView(`NOT ${left}`);
    await at("1st", 80).press("Alt+Enter");
    await at("2nd", 150).press("Shift+Enter");
    await expect(workbench.chips).toHaveCount(0);
  });

  await test.step("so it is with the cells of two fields, one of them a list", async () => {
    await page.getByRole("button", { name: "Add chart" }).click();
    await page.getByRole("combobox", { name: "Field" }).selectOption({ label: "mlt" });
    await page.getByRole("combobox", { name: "Against" }).selectOption({ label: "against source" });
    await page.getByRole("button", { name: "Add", exact: true }).click();
    const [one] = await facts.countBy("source");
    const source = String(one?.value);
    const ofSource = (label: number) =>
      cell(page, "mlt by source", new RegExp(`^\\[MLT:${label}\\], ${escaped(source)}, `));
    const has = (label: number) => `(list_contains(mlt, '[MLT:${label}]') AND source = '${source}')`;
    const inView = async (condition: string) =>
      expect(workbench.rowsInView).toHaveText(
        `${await facts.countWhere(condition)} of ${await facts.rows()} rows`,
      );
    await ofSource(300).click();
    await ofSource(150).click({ modifiers: ["Shift"] });
    await inView(`${has(300)} OR ${has(150)}`);
    await ofSource(80).click({ modifiers: ["Alt"] });
    await expect(workbench.chips).toHaveText([
      `mlt with source is [MLT:300] with ${source} or [MLT:150] with ${source}, but not [MLT:80] with ${source}`,
    ]);
    await inView(`(${has(300)} OR ${has(150)}) AND NOT ${has(80)}`);
    await ofSource(150).click({ modifiers: ["Alt"] });
    await inView(`${has(300)} AND NOT (${has(80)} OR ${has(150)})`);
    await page.getByRole("button", { name: "Remove filter" }).click();
  });

  await test.step("labels against words, with RULER's ranges and with one's own", async () => {
    // A label alone asks for no model and no file: five words and sixty, both labelled 50.
    const say = (words: number) => Array.from({ length: words }, () => "word").join(" ");
    const record = (id: number, ...words: number[]) => ({
      id,
      mlt: words.map(() => "[MLT:50]"),
      messages: words.flatMap((count) => [
        { role: "user", content: "Say it." },
        { role: "assistant", content: say(count) },
      ]),
    });
    await workbench.openHome();
    await workbench.openRecords("words.jsonl", [record(1, 5, 60), record(2, 41), record(3, 40, 61, 50)]);
    await workbench.indexed();
    await workbench.openOverview();
    const figure = workbench.figure("mlt against words");
    await figure.getByRole("button", { name: "Count words" }).click();
    await expect(workbench.bar("mlt against words", "[MLT:50]")).toHaveAccessibleName(
      /, 3 of 6 messages, 50\.0%/,
    );
    await figure.getByRole("button", { name: "Ranges" }).click();
    const over = page.getByRole("textbox", { name: "[MLT:50], more than" });
    await over.fill("39");
    await over.press("Enter");
    await page.keyboard.press("Escape");
    await expect(workbench.bar("mlt against words", "[MLT:50]")).toHaveAccessibleName(/, 4 of 6 messages/);
  });

  await test.step("which tool follows which, and families of the models that call them", async () => {
    const call = (name: string) => ({
      role: "assistant",
      content: "",
      tool_calls: [{ id: name, type: "function", function: { name, arguments: "{}" } }],
    });
    const record = (teacher_model: string, ...tools: string[]) => ({
      teacher_model,
      messages: [
        { role: "user", content: "Work." },
        ...tools.flatMap((name) => [call(name), { role: "tool", tool_call_id: name, content: "ok" }]),
        { role: "assistant", content: "Done." },
      ],
    });
    await workbench.openHome();
    await workbench.openRecords("tools.jsonl", [
      record("vllm:kimi-k2@8001", "search", "open", "search", "open"),
      record("vllm:kimi-k2@8002", "search", "open"),
      record("openai:gpt", "open", "open"),
    ]);
    await workbench.indexed();
    await workbench.openOverview();
    const steps = "tools: what follows what";
    await expect(cell(page, steps, /^search, then open, 3 of 5 steps/)).toHaveCount(1);
    await expect(cell(page, steps, /^open, then search, 1 of 5 steps/)).toHaveCount(1);
    await cell(page, steps, /^open, then search, /).click();
    await expect(workbench.rowsInView).toHaveText("1 of 3 rows");
    await page.keyboard.press("Enter");
    await expect(workbench.chips).toHaveCount(0);
    await cell(page, steps, /^search, then open, /).click();
    await cell(page, steps, /^open, then open, /).click({ modifiers: ["Shift"] });
    await expect(workbench.rowsInView).toHaveText("3 of 3 rows");
    await cell(page, steps, /^open, then search, /).click({ modifiers: ["Alt"] });
    await expect(workbench.chips).toHaveText([
      /has search then open or open then open, but not open then search$/,
    ]);
    await expect(workbench.rowsInView).toHaveText("2 of 3 rows");
    await page.getByRole("button", { name: "Remove filter" }).click();
    const teachers = workbench.figure("teacher_model");
    await expect(workbench.bars("teacher_model")).toHaveCount(3);
    await teachers.getByRole("button", { name: "Group by model" }).click();
    await expect(page).toHaveURL(/teachers=grouped/);
    await expect(workbench.bars("teacher_model")).toHaveCount(2);
    await expect(workbench.bar("teacher_model", "kimi-k2")).toHaveAccessibleName(/, 2 of 3 rows/);
    await expect(
      workbench.facet("teacher_model").getByRole("switch", { name: "Group by model" }),
    ).toBeChecked();
  });
  facts.close();
});
