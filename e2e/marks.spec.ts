import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { recordsOf } from "./support/read-records";
import { expect, test, Workbench } from "./support/workbench";

// Marks stay in the browser, where tests that share a page would meet them.
test.use({ ownContext: true });

const NAME = "shapes/ipw-sft-shape.jsonl";
const ADDRESS = `/browse?src=data:${NAME}`;
const ROWS = 300;
const IDS = recordsOf(NAME).map((record) => String(record.sample_id));

/** A line of a file of marks. */
interface Line {
  id: string | null;
  row: number;
  author: string;
  star: boolean;
  flags: string[];
  note: string;
  updated: string;
  dataset: string;
}

const bar = (page: Page) => page.getByRole("group", { name: "Marks", exact: true });
const flagButton = (page: Page, name: string) =>
  bar(page).getByRole("button", { name: `Flag ${name}`, exact: true });
const note = (page: Page) => bar(page).getByRole("textbox", { name: "Note" });
const cell = (workbench: Workbench, position: number, column: string) =>
  workbench.row(position).getByRole("gridcell").nth(["starred", "flags", "note"].indexOf(column));

async function openRow(workbench: Workbench, position: number): Promise<void> {
  await workbench.openRow(position);
  await expect(workbench.record).toContainText(`${position} of`);
}

/** Exports the marks; says the name when it is asked for. */
async function exportMarks({ page }: Workbench, name?: string): Promise<Line[]> {
  await page.evaluate(() => Reflect.deleteProperty(window, "showSaveFilePicker"));
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await page.getByRole("menuitem", { name: "Marks as JSONL" }).click();
  if (name !== undefined) {
    const dialog = page.getByRole("dialog", { name: "Export marks" });
    await expect(dialog.getByRole("button", { name: "Export" })).toBeDisabled();
    await dialog.getByRole("textbox", { name: "Your name" }).fill(name);
    await dialog.getByRole("button", { name: "Export" }).click();
  }
  const text = await readFile(await (await downloading).path(), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

const fileOf = (lines: readonly unknown[], name = "marks.jsonl") => ({
  name,
  mimeType: "application/jsonl",
  buffer: Buffer.from(
    lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join(""),
  ),
});

test("records are starred, flagged and noted by keys; kept; filtered, sorted and exported as columns", async ({
  workbench,
  page,
}) => {
  test.slow();
  await page.goto(ADDRESS);
  await workbench.expectInView(ROWS, ROWS);
  await expect(workbench.header("starred")).toHaveCount(0);

  await test.step("keys mark the open record and no other", async () => {
    await page.keyboard.press("j");
    await expect(workbench.record).toContainText("1 of 300");
    await page.keyboard.press("s");
    await expect(bar(page).getByRole("button", { name: "Star" })).toHaveAttribute("aria-pressed", "true");
    // A key that follows at once is about the record that it stepped to.
    await page.keyboard.press("j");
    await page.keyboard.press("2");
    await page.keyboard.press("j");
    await page.keyboard.press("1");
    await page.keyboard.press("2");
    await page.keyboard.press("2");
    await expect(workbench.record).toContainText("3 of 300");
    await expect(flagButton(page, "flag 1")).toHaveAttribute("aria-pressed", "true");
    await expect(flagButton(page, "flag 2")).toHaveAttribute("aria-pressed", "false");
    await page.keyboard.press("m");
    await expect(note(page)).toBeFocused();
    await page.keyboard.type("jks 12: ‹b›שלום");
    await page.keyboard.press("Escape");
    await expect(bar(page).getByRole("button", { name: "Note" })).toBeFocused();
    await expect(workbench.record).toContainText("3 of 300");
  });

  await test.step("they are cells of the table", async () => {
    await expect(cell(workbench, 1, "starred").getByRole("img", { name: "starred" })).toBeVisible();
    await expect(cell(workbench, 2, "starred").getByRole("img")).toHaveCount(0);
    await expect(cell(workbench, 2, "flags")).toHaveText("flag 2");
    await expect(cell(workbench, 3, "flags")).toHaveText("flag 1");
    await expect(cell(workbench, 3, "note")).toHaveText("jks 12: ‹b›שלום");
  });

  await test.step("flags get names, and those that are set follow", async () => {
    await bar(page).getByRole("button", { name: "Names of flags, your name" }).click();
    const dialog = page.getByRole("dialog", { name: "Marks" });
    await dialog.getByRole("textbox", { name: "Name of flag 1" }).fill("loop");
    await dialog.getByRole("textbox", { name: "Name of flag 2" }).fill("loop");
    await expect(dialog.getByRole("alert")).toContainText("same name");
    await expect(dialog.getByRole("button", { name: "Save" })).toBeDisabled();
    await dialog.getByRole("textbox", { name: "Name of flag 2" }).fill("wrong tool");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(flagButton(page, "loop")).toHaveAttribute("aria-pressed", "true");
    await expect(cell(workbench, 2, "flags")).toHaveText("wrong tool");
  });

  await test.step("a reload keeps them, and the facet filters by them", async () => {
    await page.reload();
    await workbench.expectInView(ROWS, ROWS);
    await expect(note(page)).toHaveValue("jks 12: ‹b›שלום");
    await workbench.tick("flags", "loop");
    await workbench.expectInView(1, ROWS);
    await workbench.tick("flags", "wrong tool");
    await workbench.expectInView(2, ROWS);
    await expect(workbench.facet("starred").getByRole("checkbox", { name: "no value, 2" })).toBeVisible();
  });

  await test.step("a record that loses its flag leaves the view, and the next one takes its place", async () => {
    await openRow(workbench, 1);
    await expect(workbench.record).toContainText("1 of 2");
    await page.keyboard.press("2");
    await workbench.expectInView(1, ROWS);
    await expect(workbench.record).toContainText("not in view");
    await page.keyboard.press("j");
    await expect(workbench.record).toContainText("1 of 1");
    await expect(workbench.record).toContainText(IDS[2] ?? "");
    await page.keyboard.press("1");
    await workbench.expectInView(0, ROWS);
    await expect(page.getByText(/^No row matches/)).toBeVisible();
    await page.keyboard.press("1");
    await workbench.expectInView(1, ROWS);
    await page.getByRole("button", { name: "Clear all", exact: true }).click();
    await workbench.expectInView(ROWS, ROWS);
  });

  await test.step("a reload shows a filtered view filtered, and never all rows", async () => {
    await workbench.tick("starred", "true");
    await workbench.expectInView(1, ROWS);
    await page.reload();
    await workbench.expectInView(1, ROWS);
    await expect(workbench.notices).toHaveCount(0);
    await page.getByRole("button", { name: "Clear all", exact: true }).click();
  });

  await test.step("columns of marks sort, and stand in the CSV", async () => {
    await workbench.header("note").click();
    await expect(workbench.row(1)).toContainText(IDS[2] ?? "");
    await workbench.header("starred").click();
    await expect(workbench.row(1)).toContainText(IDS[0] ?? "");
    const csv = await workbench.exportAs("Columns as CSV");
    const [header = "", first = "", second = ""] = csv.split("\r\n");
    const places = ["_starred", "_flags", "_note"].map((name) => header.split(",").indexOf(name));
    expect(places).not.toContain(-1);
    expect(first.endsWith(",true,,")).toBe(true);
    expect(second.endsWith(",,,")).toBe(true);
    await workbench.header("starred").click();
    await workbench.header("starred").click();
  });

  await test.step("two tabs are in step", async () => {
    const other = new Workbench(await page.context().newPage());
    await other.page.goto(ADDRESS);
    await other.expectInView(ROWS, ROWS);
    await openRow(other, 5);
    await other.page.keyboard.press("s");
    await expect(cell(workbench, 5, "starred").getByRole("img", { name: "starred" })).toBeVisible();
    await openRow(workbench, 5);
    await page.keyboard.press("s");
    await expect(bar(other.page).getByRole("button", { name: "Star" })).toHaveAttribute(
      "aria-pressed",
      "false",
    );
    await other.page.close();
  });
});

test("marks of two people are exported, merged, and say where they differ", async ({
  workbench,
  page,
  browser,
}) => {
  test.slow();
  await page.goto(ADDRESS);
  await workbench.expectInView(ROWS, ROWS);
  await openRow(workbench, 1);
  await page.keyboard.press("s");
  await page.keyboard.press("1");
  await openRow(workbench, 2);
  await page.keyboard.press("m");
  await page.keyboard.type("Ada's note");
  await page.keyboard.press("Escape");

  const ada = await exportMarks(workbench, "Ada");
  expect(ada.map(({ updated, dataset, ...line }) => line)).toEqual([
    { id: IDS[0], row: 1, author: "Ada", star: true, flags: ["flag 1"], note: "" },
    { id: IDS[1], row: 2, author: "Ada", star: false, flags: [], note: "Ada's note" },
  ]);
  expect(ada[0]?.dataset).toMatch(/^[0-9a-f]{64}$/);
  expect(await exportMarks(workbench)).toEqual(ada);

  const context = await browser.newContext();
  const bo = new Workbench(await context.newPage());
  await test.step("another person imports them by id, into the same records of another file", async () => {
    // Without its first row every position is another, and so is the fingerprint.
    const lines = (await readFile(new URL(`../../shared/data/${NAME}`, import.meta.url), "utf8")).split("\n");
    await bo.openHome();
    await bo.page.getByLabel("Open files").setInputFiles({
      name: "rest.jsonl",
      mimeType: "application/json",
      buffer: Buffer.from(lines.slice(1).join("\n")),
    });
    await bo.expectInView(ROWS - 1, ROWS - 1);
    await bo.page.getByLabel("Marks file").setInputFiles(fileOf(ada, "ada.jsonl"));
    const dialog = bo.page.getByRole("dialog", { name: "Import marks" });
    await expect(dialog).toContainText("ada.jsonl holds 2 marks by Ada.");
    const counts = dialog.getByRole("list", { name: "What merging gives" }).getByRole("listitem");
    await expect(counts).toHaveText([
      /^1\s*new$/,
      new RegExp(`^1\\s*of no record in this dataset: ${IDS[0]}$`),
    ]);
    await dialog.getByRole("button", { name: "Merge 1 mark" }).click();
    await expect(cell(bo, 1, "flags").or(bo.row(1))).toContainText([IDS[1] ?? ""]);
    await openRow(bo, 1);
    await expect(bar(bo.page).getByRole("list", { name: "Marks of others" })).toHaveText("AdaAda's note");
    await expect(note(bo.page)).toHaveCount(0);
  });

  await test.step("their own marks stand beside, and both sides of a difference are kept", async () => {
    await bo.page.goto(ADDRESS);
    await bo.expectInView(ROWS, ROWS);
    await openRow(bo, 1);
    await bo.page.keyboard.press("s");
    await bo.page.keyboard.press("3");
    await openRow(bo, 4);
    await bo.page.keyboard.press("s");
    await bo.page.getByLabel("Marks file").setInputFiles(fileOf([...ada, "{broken"]));
    const dialog = bo.page.getByRole("dialog", { name: "Import marks" });
    await expect(dialog).toContainText("that cannot be read: line 3, not valid JSON");
    await expect(dialog.getByRole("button", { name: "Merge 2 marks" })).toBeDisabled();
    await dialog.getByRole("textbox", { name: "Your name" }).fill("Bo");
    const differ = dialog.getByRole("region", { name: "Who differs" });
    await expect(differ).toContainText("Bo and Ada differ on 1 record: flags on 1.");
    await dialog.getByRole("button", { name: "Merge and show where they differ" }).click();
    await bo.expectInView(1, ROWS);
    await openRow(bo, 1);
    await expect(bar(bo.page)).toContainText("Bo and Ada differ in flags.");
    await expect(flagButton(bo.page, "flag 3")).toHaveAttribute("aria-pressed", "true");
    await bo.page.getByRole("button", { name: "Clear all", exact: true }).click();
    await bo.tick("marked by", "Bo");
    await bo.expectInView(2, ROWS);
    await bo.page.getByRole("button", { name: "Clear all", exact: true }).click();
  });

  const both = await exportMarks(bo);
  expect(both.map(({ row, author }) => [row, author])).toEqual([
    [1, "Bo"],
    [1, "Ada"],
    [2, "Ada"],
    [4, "Bo"],
  ]);

  await test.step("back at the first person, nothing of theirs is changed", async () => {
    await page.getByLabel("Marks file").setInputFiles(fileOf(both));
    const dialog = page.getByRole("dialog", { name: "Import marks" });
    const counts = dialog.getByRole("list", { name: "What merging gives" }).getByRole("listitem");
    await expect(counts).toHaveText([/^2\s*new$/, /^2\s*here already, the very same$/]);
    await dialog.getByRole("button", { name: "Merge 2 marks" }).click();
    await expect(dialog).toHaveCount(0);
    expect(await exportMarks(workbench)).toEqual(
      [...both].sort((a, b) => a.row - b.row || (a.author < b.author ? -1 : 1)),
    );
    await page.getByLabel("Marks file").setInputFiles(fileOf(both));
    await expect(counts).toHaveText([/^4\s*here already, the very same$/]);
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
  });

  await test.step("marks under the own name that are not the own can be kept apart", async () => {
    const later = new Date(Date.now() + 60_000).toISOString();
    await page
      .getByLabel("Marks file")
      .setInputFiles(fileOf([{ ...ada[0], flags: ["else"], updated: later }]));
    const dialog = page.getByRole("dialog", { name: "Import marks" });
    await expect(dialog).toContainText("which they replace");
    await dialog.getByRole("radio", { name: /another Ada/ }).check();
    await expect(dialog).toContainText("Ada and Ada (2) differ on 1 record: flags on 1.");
    await dialog.getByRole("button", { name: "Merge 1 mark" }).click();
    await expect(dialog).toHaveCount(0);
    await openRow(workbench, 1);
    await expect(flagButton(page, "flag 1")).toHaveAttribute("aria-pressed", "true");
    await expect(bar(page).getByRole("list", { name: "Marks of others" })).toContainText("Ada (2)");
  });

  await test.step("a link by marks says to whoever lacks them that it needs them", async () => {
    await workbench.tick("flags", "flag 1");
    await workbench.expectInView(1, ROWS);
    const link = await workbench.copyLink();
    const third = await browser.newContext();
    const stranger = new Workbench(await third.newPage());
    await stranger.page.goto(link);
    await stranger.expectInView(ROWS, ROWS);
    await expect(stranger.notices).toContainText(
      "filters or sorts by marks (flags), which this browser does not have",
    );
    await expect(stranger.messages.first()).toBeVisible();
    await stranger.page.getByLabel("Marks file").setInputFiles(fileOf(ada));
    await stranger.page.getByRole("button", { name: "Merge 2 marks" }).click();
    await stranger.expectInView(1, ROWS);
    await expect(stranger.notices).toHaveCount(0);
    await third.close();
  });
  await context.close();
});

test("marks work while the file is still being read", async ({ workbench, page }) => {
  // The rest of the file is held back until the record is marked.
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const copies = Array.from({ length: 40 }, (_, copy) =>
    recordsOf(NAME).map((record) => JSON.stringify({ ...record, sample_id: `${record.sample_id}-${copy}` })),
  );
  const body = Buffer.from(`${copies.flat().join("\n")}\n`);
  await page.route("**/data/large.jsonl", async (route) => {
    const range = /bytes=(\d+)-(\d+)/.exec((await route.request().headerValue("range")) ?? "");
    const start = Number(range?.[1] ?? 0);
    const end = Math.min(Number(range?.[2] ?? body.length - 1) + 1, body.length);
    if (start > body.length / 2 && end < body.length) await held;
    const headers = { "Content-Range": `bytes ${start}-${end - 1}/${body.length}`, "Accept-Ranges": "bytes" };
    if (route.request().method() === "HEAD") {
      await route.fulfill({
        status: 200,
        headers: { "Content-Length": String(body.length), "Accept-Ranges": "bytes" },
      });
    } else await route.fulfill({ status: 206, headers, body: body.subarray(start, end) });
  });
  await page.goto("/browse?src=data:large.jsonl");
  await workbench.openRow(2);
  await expect(workbench.messages.first()).toBeVisible();
  await expect(page.getByRole("progressbar", { name: "Reading" })).toBeVisible();
  await page.keyboard.press("s");
  await page.keyboard.press("1");
  await expect(flagButton(page, "flag 1")).toHaveAttribute("aria-pressed", "true");
  release();
  await workbench.expectInView(ROWS * 40, ROWS * 40);
  await expect(cell(workbench, 2, "starred").getByRole("img", { name: "starred" })).toBeVisible();
  const [line] = await exportMarks(workbench, "Ada");
  expect(line).toMatchObject({ id: `${IDS[1]}-0`, row: 2, star: true, flags: ["flag 1"] });
});

test("where the browser refuses storage, marks last as long as the page, and a notice says so", async ({
  workbench,
  page,
}) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("refused", "SecurityError");
    };
  });
  await page.goto(ADDRESS);
  await workbench.expectInView(ROWS, ROWS);
  await openRow(workbench, 1);
  await expect(workbench.notices).toHaveCount(0);
  await page.keyboard.press("s");
  await expect(workbench.notices).toContainText("refuses to keep marks");
  await workbench.tick("starred", "true");
  await workbench.expectInView(1, ROWS);
  await page.reload();
  await workbench.expectInView(ROWS, ROWS);
  await expect(bar(page).getByRole("button", { name: "Star" })).toHaveAttribute("aria-pressed", "false");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("marks are set by touch, and stay on the screen", async ({ workbench, page }) => {
    await page.goto(`${ADDRESS}&row=1`);
    await expect(workbench.messages.first()).toBeVisible();
    await bar(page).getByRole("button", { name: "Star" }).tap();
    await flagButton(page, "flag 5").tap();
    await bar(page).getByRole("button", { name: "Note" }).tap();
    await note(page).fill("Donaudampfschifffahrtsgesellschaft".repeat(12));
    await expect(bar(page).getByRole("button", { name: "Star" })).toHaveAttribute("aria-pressed", "true");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const box = await bar(page).boundingBox();
    expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 391) <= 390).toBe(true);
    await expect(workbench.messages.first()).toBeInViewport();
    await workbench.record.getByRole("button", { name: "Close record" }).tap();
    await page.getByRole("button", { name: "Filters", exact: true }).tap();
    await workbench.tick("flags", "flag 5");
    await page.getByRole("dialog", { name: "Filters" }).getByRole("button", { name: "Close" }).tap();
    await workbench.expectInView(1, ROWS);
  });
});
