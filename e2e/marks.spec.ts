import { ADDRESS, bar, cell, exportMarks, flagButton, IDS, NAME, note, openRow, ROWS } from "./support/marks";
import { recordsOf } from "./support/read-records";
import { expect, test, Workbench } from "./support/workbench";

test("records are starred, flagged and noted by keys; kept; filtered, sorted and exported as columns", async ({
  workbench,
  page,
}) => {
  test.slow();
  await workbench.goTo(ADDRESS);
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
    await expect(flagButton(page, "Flag 1")).toHaveAttribute("aria-pressed", "true");
    await expect(flagButton(page, "Flag 2")).toHaveAttribute("aria-pressed", "false");
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
    await expect(cell(workbench, 2, "flags")).toHaveText("Flag 2");
    await expect(cell(workbench, 3, "flags")).toHaveText("Flag 1");
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
  await workbench.goTo("/browse?src=data:large.jsonl");
  await workbench.openRow(2);
  await expect(workbench.messages.first()).toBeVisible();
  const reading = page.getByRole("progressbar", { name: "Reading" });
  await expect(reading).toBeVisible();
  await page.keyboard.press("s");
  await page.keyboard.press("1");
  await expect(flagButton(page, "Flag 1")).toHaveAttribute("aria-pressed", "true");
  release();
  await workbench.expectInView(ROWS * 40, ROWS * 40);
  await expect(cell(workbench, 2, "starred").getByRole("img", { name: "starred" })).toBeVisible();
  // Which column tells records apart is known when all are indexed.
  await expect(reading).toHaveCount(0);
  const [line] = await exportMarks(workbench, "Ada");
  expect(line).toMatchObject({ id: `${IDS[1]}-0`, row: 2, star: true, flags: ["Flag 1"] });
});

test.describe("in a browser that refuses storage", () => {
  test.use({ ownContext: true });

  test("marks last as long as the page, and a notice says so", async ({ workbench, page }) => {
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
});
