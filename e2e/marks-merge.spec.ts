import { readFile } from "node:fs/promises";
import {
  ADDRESS,
  bar,
  cell,
  exportMarks,
  fileOf,
  flagButton,
  IDS,
  NAME,
  note,
  openRow,
  ROWS,
  writeNote,
} from "./support/marks";
import { expect, test, Workbench } from "./support/workbench";

test("marks of two people are exported, merged, and say where they differ", async ({
  workbench,
  page,
  keptPage,
}) => {
  test.slow();
  await workbench.goTo(ADDRESS);
  await workbench.expectInView(ROWS, ROWS);
  await openRow(workbench, 1);
  await page.keyboard.press("s");
  await page.keyboard.press("1");
  await openRow(workbench, 2);
  await writeNote(page, "Ada's note");

  const ada = await exportMarks(workbench, "Ada");
  expect(ada.map(({ updated, dataset, ...line }) => line)).toEqual([
    { id: IDS[0], row: 1, author: "Ada", star: true, flags: ["Flag 1"], note: "" },
    { id: IDS[1], row: 2, author: "Ada", star: false, flags: [], note: "Ada's note" },
  ]);
  expect(ada[0]?.dataset).toMatch(/^[0-9a-f]{64}$/);
  expect(await exportMarks(workbench)).toEqual(ada);

  const context = await keptPage.newContext({ isKeeping: false });
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
    await bo.goTo(ADDRESS);
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
    await expect(flagButton(bo.page, "Flag 3")).toHaveAttribute("aria-pressed", "true");
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

  await test.step("what a person took back goes from the other's marks as well, and stays away", async () => {
    await openRow(workbench, 2);
    await note(page).fill("");
    const later = await exportMarks(workbench);
    expect(later.filter(({ row }) => row === 2)).toMatchObject([
      { id: IDS[1], author: "Ada", removed: true, dataset: ada[0]?.dataset },
    ]);
    await bo.page.getByLabel("Marks file").setInputFiles(fileOf(later));
    const dialog = bo.page.getByRole("dialog", { name: "Import marks" });
    await expect(dialog).toContainText("and 1 mark that was taken back");
    const counts = dialog.getByRole("list", { name: "What merging gives" }).getByRole("listitem");
    await expect(counts).toHaveText([
      /^1\s*here that the same person took back since, and that go$/,
      /^3\s*here already, the very same$/,
    ]);
    await dialog.getByRole("button", { name: "Merge 1 mark" }).click();
    await openRow(bo, 2);
    await expect(bar(bo.page).getByRole("list", { name: "Marks of others" })).toHaveCount(0);
    await bo.page.getByLabel("Marks file").setInputFiles(fileOf(ada));
    await expect(counts).toHaveText([
      /^1\s*taken back here since by the same person, and that stay so$/,
      /^1\s*here already, the very same$/,
    ]);
    await bo.page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await openRow(workbench, 2);
    await writeNote(page, "Ada's note");
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
    await expect(flagButton(page, "Flag 1")).toHaveAttribute("aria-pressed", "true");
    await expect(bar(page).getByRole("list", { name: "Marks of others" })).toContainText("Ada (2)");
  });

  await test.step("a link by marks says to whoever lacks them that it needs them", async () => {
    await workbench.tick("flags", "Flag 1");
    await workbench.expectInView(1, ROWS);
    const link = await workbench.copyLink();
    const third = await keptPage.newContext({ isKeeping: false });
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
