import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { recordsOf } from "./read-records";
import { expect, type Workbench } from "./workbench";

/** A file whose records have unique ids, and where it is opened. */
export const NAME = "shapes/ipw-sft-shape.jsonl";
export const ADDRESS = `/browse?src=data:${NAME}`;
export const ROWS = 300;
export const IDS = recordsOf(NAME).map((record) => String(record.sample_id));

/** A line of a file of marks; one that was taken back has no content. */
export interface Line {
  id: string | null;
  row: number;
  author: string;
  removed?: true;
  star?: boolean;
  flags?: string[];
  note?: string;
  updated: string;
  dataset: string;
}

export const bar = (page: Page) => page.getByRole("group", { name: "Marks", exact: true });
export const flagButton = (page: Page, name: string) =>
  bar(page).getByRole("button", { name: /^Flag \d$/.test(name) ? name : `Flag ${name}`, exact: true });
export const note = (page: Page) => bar(page).getByRole("textbox", { name: "Note" });
export const cell = (workbench: Workbench, position: number, column: string) =>
  workbench.row(position).getByRole("gridcell").nth(["starred", "flags", "note"].indexOf(column));

export async function openRow(workbench: Workbench, position: number): Promise<void> {
  await workbench.openRow(position);
  await expect(workbench.record).toContainText(`${position} of`);
}

/** Writes a note on the open record by keys alone. */
export async function writeNote(page: Page, text: string): Promise<void> {
  await page.keyboard.press("m");
  await expect(note(page)).toBeFocused();
  await page.keyboard.type(text);
  await page.keyboard.press("Escape");
}

/** Exports the marks; says the name when it is asked for. */
export async function exportMarks({ page }: Workbench, name?: string): Promise<Line[]> {
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

export const fileOf = (lines: readonly unknown[], name = "marks.jsonl") => ({
  name,
  mimeType: "application/jsonl",
  buffer: Buffer.from(
    lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join(""),
  ),
});
