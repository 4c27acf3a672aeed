import { formatCount, formatNumber } from "@/components/ui";
import type { Cross, CrossCell } from "@/lib/query/overview";

/** What the colour of a cell tells. */
export type Colour = "count" | "row-share" | "column-share" | "rate" | "margin";

const COMPACT = new Intl.NumberFormat("en-US", { notation: "compact", maximumSignificantDigits: 2 });

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
        return share(cell.selected, cell.selected + backOf(cell));
      case "margin":
        return cell.mean;
    }
  };
  return { cells, sums, values: cells.map(colourOf), backOf };
}

/** Counts differ by powers of ten, shares do not. */
export function depthOf(share: number, colour: Colour): number {
  return colour === "count" ? Math.sqrt(share) : share;
}

export function textOf(value: number, colour: Colour): string {
  if (colour === "count") return value < 1000 ? formatCount(value) : COMPACT.format(value);
  if (colour === "margin") return formatNumber(value, 2);
  return String(Math.round(value * 100));
}
