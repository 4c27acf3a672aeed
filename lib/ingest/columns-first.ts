import type { ParquetChunk, RowStretch } from "@/lib/format";
import type { FirstReply, ParquetPlan } from "./parse-protocol";

/** The columns that come first are at most this share of a file: they are read twice, and hold up the others. */
const MOST_SHARE = 0.1;
/** A file in which the other columns are smaller is read whole before it could be told. */
const FEWEST_BYTES = 16 * 1024 * 1024;
/** Of a file on a server each row group takes a request or two, between which nothing comes: so many take a second. */
const MOST_ASKED_GROUPS = 256;
const STEP_ROWS = 65_536;
const STEP_BYTES = 8 * 1024 * 1024;

/**
 * The columns of a file that are read of all rows before the others: numbers, short texts and lists of such, as many of
 * the smallest as are quickly read, but no part of the conversation. `first` is the first chunk of the
 * file. None when the file is quickly read anyway, or these columns are not.
 */
export function columnsFirst(plan: ParquetPlan, first: FirstReply): string[] {
  if (!isQuicklyAsked(plan)) return [];
  const names = plan.fields.map(({ name }) => name);
  const totalBytes = plan.fields.reduce((sum, { bytes }) => sum + bytes, 0);
  const indexed = new Map(first.fields.map((field) => [field.field, field]));
  const small = plan.fields.filter(({ name, isFlat }) => {
    const field = indexed.get(name);
    const isColumn = field?.stored === "full" && field.type !== "json" && !first.heldBack.includes(name);
    return isFlat && isColumn && names.indexOf(name) === names.lastIndexOf(name);
  });
  small.sort((a, b) => a.bytes - b.bytes);
  let smallBytes = 0;
  const columns: string[] = [];
  for (const { name, bytes } of small) {
    if (smallBytes + bytes > totalBytes * MOST_SHARE) break;
    smallBytes += bytes;
    columns.push(name);
  }
  return totalBytes - smallBytes < FEWEST_BYTES ? [] : columns;
}

/** Whether the columns of one file can be read first of another file, too. It may be without some of them. */
export function canComeFirst(plan: ParquetPlan, columns: readonly string[]): boolean {
  return isQuicklyAsked(plan) && plan.fields.every(({ name, isFlat }) => isFlat || !columns.includes(name));
}

function isQuicklyAsked({ chunks }: ParquetPlan): boolean {
  const isOnServer = chunks.some(({ source }) => source.kind === "url");
  return !isOnServer || groupsOf(chunks).length <= MOST_ASKED_GROUPS;
}

/** Whole row groups that follow each other, as many as are read at once for these columns. */
export function cutSteps(plan: ParquetPlan, columns: readonly string[]): ParquetChunk[] {
  const bytes = plan.fields
    .filter(({ name }) => columns.includes(name))
    .reduce((sum, field) => sum + field.bytes, 0);
  const [first] = plan.chunks;
  if (first === undefined) return [];
  return cutGroups(groupsOf(plan.chunks), bytes).map((stretches) => ({ ...first, stretches }));
}

function groupsOf(chunks: readonly ParquetChunk[]): RowStretch[] {
  const groups = new Map<number, RowStretch>();
  for (const stretch of chunks.flatMap(({ stretches }) => stretches)) {
    groups.set(stretch.rowGroup, { ...stretch, rowStart: 0 });
  }
  return [...groups.values()];
}

function cutGroups(groups: readonly RowStretch[], bytes: number): RowStretch[][] {
  const rows = groups.reduce((sum, { rowEnd }) => sum + rowEnd, 0);
  const mostRows = Math.min(STEP_ROWS, (STEP_BYTES * rows) / Math.max(1, bytes));
  const steps: RowStretch[][] = [];
  let stepRows = Number.POSITIVE_INFINITY;
  for (const group of groups) {
    if (stepRows + group.rowEnd > mostRows) {
      steps.push([]);
      stepRows = 0;
    }
    steps.at(-1)?.push(group);
    stepRows += group.rowEnd;
  }
  return steps;
}
