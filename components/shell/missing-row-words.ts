import { formatCount, formatUnits } from "@/components/ui";
import type { RowRef } from "@/lib/view";
import { endWords, type RowsRead } from "./rows-read";

/** Why the record that a link opens is not there. `rows`: what the dataset has. */
export function missingRowWords(row: RowRef, rows: number, rowsRead: RowsRead): string {
  const name = row.kind === "position" ? `Row ${formatCount(row.row + 1)}, which the link opens,` : null;
  if (rowsRead === "until cancelled" || rowsRead === "until stopped")
    return `${name ?? "The record that the link opens"} is not among the ${formatUnits(rows, "row")} that were read: ${endWords(rowsRead)}.`;
  return name === null
    ? "The record that the link opens is not in this dataset."
    : `${name} is not in this dataset: it has ${formatUnits(rows, "row")}.`;
}
