import { NativeFacts } from "./fixtures/native-facts";
import { rowWords } from "./support/row-words";
import { savedTexts, saveFromMenu } from "./support/saved-picture";
import { sharedFile } from "./support/shared-data";
import { expect, test } from "./support/workbench";

// Numbers on the charts against what native DuckDB counts in the same file.

const MLT = "shapes/tulu3-mlt-shape.jsonl";
const IPW = "shapes/ipw-sft-shape.jsonl";

test("bars count, filter and follow, by mouse and by keyboard, and are part of the link", async ({
  workbench,
  page,
}) => {
  const facts = await NativeFacts.open(sharedFile(IPW));
  await workbench.open(IPW);
  await workbench.indexed();
  await workbench.openOverview();
  await expect(page).toHaveURL(/[?&]tab=overview/);

  await test.step("every bar says its count", async () => {
    for (const { value, rows } of (await facts.countBy("category")).slice(0, 8)) {
      const bar = workbench.bar("category", value ?? "no value");
      await expect(bar).toHaveAccessibleName(new RegExp(`, ${rowWords(rows, 300)}, [\\d.]+%$`));
    }
  });

  await test.step("on paper the charts stand alone, and none is wider than the page", async () => {
    const overview = page.getByRole("region", { name: "Overview" });
    const widths = () =>
      overview.evaluate((box) => {
        const inside = [...box.querySelectorAll("figure, svg")].map(
          (part) => part.getBoundingClientRect().width,
        );
        return { figures: box.querySelectorAll("figure").length, widest: Math.max(...inside) };
      });
    const before = await widths();
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    expect((await widths()).widest).toBeLessThanOrEqual(680);
    expect((await widths()).figures).toBe(before.figures);
    const words = overview.getByText(/· 300 of 300 rows$/);
    await expect(words).toBeHidden();
    await page.emulateMedia({ media: "print" });
    await expect(words).toBeVisible();
    await expect(page.getByRole("complementary", { name: "Facets" })).toBeHidden();
    await expect(page.getByRole("tab", { name: "Overview" })).toBeHidden();
    await expect(workbench.figure("category")).toBeVisible();
    await page.emulateMedia({ media: "screen" });
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    await expect.poll(widths).toEqual(before);
  });

  await test.step("a click selects, Shift adds, Alt leaves out; facets, chips and charts agree", async () => {
    await workbench.bar("category", "High School Math").click();
    await expect(workbench.rowsInView).toHaveText("117 of 300 rows");
    await expect(workbench.chips).toHaveText(["category is High School Math"]);
    await expect(await workbench.value("category", "High School Math")).toBeChecked();
    await expect(workbench.bar("category", "High School Math")).toHaveAttribute("aria-selected", "true");
    // A chart ignores its own filter; the others follow it.
    await expect(workbench.bar("category", "High School Math")).toHaveAccessibleName(/117 of 300 rows/);
    const kimi = await facts.countWhere(
      "category = 'High School Math' AND teacher_model = 'vllm:kimi-k2@8001'",
    );
    await expect(workbench.bar("teacher_model", "vllm:kimi-k2@8001")).toHaveAccessibleName(
      new RegExp(rowWords(kimi, 117)),
    );
    await workbench.bar("category", "General Math").click({ modifiers: ["Shift"] });
    await expect(workbench.rowsInView).toHaveText("144 of 300 rows");
    // Of a selection Alt takes a value away; one that is not in it changes nothing.
    await workbench.bar("category", "High School Math").click({ modifiers: ["Alt"] });
    await expect(workbench.rowsInView).toHaveText("27 of 300 rows");
    await expect(workbench.chips).toHaveText(["category is General Math"]);
    await workbench.bar("category", "High School Math").click({ modifiers: ["Alt"] });
    await expect(workbench.chips).toHaveText(["category is General Math"]);
    await workbench.bar("category", "General Math").click();
    await workbench.bar("category", "High School Math").click({ modifiers: ["Alt"] });
    await expect(workbench.rowsInView).toHaveText("183 of 300 rows");
    await expect(workbench.chips).toHaveText(["category is not High School Math"]);
    await workbench.bar("category", "General Math").click({ modifiers: ["Shift"] });
    await expect(workbench.chips).toHaveText(["category is not High School Math"]);
    await workbench.bar("category", "High School Math").click({ modifiers: ["Shift"] });
    await expect(workbench.chips).toHaveCount(0);
    // Two picks before the first one is drawn: both count.
    const [first, second] = [
      workbench.bar("category", "High School Math"),
      workbench.bar("category", "General Math"),
    ];
    const other = await second.elementHandle();
    await first.evaluate((bar, next) => {
      bar.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      next?.dispatchEvent(new MouseEvent("click", { bubbles: true, shiftKey: true }));
    }, other);
    await expect(workbench.rowsInView).toHaveText("144 of 300 rows");
    await second.click({ modifiers: ["Shift"] });
    await first.click();
    await expect(workbench.chips).toHaveCount(0);
  });

  await test.step("the keyboard does all of it", async () => {
    const first = workbench.bars("category").first();
    await first.focus();
    await page.keyboard.press("Enter");
    await expect(workbench.rowsInView).toHaveText("117 of 300 rows");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+Enter");
    const [one, two] = await facts.countBy("category");
    await expect(workbench.rowsInView).toHaveText(rowWords((one?.rows ?? 0) + (two?.rows ?? 0), 300));
    await page.keyboard.press("Home");
    await page.keyboard.press("Alt+Enter");
    await expect(workbench.rowsInView).toHaveText(rowWords(two?.rows ?? 0, 300));
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Alt+Space");
    await expect(workbench.rowsInView).toHaveText("117 of 300 rows");
    await page.keyboard.press("Home");
    await page.keyboard.press("Alt+Space");
    await expect(workbench.rowsInView).toHaveText("183 of 300 rows");
    await page.keyboard.press("Alt+Space");
    await expect(workbench.rowsInView).toHaveText("300 of 300 rows");
  });

  await test.step("a range is brushed over a histogram, and drawn longer with Shift and arrows", async () => {
    const from = await workbench.bar("num_turns", "2").boundingBox();
    const to = await workbench.bar("num_turns", "4").boundingBox();
    if (from === null || to === null) throw new Error("no bars");
    await page.mouse.move(from.x + 3, from.y + 40);
    await page.mouse.down();
    await page.mouse.move(to.x + to.width / 2, to.y + 40, { steps: 6 });
    const some = await facts.countWhere("num_turns BETWEEN 2 AND 4");
    // The charts and counts follow while the button is held; the link does not yet.
    await expect(workbench.rowsInView).toHaveText(rowWords(some, 300));
    expect(page.url()).not.toContain("num_turns");
    await page.mouse.up();
    await expect(page).toHaveURL(/f=num_turns~between~2~4/);
    await expect(workbench.rowsInView).toHaveText(rowWords(some, 300));
    await workbench.bar("num_turns", "1").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Shift+ArrowRight");
    await expect(workbench.chips).toHaveText(["num_turns from 1 to 2"]);
    const two = await facts.countWhere("num_turns <= 2");
    await expect(workbench.rowsInView).toHaveText(rowWords(two, 300));
    await page.keyboard.press("Home");
    await page.keyboard.press("Alt+Enter");
    await expect(workbench.chips).toHaveText(["num_turns is 2"]);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await expect(workbench.chips).toHaveCount(0);
    await page.keyboard.press("Home");
    await page.keyboard.press("Alt+Enter");
    await expect(workbench.rowsInView).toHaveText(rowWords(await facts.countWhere("num_turns <> 1"), 300));
    await expect(workbench.bars("num_turns").first()).toHaveAttribute("aria-selected", "false");
  });

  await test.step("the link restores it", async () => {
    const link = new URL(await workbench.copyLink());
    const url = `/browse?src=data:${IPW}&${[...link.searchParams]
      .filter(([name]) => name !== "src")
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join("&")}`;
    await page.goto(url);
    await workbench.indexed();
    await expect(page.getByRole("tab", { name: "Overview" })).toHaveAttribute("aria-selected", "true");
    await expect(workbench.rowsInView).toHaveText(rowWords(await facts.countWhere("num_turns <> 1"), 300));
    await expect(workbench.bar("num_turns", "1")).toHaveAttribute("aria-selected", "false");
  });

  await test.step("the order of values is turned round, which is part of the link", async () => {
    const success = workbench.figure("success");
    await expect(workbench.bars("success").first()).toHaveAccessibleName(/^true, /);
    const reverse = success.getByRole("button", { name: "Reverse order" });
    await reverse.focus();
    await page.keyboard.press("Enter");
    await expect(workbench.bars("success").first()).toHaveAccessibleName(/^false, /);
    await expect(reverse).toHaveAttribute("aria-pressed", "true");
    await expect(page).toHaveURL(/values:success:reversed/);
    const category = workbench.figure("category");
    await category.getByRole("combobox", { name: "Order" }).selectOption("By success");
    await expect(page).toHaveURL(/values:category:by-success/);
    const failing = await facts.sql(
      "SELECT category AS name FROM source WHERE num_turns <> 1 GROUP BY 1 HAVING count(*) FILTER (NOT success) > 0 ORDER BY avg(CAST(success AS INTEGER)), count(*) DESC, 1 LIMIT 1",
    );
    await category.getByRole("button", { name: "Reverse order" }).click();
    const worst = new RegExp(`^${escaped(String(failing[0]?.name))}, `);
    await expect(workbench.bars("category").first()).toHaveAccessibleName(worst);
    await category.getByRole("button", { name: "Reverse order" }).click();
    await category.getByRole("combobox", { name: "Order" }).selectOption("By count");
    await expect(page).not.toHaveURL(/values:category:/);
  });

  await test.step("a saved picture has the words that stand around the chart, and is whole", async () => {
    const rows = rowWords(await facts.countWhere("num_turns <> 1"), 300);
    await expect(workbench.figure("num_turns")).toContainText("counts on a logarithmic axis");
    const texts = new Map<string, string>();
    for (const name of ["category", "num_turns", "tools: what follows what"]) {
      texts.set(name, (await savedTexts(page, workbench.figure(name))).join("\n"));
    }
    for (const [name, found] of texts) {
      expect(found.split("\n")[0]).toBe(name);
      const words = found.replaceAll("\n", " ");
      expect(words).toMatch(new RegExp(`${rows}, [\\d.]+%, in view: num_turns is not 1$`));
    }
    expect(texts.get("category")).toMatch(/^with all above$/m);
    expect(texts.get("category")).toMatch(/^in view\nall rows$/m);
    expect(texts.get("category")).toMatch(/^\d+ of \d+ make 80%$/m);
    expect(texts.get("num_turns")).toMatch(/^num_turns\n1\n10\n/);
    expect(texts.get("num_turns")).toMatch(/^counts on a logarithmic axis$/m);
    expect(texts.get("tools: what follows what")).toMatch(/^Colour: count$/m);
  });
  facts.close();
});

test("labels, two fields, tables, pictures and the layout", async ({ workbench, page }) => {
  test.slow();
  const path = sharedFile(MLT);
  const facts = await NativeFacts.open(path);
  const messages = await facts.sql("SELECT unnest(mlt) AS value, source FROM source");
  await workbench.open(MLT);
  await workbench.indexed();
  await workbench.openOverview();
  const total = await facts.rows();

  await test.step("labels stand in the order of their numbers, by message and by record", async () => {
    const options = workbench.bars("mlt");
    const labels = [...new Set(messages.map(({ value }) => String(value)))].sort(
      (a, b) => Number(/\d+/.exec(a)) - Number(/\d+/.exec(b)),
    );
    await expect(options).toHaveCount(labels.length);
    for (const [place, label] of labels.entries()) {
      const count = messages.filter(({ value }) => value === label).length;
      await expect(options.nth(place)).toHaveAccessibleName(
        new RegExp(`^${escaped(label)}, ${count.toLocaleString("en-US")} of ${messages.length} messages`),
      );
    }
    await workbench.figure("mlt").getByRole("button", { name: "Per record" }).click();
    await expect(page).toHaveURL(/charts=labels:mlt:per-record/);
    for (const { value, rows } of await facts.countByItem("mlt")) {
      await expect(workbench.bar("mlt", value ?? "")).toHaveAccessibleName(
        new RegExp(`, ${rows} of ${total} rows`),
      );
    }
  });

  await test.step("a cell of two fields filters by both, by mouse and by keyboard", async () => {
    const figure = workbench.figure("source by mlt");
    const cells = await facts.sql(
      "SELECT source AS a, value AS b, count(*) AS n FROM (SELECT source, unnest(list_distinct(mlt)) AS value FROM source) GROUP BY 1, 2 ORDER BY n DESC, a, b LIMIT 3",
    );
    for (const { a, b, n } of cells) {
      await expect(
        figure.getByRole("gridcell", {
          name: new RegExp(`^${escaped(String(a))}, ${escaped(String(b))}, ${n} of ${total} rows`),
        }),
      ).toHaveCount(1);
    }
    const [first] = cells;
    const name = new RegExp(`^${escaped(String(first?.a))}, ${escaped(String(first?.b))}, `);
    await figure.getByRole("gridcell", { name }).click();
    await expect(workbench.rowsInView).toHaveText(`${first?.n} of ${total} rows`);
    await expect(workbench.chips).toHaveCount(2);
    await page.keyboard.press("Enter");
    await expect(workbench.chips).toHaveCount(0);
    await figure.getByRole("gridcell").first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await expect(figure.locator(":focus")).toHaveAttribute("data-mark", /^[1-9]\d*$/);
    await page.keyboard.press("Space");
    await expect(workbench.chips).toHaveCount(2);
    await page.getByRole("button", { name: "Clear all" }).click();
  });

  await test.step("a chart is a table, a picture and its numbers", async () => {
    const figure = workbench.figure("source");
    const [first] = await facts.countBy("source");
    await figure.getByRole("switch", { name: "Show as table" }).click();
    const row = figure.getByRole("row").nth(1);
    await expect(row).toContainText(first?.value ?? "");
    await expect(row.getByRole("cell").nth(1)).toHaveText(String(first?.rows));
    await figure.getByRole("switch", { name: "Show as table" }).click();
    const texts = await savedTexts(page, figure);
    expect(texts).toContain(String(first?.rows));
    expect(texts.at(-1)).toBe(`${total} rows`);
    await savedTexts(page, workbench.figure("mlt"));
    await savedTexts(page, workbench.figure("source by mlt"));
    const save = (item: string) => saveFromMenu(page, figure, item);
    expect((await save("Save picture as PNG")).subarray(1, 4).toString()).toBe("PNG");
    const csv = (await save("Save numbers as CSV")).toString();
    expect(csv.split("\r\n")[1]).toMatch(new RegExp(`^${escaped(first?.value ?? "")},${first?.rows},`));
    await figure.getByRole("button", { name: "More about source" }).click();
    await page.getByRole("menuitem", { name: "Copy numbers as Markdown" }).click();
    await expect.poll(() => workbench.clipboard()).toContain("| source | rows in view | % | rows |");
  });

  await test.step("charts are moved, hidden and added, and the link keeps them", async () => {
    const titles = () =>
      page
        .getByRole("figure")
        .evaluateAll((figures) => figures.map((figure) => figure.getAttribute("aria-label")));
    await workbench.figure("source").getByRole("button", { name: "More about source" }).click();
    await page.getByRole("menuitem", { name: "Move to the front" }).click();
    await expect.poll(async () => (await titles())[0]).toBe("source");
    await workbench.figure("mlt").getByRole("button", { name: "More about mlt", exact: true }).click();
    await page.getByRole("menuitem", { name: "Hide" }).click();
    await expect(workbench.figure("mlt")).toHaveCount(0);
    // The keyboard goes on where the chart was: at the one in its place, the one before, or what adds another.
    const menu = page.getByRole("button", { name: /^More about / });
    const hide = async () => {
      const count = await menu.count();
      await page.keyboard.press("Enter");
      await page.getByRole("menuitem", { name: "Hide" }).focus();
      await page.keyboard.press("Enter");
      await expect(menu).toHaveCount(count - 1);
    };
    await expect(menu.nth(1)).toBeFocused();
    const following = await menu.nth(2).getAttribute("aria-label");
    await hide();
    await expect(menu.nth(1)).toBeFocused();
    await expect(menu.nth(1)).toHaveAccessibleName(following ?? "");
    await menu.last().focus();
    await hide();
    await expect(menu.last()).toBeFocused();
    while ((await menu.count()) > 0) await hide();
    await expect(page.getByRole("button", { name: "Add chart" })).toBeFocused();
    await page.getByRole("button", { name: "Add chart" }).click();
    await page.getByRole("combobox", { name: "Field" }).selectOption({ label: "turns" });
    await page.getByRole("combobox", { name: "Against" }).selectOption({ label: "against source" });
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(workbench.figure("turns by source").getByRole("gridcell").first()).toBeVisible();
    const before = await titles();
    await page.reload();
    await workbench.isAskedForFile();
    await workbench.choose(path);
    await expect(workbench.figure("turns by source").getByRole("gridcell").first()).toBeVisible();
    expect(await titles()).toEqual(before);
    await page.getByRole("button", { name: "Restore all charts" }).click();
    await expect(workbench.figure("mlt")).toBeVisible();
    await expect(page).not.toHaveURL(/charts=/);
  });
  facts.close();
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
