import type { Page } from "@playwright/test";
import { NativeFacts } from "./fixtures/native-facts";
import { generatedMlt } from "./support/generated-files";
import { type ByteRange, placesOf, serveHeld } from "./support/held-parquet";
import { holdStatements } from "./support/held-statements";
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
  // The cells of a heat map of all rows are counted after the bars of its fields.
  const statements = await holdStatements(page);
  await page.addInitScript((like) => {
    if (window.loupeHeld) window.loupeHeld.pattern = new RegExp(like);
  }, `_row < ${rows}\\)[^]* cells\\.\\*`);
  await page.goto(`/browse?src=data:${NAME}&tab=overview`);
  await noteCharts(page, ["source", "turns"]);
  const all = rows.toLocaleString("en-US");
  await expect(workbench.dataset).toHaveText(new RegExp(`^${all} rows · .*${NAME}$`));
  const reading = page.getByRole("progressbar", { name: "Reading" });
  await expect(reading).toBeVisible();
  await test.step("charts of such columns are of all rows while others are counted", async () => {
    await expect(workbench.bars("source").first()).toHaveAccessibleName(new RegExp(` of ${all} rows`));
    await expect(workbench.figure("source by mlt")).toContainText(/first [\d,]+ rows/);
    await expect(workbench.figure("turns")).toContainText(/first [\d,]+ rows/);
    await statements.release();
  });
  await test.step("charts say at each moment of which rows they are", async () => {
    await expect(workbench.figure("source by mlt")).not.toContainText(/first [\d,]+ rows/);
    await expect(workbench.figure("turns")).toContainText(`of ${all} rows`);
    const moments = await takeMoments(page);
    for (const { charts } of moments) {
      for (const { caption, bar } of charts) {
        const read = /first ([\d,]+) (?:of [\d,]+ )?row/.exec(caption)?.[1] ?? all;
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
    const words = turns.getByText(/^first [\d,]+ rows$/);
    await expect(words).toBeVisible();
    readRows = Number(/first ([\d,]+)/.exec((await words.textContent()) ?? "")?.[1]?.replaceAll(",", ""));
    expect(readRows).toBeGreaterThan(0);
    expect(readRows).toBeLessThanOrEqual(2 * GROUP_ROWS);
    await workbench.typeBound("turns", "From", "2");
    const some = `SELECT count(*) FROM read_parquet('${path}', file_row_number = true) WHERE file_row_number < ${readRows} AND ${TURNS} >= 2`;
    const many = Number(await facts.value(some));
    await expect(workbench.rowsInView).toHaveText(
      `${many.toLocaleString("en-US")} of ${readRows.toLocaleString("en-US")} rows so far`,
    );
    await test.step("and so are the charts of other columns, beside each other", async () => {
      await page.getByRole("tab", { name: "Overview" }).click();
      const source = workbench.figure("source");
      await expect(source).toContainText(`first ${readRows.toLocaleString("en-US")} of ${all} rows`);
      const found = `SELECT count(DISTINCT source) FROM read_parquet('${path}', file_row_number = true) WHERE file_row_number < ${readRows}`;
      await expect(workbench.bars("source")).toHaveCount(Number(await facts.value(found)));
      await page.getByRole("tab", { name: "Table" }).click();
    });
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
  await expect(turns.getByText(/^first [\d,]+ rows$/)).toHaveCount(0);
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

/** What was said at once: of the rows in view, and by facets, by name. */
interface Said {
  inView: string;
  facets: Record<string, { head: string; counts: string[] }>;
}

/** Notes from now on what is said of the rows in view and by facets, at each change of the page. */
async function noteCounts(page: Page, names: readonly string[]): Promise<void> {
  await page.evaluate((facets) => {
    const said = new Set<string>();
    const note = () => {
      const status = document.querySelector('[role=status][aria-label="Rows in view"]');
      const facetOf = (name: string) => {
        const facet = document.querySelector(`aside section[aria-label="${name}"]`);
        const titles = facet?.querySelectorAll("[role=option] > title, label[title]") ?? [];
        const counts = Array.from(titles, (title) => title.getAttribute("title") ?? title.textContent ?? "");
        return { head: facet?.firstElementChild?.textContent ?? "", counts };
      };
      const entries = facets.map((name) => [name, facetOf(name)]);
      const all: Said = { inView: status?.textContent ?? "", facets: Object.fromEntries(entries) };
      said.add(JSON.stringify(all));
    };
    note();
    new MutationObserver(note).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    Object.assign(window, { loupeSaid: said });
  }, names);
}

async function takeCounts(page: Page): Promise<Said[]> {
  const said = await page.evaluate(() => [...(Reflect.get(window, "loupeSaid") as Set<string>)]);
  return said.map((entry) => JSON.parse(entry) as Said);
}

test("every count says at each moment of which rows it is", async ({ workbench, page }) => {
  const path = await generatedMlt();
  const facts = await NativeFacts.open(path);
  const rows = await facts.rows();
  const file = await serveHeld(page, NAME, path, (await placesOf(path, "messages")).slice(2));
  await page.goto(`/browse?src=data:${NAME}`);
  await noteCounts(page, ["source", "turns"]);
  await workbench.expectInView(rows, rows);
  await workbench.unfold("turns");
  await workbench.typeBound("turns", "From", "2");
  // Of the rows that are read: until it is counted, the count of before stays for a moment.
  const all = rows.toLocaleString("en-US");
  await expect(workbench.rowsInView).toHaveText(new RegExp(`^[\\d,]+ of (?!${all} )[\\d,]+ rows so far$`));
  const before = new Set((await takeCounts(page)).map(({ inView }) => inView));
  file.release();
  await workbench.expectInView(await facts.countWhere(`${TURNS} >= 2`), rows);
  const turns = workbench.facet("turns");
  await expect(turns.getByText(/^first [\d,]+ rows$/)).toHaveCount(0);
  const said = await takeCounts(page);

  type Truth = Record<string, { total: number; filtered: number }>;
  const known = new Map<string, Truth>();
  /** Of the first rows of the file: how many have each value, and how many of these pass the filter. */
  const truthOf = async (column: "source" | "turns", rowEnd: number): Promise<Truth> => {
    const key = `${column} ${rowEnd}`;
    const first = `SELECT file_row_number AS place, source, ${TURNS} AS turns FROM read_parquet('${path}', file_row_number = true)`;
    const counts = `SELECT ${column}::VARCHAR AS value, count(*) AS total, count(*) FILTER (turns >= 2) AS filtered FROM (${first}) WHERE place < ${rowEnd} GROUP BY 1`;
    const sql = `SELECT to_json(map_from_entries(list({ k: value, v: { total: total, filtered: filtered } }))) FROM (${counts})`;
    const truth = known.get(key) ?? (JSON.parse((await facts.value(sql)) ?? "{}") as Truth);
    known.set(key, truth);
    return truth;
  };
  const number = (text = "") => Number(text.replaceAll(",", ""));
  await test.step("of rows in view", async () => {
    const filtered = said.filter(({ inView }) => !before.has(inView));
    expect(filtered.length).toBeGreaterThan(1);
    for (const { inView } of filtered) {
      const [, many, read] = /^([\d,]+) of ([\d,]+) rows(?: so far)?$/.exec(inView) ?? [];
      const bySource = Object.values(await truthOf("source", number(read)));
      expect(number(many), inView).toBe(bySource.reduce((sum, { filtered }) => sum + filtered, 0));
      if (number(read) < rows) expect(inView).toContain("so far");
    }
  });
  await test.step("of facets", async () => {
    const heads = new Set<string>();
    for (const { inView, facets } of said) {
      for (const column of ["source", "turns"] as const) {
        const { head = "", counts = [] } = facets[column] ?? {};
        const own = /first ([\d,]+) rows$/.exec(head)?.[1];
        const truth = await truthOf(column, number(own ?? / of ([\d,]+) rows/.exec(inView)?.[1]));
        if (own !== undefined) heads.add(head);
        for (const words of counts) {
          const [, value = "", inFilter, total] = /^(.*): ([\d,]+) in view of ([\d,]+)$/.exec(words) ?? [];
          const context = `${words}, under ${head} and beside ${inView}`;
          const { total: many, filtered } = truth[value] ?? { total: 0, filtered: 0 };
          expect(number(total), context).toBe(many);
          // A facet counts without its own filter, and others take up a new view after its rows.
          expect(column === "turns" ? [many] : [many, filtered], context).toContain(number(inFilter));
        }
      }
    }
    expect(heads.size).toBeGreaterThan(1);
  });
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
  await expect((await workbench.unfold("turns")).getByText(/^first [\d,]+ rows$/)).toBeVisible();
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
