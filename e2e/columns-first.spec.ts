import type { Page } from "@playwright/test";
import { NativeFacts } from "./fixtures/native-facts";
import { generatedMlt } from "./support/generated-files";
import { type ByteRange, placesOf, serveHeld } from "./support/held-parquet";
import { expect, test } from "./support/workbench";

// A Parquet file whose conversations are held back from the third row group on: the counts of the other columns do not wait.

const NAME = "held.parquet";
const GROUP_ROWS = 1000;
const TURNS = "len(list_filter(messages, lambda m: m.role = 'assistant'))";

// A page in which a test before has read this file would show that.
test.use({ pageStart: "new" });

function overlap(a: ByteRange, b: ByteRange): boolean {
  return a.start < b.end && b.start < a.end;
}

interface Moment {
  words: string;
  charts: { caption: string; bar: string }[];
}

/** Notes from now on what the overview says of its charts, and what their first bars say, at each change of the page. */
async function noteCharts(page: Page, names: readonly string[]): Promise<void> {
  await page.evaluate((figures) => {
    const moments: Moment[] = [];
    const note = () => {
      const words = document.querySelector("[aria-label=Overview] [role=status]")?.textContent ?? "";
      const charts = figures.map((name) => {
        const figure = document.querySelector(`figure[aria-label="${name}"]`);
        const caption = figure?.querySelector("figcaption")?.textContent ?? "";
        return {
          caption,
          bar: figure?.querySelector("[role=listbox] [role=option]")?.getAttribute("aria-label") ?? "",
        };
      });
      moments.push({ words, charts });
    };
    const observer = new MutationObserver(note);
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    Object.assign(window, { loupeMoments: { moments, observer } });
  }, names);
}

/** What was noted until now; nothing is noted any longer. */
function takeMoments(page: Page): Promise<Moment[]> {
  return page.evaluate(() => {
    const noted = Reflect.get(window, "loupeMoments") as { moments: Moment[]; observer: MutationObserver };
    noted.observer.disconnect();
    return noted.moments;
  });
}

test("columns of Parquet are counted to the end while conversations are still being read", async ({
  workbench,
  page,
}) => {
  const path = await generatedMlt();
  const facts = await NativeFacts.open(path);
  const rows = await facts.rows();
  const conversations = await placesOf(path, "messages");
  const file = await serveHeld(page, NAME, path, conversations.slice(2));
  await page.goto(`/browse?src=data:${NAME}&tab=overview`);
  await noteCharts(page, ["source", "turns"]);
  const all = rows.toLocaleString("en-US");
  await expect(workbench.dataset).toHaveText(new RegExp(`^${all} rows · .*${NAME}$`));
  const reading = page.getByRole("progressbar", { name: "Reading" });
  await expect(reading).toBeVisible();
  await test.step("charts say at each moment of which rows they are", async () => {
    await expect(workbench.bars("source").first()).toHaveAccessibleName(new RegExp(` of ${all} rows`));
    await expect(workbench.figure("turns")).toContainText(`of ${all} rows`);
    const moments = await takeMoments(page);
    const ofAll = moments.filter(({ words }) => words.includes("the others are of all rows"));
    expect(ofAll.length).toBeGreaterThan(0);
    for (const { charts } of ofAll) {
      for (const { caption, bar } of charts) {
        const read = /read of ([\d,]+) of/.exec(caption)?.[1] ?? all;
        if (bar !== "") expect(bar).toContain(` of ${read} row`);
      }
    }
    await page.getByRole("tab", { name: "Table" }).click();
  });
  await workbench.expectInView(rows, rows);

  const sources = await facts.countBy("source");
  const [first, second] = sources;
  await test.step("a filter on such a column gives its final count", async () => {
    const source = workbench.facet("source");
    for (const { value, rows: count } of sources.slice(0, 4)) {
      const name = `${value}, ${count.toLocaleString("en-US")}`;
      await expect(source.getByRole("checkbox", { name, exact: true })).toBeVisible();
    }
    await workbench.tick("source", first?.value ?? "");
    await workbench.expectInView(first?.rows ?? 0, rows);
    await workbench.tick("source", first?.value ?? "");
    await workbench.tick("source", second?.value ?? "");
    await workbench.expectInView(second?.rows ?? 0, rows);
    await page.getByRole("button", { name: "Clear all" }).click();
    await workbench.expectInView(rows, rows);
    await expect(reading).toBeVisible();
  });

  const turns = workbench.facet("turns");
  let readRows = 0;
  await test.step("facts are counted of the rows whose conversation is read, and say so", async () => {
    await workbench.unfold("turns");
    const words = turns.getByText(new RegExp(`^Read of [\\d,]+ of ${all} rows$`, "i"));
    await expect(words).toBeVisible();
    readRows = Number(/of ([\d,]+) of/.exec((await words.textContent()) ?? "")?.[1]?.replaceAll(",", ""));
    expect(readRows).toBeGreaterThan(0);
    expect(readRows).toBeLessThanOrEqual(2 * GROUP_ROWS);
    await workbench.typeBound("turns", "From", "2");
    const some = `SELECT count(*) FROM read_parquet('${path}', file_row_number = true) WHERE file_row_number < ${readRows} AND ${TURNS} >= 2`;
    const many = Number(await facts.value(some));
    await expect(workbench.rowsInView).toHaveText(
      `${many.toLocaleString("en-US")} of ${readRows.toLocaleString("en-US")} rows so far`,
    );
    await page.getByRole("button", { name: "Clear all" }).click();
    await workbench.expectInView(rows, rows);
  });

  await test.step("a record whose facts are not read yet can be opened by its place", async () => {
    await page.keyboard.press("#");
    await page
      .getByRole("dialog")
      .getByRole("textbox")
      .first()
      .fill(String(GROUP_ROWS + 500));
    await page.keyboard.press("Enter");
    await expect(workbench.messages.first()).toBeVisible();
    await page.keyboard.press("Escape");
  });

  await test.step("a dataset card says that it is not of the whole file, and waits to be copied", async () => {
    await page.evaluate(() => navigator.clipboard.writeText("before"));
    await workbench.openCard();
    const card = page.getByRole("textbox", { name: "Markdown of the dataset card" });
    await expect(card).toHaveValue(/\*\*Not the whole dataset:\*\* counted when only [\d,]+ samples/);
    await expect(page.getByText("It is copied once every row is read.")).toBeVisible();
    expect(await workbench.clipboard()).toBe("before");
    file.release();
    await expect(page.getByText("Dataset card copied").first()).toBeVisible();
    const copied = await workbench.clipboard();
    expect(copied).toContain(`| Samples | ${all} |`);
    expect(copied).not.toContain("Not the whole dataset");
    await page.keyboard.press("Escape");
  });
  await expect(reading).toHaveCount(0);
  await expect(turns.getByText(/^Read of/i)).toHaveCount(0);
  await workbench.expectInView(rows, rows);
  await test.step("then they are counted of all rows", async () => {
    await workbench.typeBound("turns", "From", "2");
    await workbench.expectInView(await facts.countWhere(`${TURNS} >= 2`), rows);
    await workbench.tick("source", first?.value ?? "");
    const both = `${TURNS} >= 2 AND source = '${first?.value}'`;
    await workbench.expectInView(await facts.countWhere(both), rows);
  });

  await test.step("and nothing was fetched twice", () => {
    // The first group is read for the first rows, for the columns of all rows, and for the other rows of the group.
    const start = conversations[1]?.start ?? 0;
    const end = conversations.at(-1)?.end ?? 0;
    const asked = file.asked.filter((range) => overlap(range, { start, end }));
    const twice = asked.filter((range, at) => asked.slice(0, at).some((before) => overlap(range, before)));
    // But the group of the record that was opened.
    const opened = conversations[1] ?? { start: 0, end: 0 };
    expect(twice.filter((range) => !overlap(range, opened))).toEqual([]);
  });
  facts.close();
});

test("a count of rows says at each moment of which rows it is", async ({ workbench, page }) => {
  const path = await generatedMlt();
  const facts = await NativeFacts.open(path);
  const rows = await facts.rows();
  const file = await serveHeld(page, NAME, path, (await placesOf(path, "messages")).slice(2));
  await page.goto(`/browse?src=data:${NAME}`);
  await workbench.expectInView(rows, rows);
  await workbench.unfold("turns");
  await workbench.typeBound("turns", "From", "2");
  // Of the rows that are read: until it is counted, the count of before stays for a moment.
  const all = rows.toLocaleString("en-US");
  await expect(workbench.rowsInView).toHaveText(new RegExp(`^[\\d,]+ of (?!${all} )[\\d,]+ rows so far$`));
  await page.evaluate(() => {
    const status = document.querySelector('[role=status][aria-label="Rows in view"]');
    const said = new Set<string>();
    const note = () => said.add(status?.textContent ?? "gone");
    note();
    new MutationObserver(note).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    Object.assign(window, { loupeSaid: said });
  });
  file.release();
  await workbench.expectInView(await facts.countWhere(`${TURNS} >= 2`), rows);
  const said = await page.evaluate(() => [...(Reflect.get(window, "loupeSaid") as Set<string>)]);
  expect(said.length).toBeGreaterThan(1);
  for (const words of said) {
    const [, many = "", read = ""] = /^([\d,]+) of ([\d,]+) rows(?: so far)?$/.exec(words) ?? [];
    const readRows = Number(read.replaceAll(",", ""));
    const some = `SELECT count(*) FROM read_parquet('${path}', file_row_number = true) WHERE file_row_number < ${readRows} AND ${TURNS} >= 2`;
    expect(many, words).toBe(Number(await facts.value(some)).toLocaleString("en-US"));
    if (readRows < rows) expect(words).toContain("so far");
  }
  facts.close();
});

test("a cancelled reading keeps all rows of a Parquet file, and says of which the facts are known", async ({
  workbench,
  page,
}) => {
  const path = await generatedMlt();
  const facts = await NativeFacts.open(path);
  const rows = await facts.rows();
  const all = rows.toLocaleString("en-US");
  const conversations = await placesOf(path, "messages");
  const file = await serveHeld(page, NAME, path, conversations.slice(2));
  await page.goto(`/browse?src=data:${NAME}`);
  await workbench.expectInView(rows, rows);
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  file.release();
  const known = new RegExp(
    `^${all} rows · reading was cancelled at [\\d.]+% · conversations read of [\\d,]+ of ${all} rows · `,
  );
  await expect(workbench.dataset).toHaveText(known);
  const [first] = await facts.countBy("source");
  await workbench.tick("source", first?.value ?? "");
  await workbench.expectInView(first?.rows ?? 0, rows);
  await expect((await workbench.unfold("turns")).getByText(/^Read of [\d,]+ of/i)).toBeVisible();
  await test.step("and a comparison says what it leaves out", async () => {
    await page.getByRole("tab", { name: "Compare" }).click();
    await workbench.compare.getByRole("button", { name: "These rows, kept as B" }).click();
    const left = new RegExp(
      `^Reading A was cancelled: the conversations and long texts of [\\d,]+ of ${all} rows were read`,
    );
    await expect(workbench.compare.getByRole("note")).toHaveText(left);
    await expect(workbench.recordKind("In both, different")).toContainText("different0");
    await workbench.compare.getByRole("combobox", { name: "Pair records by" }).selectOption("");
    await expect(workbench.recordKind("In both, the same")).toContainText(/100% of A · 100% of B/);
    await expect(workbench.recordKind("In both, the same")).not.toContainText(
      (first?.rows ?? 0).toLocaleString("en-US"),
    );
  });
  facts.close();
});
