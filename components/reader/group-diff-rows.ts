import type { DiffRow } from "@/lib/diff";

/** Pieces that are drawn at once; one row may have more. */
const PIECES_PER_GROUP = 300;
const CHARACTERS_PER_GROUP = 8000;

/** Rows in groups of about equal work for the page, each with the place of its first row. */
export function groupRows(rows: readonly DiffRow[]): { start: number; rows: readonly DiffRow[] }[] {
  const groups: { start: number; rows: DiffRow[] }[] = [];
  let pieces = 0;
  let characters = 0;
  rows.forEach((row, start) => {
    const last = groups.at(-1);
    if (last && pieces < PIECES_PER_GROUP && characters < CHARACTERS_PER_GROUP) last.rows.push(row);
    else {
      groups.push({ start, rows: [row] });
      pieces = characters = 0;
    }
    pieces += row.length;
    for (const { text } of row) characters += text.length;
  });
  return groups;
}
