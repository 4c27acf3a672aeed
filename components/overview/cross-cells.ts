import { formatCount } from "@/components/ui";
import type { Cross, CrossCell } from "@/lib/query/overview";
import { fixedWords } from "./column-words";

/** What the colour of a cell tells. */
export type Colour = ShareColour | "margin";
/** Those that are shares, of counts at least. */
export type ShareColour = "count" | "row-share" | "column-share" | "rate";

export interface MeasuredCells {
  /** Every cell of the table, row by row, empty ones too. */
  cells: readonly CrossCell[];
  /** What is in view of each line. */
  sums: { rows: readonly number[]; columns: readonly number[] };
  /** The value behind the colour of each cell; null where there is none. */
  values: readonly (number | null)[];
  /** What is in view of the cell across: the losses of a win. */
  backOf: (cell: CrossCell) => number;
}

export function measureCells(cross: Cross, colour: Colour): MeasuredCells {
  const perLine = cross.columns.items.length;
  const at = new Map(cross.cells.map((cell) => [cell.row * perLine + cell.column, cell]));
  const none: Omit<CrossCell, "row" | "column"> = { selected: 0, total: 0, mean: null };
  const cells = cross.rows.items.flatMap((_, row) =>
    cross.columns.items.map((__, column) => ({ ...none, row, column, ...at.get(row * perLine + column) })),
  );
  const sums = { rows: cross.rows.items.map(() => 0), columns: cross.columns.items.map(() => 0) };
  for (const { row, column, selected } of cross.cells) {
    sums.rows[row] = (sums.rows[row] ?? 0) + selected;
    sums.columns[column] = (sums.columns[column] ?? 0) + selected;
  }
  const backOf = (cell: CrossCell) => at.get(cell.column * perLine + cell.row)?.selected ?? 0;
  const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  const colourOf = (cell: CrossCell): number | null => {
    switch (colour) {
      case "count":
        return cell.selected;
      case "row-share":
        return share(cell.selected, sums.rows[cell.row] ?? 0);
      case "column-share":
        return share(cell.selected, sums.columns[cell.column] ?? 0);
      case "rate":
        return isSelf(cell) ? null : share(cell.selected, cell.selected + backOf(cell));
      case "margin":
        return cell.mean;
    }
  };
  return { cells, sums, values: cells.map(colourOf), backOf };
}

/** Of a win matrix, a model beside itself: half of such pairs are won whatever it answers. */
export function isSelf({ row, column }: CrossCell): boolean {
  return row === column;
}

/** What stands in place of a win rate there. */
export const SELF_WORDS = "a model against itself has no win rate";

/** Counts differ by powers of ten, shares do not. */
export function depthOf(share: number, colour: Colour): number {
  return colour === "count" ? Math.sqrt(share) : share;
}

/** What can be written in a cell, the longest first. */
export function textsOf(value: number, colour: Colour): string[] {
  switch (colour) {
    case "count":
      return [formatCount(value), shortCount(value, 1), shortCount(value, 0)];
    case "margin":
      return [signed(value, 2), signed(value, 1)];
    default:
      return [percentText(value, 0)];
  }
}

/** What the texts of cells are, in words; "" for a count or a margin, and where none is written. */
export function unitWords(colour: Colour, written: number | null): string {
  return written === null || colour === "margin" || colour === "count" ? "" : "cells in %";
}

/** "993", "1.2k", "155k", "1.2M", with so many decimals below ten: below a thousand exact. */
export function shortCount(count: number, decimals: 0 | 1): string {
  if (count < 1000) return formatCount(count);
  const [size, unit] = count < 999_500 ? [count / 1000, "k"] : [count / 1e6, "M"];
  return `${size.toFixed(size < 9.95 ? decimals : 0)}${unit}`;
}

/** A share in percent for a cell. Some are never "0", and not all are never "100". */
export function percentText(share: number, decimals: number): string {
  const percent = share * 100;
  const text = fixedWords(percent, decimals);
  return share < 1 && Number(text) === 100 ? `>${(100 - 10 ** -decimals).toFixed(decimals)}` : text;
}

export function signed(value: number, decimals: number): string {
  return `${value < 0 ? "−" : ""}${fixedWords(Math.abs(value), decimals)}`;
}
