import { formatCount, formatUnits } from "@/components/ui";
import { endWords, type RowsRead } from "./rows-read";

/** How many rows there are to go to, and whether those are all. */
interface NumberedRows {
  totalRows: number;
  rowsRead: RowsRead;
}

/** The numbers that lead to a row, as in `1 to 128 so far, as in the column #; 10 of them in view`. */
export function rowNumberWords({ totalRows, rowsRead }: NumberedRows, inView: number | null): string {
  if (totalRows === 0) return rowsRead === "so far" ? "No row is read yet." : "There are no rows.";
  const extent =
    rowsRead === "all" ? "" : ` ${rowsRead === "so far" ? rowsRead : `until ${endWords(rowsRead)}`}`;
  const part = inView === null ? "" : `; ${formatCount(inView)} of them in view`;
  return `1 to ${formatCount(totalRows)}${extent}, as in the column #${part}`;
}

/** Why a number or an id leads nowhere: a row that is not read may be there all the same. */
export function nothingThereWords({ totalRows, rowsRead }: NumberedRows, number: number | null): string {
  const rows = formatUnits(totalRows, "row");
  switch (rowsRead) {
    case "all":
      return "No row has this number or id.";
    case "so far":
      return number === null
        ? `None of the ${rows} read so far has this id. Reading goes on.`
        : `Row ${formatCount(number)} is not read yet: ${rows} so far. Reading goes on.`;
    case "until cancelled":
    case "until stopped":
      return `None of the ${rows} that were read has this number or id: ${endWords(rowsRead)}.`;
  }
}
