import { NativeFacts } from "./fixtures/native-facts";
import { recordsOf } from "./support/read-records";
import { rowWords } from "./support/row-words";
import { sharedFile } from "./support/shared-data";
import { expect, test } from "./support/workbench";

// Several ranges of a number, picked bin by bin; counts against native DuckDB on the same file.

const IPW = "shapes/ipw-sft-shape.jsonl";
const TURNS = "num_turns";

test("bins of a number are picked one by one with the mouse, and chart, facet, chip, table and link agree", async ({
  workbench,
  page,
}) => {
  const facts = await NativeFacts.open(sharedFile(IPW));
  await workbench.open(IPW);
  await workbench.indexed();
  await workbench.openOverview();
  const inView = async (condition: string) =>
    expect(workbench.rowsInView).toHaveText(rowWords(await facts.countWhere(condition), 300));
  const bar = (value: string) => workbench.bar(TURNS, value);
  const picked = workbench.figure(TURNS).getByRole("option", { selected: true });

  await test.step("Shift adds a bin and leaves the gap, and takes it away again", async () => {
    await bar("1").click();
    await inView("num_turns = 1");
    await bar("4").click({ modifiers: ["Shift"] });
    await inView("num_turns IN (1, 4)");
    await expect(workbench.chips).toHaveText(["num_turns is 1 or 4"]);
    await expect(page).toHaveURL(/f=num_turns~within~1~4&/);
    await expect(picked).toHaveCount(2);
    await bar("2").click({ modifiers: ["Shift"] });
    await expect(workbench.chips).toHaveText(["num_turns is 1 to 2 or 4"]);
    await inView("num_turns IN (1, 2, 4)");
    await bar("2").click({ modifiers: ["Shift"] });
    await expect(workbench.chips).toHaveText(["num_turns is 1 or 4"]);
  });

  await test.step("the bars of the facet answer as those of the chart, by mouse and by keyboard", async () => {
    const facet = await workbench.unfold(TURNS);
    const bin = (value: number) => facet.getByRole("option", { name: new RegExp(`^${value}, `) });
    const [one] = await facts.sql("SELECT count(*) AS n FROM source WHERE num_turns = 1");
    await expect(bin(1)).toHaveAccessibleName(`1, ${one?.n} in view of ${one?.n}`);
    await expect(facet.getByRole("option", { selected: true })).toHaveCount(2);
    await bin(1).click({ modifiers: ["Alt"] });
    await expect(workbench.chips).toHaveText(["num_turns is 4"]);
    await bin(2).press("Enter");
    await page.keyboard.press("Shift+ArrowRight");
    // The bars show what is drawn, and the view what is done.
    await expect(facet.getByRole("option", { selected: true })).toHaveCount(2);
    await expect(workbench.chips).toHaveText(["num_turns is 2"]);
    await page.keyboard.press("Enter");
    await expect(workbench.chips).toHaveText(["num_turns from 2 to 3"]);
    await inView("num_turns IN (2, 3)");
    const [first, last] = [await bin(3).boundingBox(), await bin(1).boundingBox()];
    if (first === null || last === null) throw new Error("no bin");
    await page.mouse.move(first.x + first.width / 2, first.y + 30);
    await page.mouse.down();
    await page.mouse.move(last.x + last.width / 2, last.y + 30, { steps: 6 });
    await page.mouse.up();
    await expect(workbench.chips).toHaveText(["num_turns from 1 to 3"]);
    await expect(picked).toHaveCount(3);
    await bin(1).click();
    await bin(4).press("Shift+Enter");
    await expect(workbench.chips).toHaveText(["num_turns is 1 or 4"]);
  });

  await test.step("the facet says what it holds, and its outer ends are typed", async () => {
    const facet = await workbench.unfold(TURNS);
    const range = facet.getByRole("group", { name: "num_turns range" });
    await expect(range).toContainText("2 ranges: 1 or 4");
    await expect(range.getByRole("textbox", { name: "From" })).toHaveValue("1");
    await expect(range.getByRole("textbox", { name: "To" })).toHaveValue("4");
    await expect(range.getByRole("slider", { name: "minimum" })).toHaveAttribute("aria-valuetext", "from 1");
    await expect(range.getByRole("slider", { name: "maximum" })).toHaveAttribute("aria-valuetext", "up to 4");
    await workbench.typeBound(TURNS, "To", "5");
    await expect(workbench.chips).toHaveText(["num_turns is 1 or 4 to 5"]);
    await inView("num_turns IN (1, 4, 5)");
    await range.getByRole("slider", { name: "minimum" }).press("ArrowRight");
    await expect(workbench.chips).toHaveText(["num_turns from 2 to 5"]);
    await workbench.typeBound(TURNS, "From", "1");
    await workbench.typeBound(TURNS, "To", "3");
    await expect(workbench.chips).toHaveText(["num_turns from 1 to 3"]);
    await inView("num_turns BETWEEN 1 AND 3");
    await expect(range).not.toContainText("ranges");
  });

  await test.step("Alt cuts a bin out of the selection, and changes nothing outside it", async () => {
    await bar("2").click({ modifiers: ["Alt"] });
    await expect(workbench.chips).toHaveText(["num_turns is 1 or 3"]);
    await bar("5").click({ modifiers: ["Alt"] });
    await expect(workbench.chips).toHaveText(["num_turns is 1 or 3"]);
    await inView("num_turns IN (1, 3)");
  });

  await test.step("the table and the link hold the same rows", async () => {
    const rows = await facts.countWhere("num_turns IN (1, 3)");
    await page.getByRole("tab", { name: "Table" }).click();
    await workbench.expectInView(rows, 300);
    const link = new URL(await workbench.copyLink());
    const query = [...link.searchParams].filter(([name]) => name !== "src" && name !== "tab");
    await page.goto(
      `/browse?src=data:${IPW}&${query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&")}&tab=overview`,
    );
    await workbench.indexed();
    await expect(workbench.rowsInView).toHaveText(rowWords(rows, 300));
    await expect(workbench.chips).toHaveText(["num_turns is 1 or 3"]);
    await expect(picked).toHaveCount(2);
  });

  await test.step("Alt leaves out one bin after the other, Shift gives one back", async () => {
    await page.getByRole("button", { name: "Remove filter" }).click();
    await bar("1").click({ modifiers: ["Alt"] });
    await bar("3").click({ modifiers: ["Alt"] });
    await expect(workbench.chips).toHaveText(["num_turns is not 1 or 3"]);
    await inView("num_turns NOT IN (1, 3)");
    await expect(bar("1")).toHaveAttribute("aria-selected", "false");
    await expect(bar("2")).toHaveAttribute("aria-selected", "true");
    const facet = await workbench.unfold(TURNS);
    await expect(facet.getByRole("group", { name: "num_turns range" })).toContainText(
      "All but 2 ranges: 1 or 3",
    );
    await bar("2").click({ modifiers: ["Shift"] });
    await expect(workbench.chips).toHaveText(["num_turns is not 1 or 3"]);
    await bar("3").click({ modifiers: ["Shift"] });
    await expect(workbench.chips).toHaveText(["num_turns is not 1"]);
    await inView("num_turns <> 1");
    await bar("1").click({ modifiers: ["Alt"] });
    await expect(workbench.chips).toHaveCount(0);
  });

  await test.step("a drag with Shift adds what it draws, one with Alt leaves it out", async () => {
    const drag = async (from: string, to: string, key: "Shift" | "Alt") => {
      const [first, last] = [await bar(from).boundingBox(), await bar(to).boundingBox()];
      if (first === null || last === null) throw new Error("no bar");
      await page.keyboard.down(key);
      await page.mouse.move(first.x + first.width / 2, first.y + 40);
      await page.mouse.down();
      await page.mouse.move(last.x + last.width / 2, last.y + 40, { steps: 6 });
      await page.mouse.up();
      await page.keyboard.up(key);
    };
    await bar("1").click();
    await inView("num_turns = 1");
    await drag("3", "4", "Shift");
    await expect(workbench.chips).toHaveText(["num_turns is 1 or 3 to 4"]);
    await inView("num_turns IN (1, 3, 4)");
    await drag("1", "3", "Alt");
    await expect(workbench.chips).toHaveText(["num_turns is 4"]);
    await inView("num_turns = 4");
  });

  await test.step("the table beside it has the rows of this view, not those of the one before", async () => {
    const shown = recordsOf(IPW).filter(({ num_turns }) => num_turns === 4);
    await page.getByRole("tab", { name: "Table" }).click();
    await workbench.expectInView(shown.length, 300);
    await expect(workbench.row(1)).toContainText(String(shown[0]?.sample_id));
  });
});

test("fractions, days and bins are picked by the keyboard alone", async ({ workbench, page }) => {
  // 0.00 to 9.99, a hundred in each whole number; 25 days of forty rows.
  const records = Array.from({ length: 1000 }, (_, index) => ({
    id: `r${index}`,
    share: index / 100,
    day: new Date(Date.UTC(2024, 1, 25 + (index % 25))).toISOString().slice(0, 10),
    label: index % 2 === 0 ? "even" : "odd",
  }));
  await workbench.openRecords("parts.jsonl", records);
  await workbench.indexed();
  await workbench.openOverview();
  await test.step("a range is drawn, a bin cut out of its middle, and added again", async () => {
    await workbench.bars("share").first().focus();
    await page.keyboard.press("Enter");
    await expect(workbench.chips).toHaveText([/^share from 0 to below [\d.]+$/]);
    // Bins are even, and so are the rows: what the first one ends below is what each of them is wide.
    const width = Number((await workbench.chips.textContent())?.match(/below ([\d.]+)/)?.[1]);
    const first = Math.round(width * 100);
    const edge = (bins: number) => (bins * first) / 100;
    await expect(workbench.rowsInView).toHaveText(rowWords(first, 1000));
    const draw = async () => {
      for (let step = 0; step < 4; step++) await page.keyboard.press("Shift+ArrowRight");
      await expect(workbench.rowsInView).toHaveText(rowWords(5 * first, 1000));
    };
    await draw();
    // The link has what is done; Escape brings it back.
    expect(new URL(page.url()).searchParams.get("f")).toBe(`share~from~0~below~${edge(1)}`);
    await page.keyboard.press("Escape");
    await expect(workbench.rowsInView).toHaveText(rowWords(first, 1000));
    await expect(workbench.chips).toHaveText([`share from 0 to below ${edge(1)}`]);
    await page.keyboard.press("Home");
    await draw();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`f=share~from~0~below~${edge(5)}`.replaceAll(".", "\\.")));
    // What is done stays.
    await page.keyboard.press("Escape");
    await expect(workbench.rowsInView).toHaveText(rowWords(5 * first, 1000));
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Alt+Enter");
    await expect(workbench.rowsInView).toHaveText(rowWords(4 * first, 1000));
    await expect(workbench.chips).toHaveText([
      `share is 0 to below ${edge(2)} or ${edge(3)} to below ${edge(5)}`,
    ]);
    await expect(workbench.figure("share").getByRole("option", { selected: true })).toHaveCount(4);
    await page.keyboard.press("Shift+Enter");
    await expect(workbench.chips).toHaveText([`share from 0 to below ${edge(5)}`]);
    await expect(workbench.rowsInView).toHaveText(rowWords(5 * first, 1000));
    await page.keyboard.press("End");
    await page.keyboard.press("Shift+Enter");
    await expect(workbench.figure("share").getByRole("option", { selected: true })).toHaveCount(6);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await expect(workbench.chips).toHaveCount(0);
  });

  await test.step("days are left out one by one, and given back", async () => {
    await workbench.bars("day").first().focus();
    await page.keyboard.press("Alt+Enter");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Alt+Enter");
    await expect(workbench.chips).toHaveText(["day is not 2024-02-25 or 2024-02-27"]);
    await expect(workbench.rowsInView).toHaveText(rowWords(920, 1000));
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Alt+Enter");
    await expect(workbench.chips).toHaveText(["day not from 2024-02-25 to 2024-02-27"]);
    await expect(workbench.rowsInView).toHaveText(rowWords(880, 1000));
    await page.keyboard.press("Shift+Enter");
    await expect(workbench.chips).toHaveText(["day is not 2024-02-25 or 2024-02-27"]);
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+Enter");
    await expect(workbench.chips).toHaveText(["day is not 2024-02-27"]);
    await expect(workbench.rowsInView).toHaveText(rowWords(960, 1000));
  });
});
