import { inSlices } from "./in-slices";
import { isUnmarked, type Mark, type MarkContent, OWN_AUTHOR, tidyFlags, UNMARKED } from "./model";

/** A mark as a file holds it: which record it is of is still to be found. An empty one says that it was taken back. */
export interface FiledMark extends Omit<Mark, "row"> {
  /** `_row` in the dataset it was made on; null when the file does not say. */
  row: number | null;
  /** Fingerprint of that dataset; null when the file does not say. */
  dataset: string | null;
}

export interface MarksFile {
  marks: readonly FiledMark[];
  /** Lines (1-based) that hold no mark, and why. */
  problems: readonly { line: number; reason: string }[];
}

const LINES_PER_PART = 500;

/**
 * Marks as JSONL, in parts, a line for each record and person, in the order of the dataset. `row` counts from 1, as on the screen
 * and in links. `ownName` stands for the person at this browser. An empty mark is written as `removed`.
 */
export async function* writeMarksFile(
  marks: readonly Mark[],
  dataset: string,
  ownName: string,
): AsyncGenerator<string> {
  const ordered = [...marks].sort(
    (a, b) => a.row - b.row || (a.author < b.author ? -1 : a.author > b.author ? 1 : 0),
  );
  for (let start = 0; start < ordered.length; start += LINES_PER_PART) {
    const part = ordered.slice(start, start + LINES_PER_PART);
    yield part.map((mark) => `${lineOf(mark, dataset, ownName)}\n`).join("");
  }
}

function lineOf(mark: Mark, dataset: string, ownName: string): string {
  const { id, row, author, isStarred, flags, note, updatedAt } = mark;
  return JSON.stringify({
    id,
    row: row + 1,
    author: author === OWN_AUTHOR ? ownName : author,
    ...(isUnmarked(mark) ? { removed: true } : { star: isStarred, flags, note }),
    updated: updatedAt,
    dataset,
  });
}

/**
 * Reads what `writeMarksFile` wrote, or others did: each line needs an `id` or a `row`, all else may be missing. A line
 * that marks nothing is no mark, and none taken back unless it says `removed`.
 * `fallbackAuthor` and `fallbackTime` stand in for an author and a time that are not said.
 */
export async function parseMarksFile(
  text: string,
  fallbackAuthor: string,
  fallbackTime: string,
): Promise<MarksFile> {
  const marks: FiledMark[] = [];
  const problems: { line: number; reason: string }[] = [];
  await inSlices(text.split(/\r?\n/).entries(), ([index, line]) => {
    if (line.trim() === "" || line === "\uFEFF") return;
    const mark = parseLine(line.replace(/^\uFEFF/, ""), fallbackAuthor, fallbackTime);
    if (typeof mark === "string") problems.push({ line: index + 1, reason: mark });
    else if (mark !== null) marks.push(mark);
  });
  return { marks, problems };
}

/** The mark of a line; null for one that marks nothing, a text that says why there is none. */
function parseLine(line: string, fallbackAuthor: string, fallbackTime: string): FiledMark | string | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return "not valid JSON";
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "not a JSON object";
  const fields = value as Record<string, unknown>;
  const id = textOf(fields.id);
  const row = typeof fields.row === "number" && Number.isSafeInteger(fields.row) ? fields.row - 1 : null;
  if (id === null && (row === null || row < 0)) return "neither an id nor a row number";
  const { flags, note, star, updated, removed } = fields;
  if (flags !== undefined && flags !== null && !isTextList(flags)) return "flags are no list of texts";
  if (note !== undefined && note !== null && typeof note !== "string") return "the note is no text";
  if (star !== undefined && star !== null && typeof star !== "boolean")
    return "star is neither true nor false";
  if (removed !== undefined && removed !== null && typeof removed !== "boolean")
    return "removed is neither true nor false";
  const content: MarkContent =
    removed === true
      ? UNMARKED
      : {
          isStarred: star === true,
          flags: tidyFlags(isTextList(flags) ? flags : []),
          note: (typeof note === "string" ? note : "").toWellFormed(),
        };
  if (removed !== true && isUnmarked(content)) return null;
  return {
    id,
    row: row === null || row < 0 ? null : row,
    dataset: textOf(fields.dataset),
    author: textOf(fields.author)?.trim() || fallbackAuthor,
    ...content,
    updatedAt: timeOf(updated) ?? fallbackTime,
  };
}

function textOf(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : null;
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function timeOf(value: unknown): string | null {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
