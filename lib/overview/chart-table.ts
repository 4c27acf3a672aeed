/** The numbers of a chart. Counts are exact; null is no number. */
export interface ChartTable {
  head: readonly string[];
  rows: readonly (readonly (string | number | null)[])[];
}

/** RFC 4180: CRLF, quotes doubled. Numbers keep all their digits. */
export function tableToCsv(table: ChartTable): string {
  return [table.head, ...table.rows].map((row) => `${row.map(csvField).join(",")}\r\n`).join("");
}

function csvField(cell: string | number | null): string {
  const text = cell === null ? "" : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table of GitHub's Markdown; `words` writes numbers. */
export function tableToMarkdown(table: ChartTable, words: (cell: number, column: number) => string): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const isNumber = table.head.map((_, column) => table.rows.some((row) => typeof row[column] === "number"));
  return `${[
    line(table.head.map(markdownCell)),
    line(isNumber.map((is) => (is ? "---:" : "---"))),
    ...table.rows.map((row) =>
      line(
        row.map((cell, column) =>
          typeof cell === "number" ? words(cell, column) : cell === null ? "" : markdownCell(cell),
        ),
      ),
    ),
  ].join("\n")}\n`;
}

/** Text of the data stays text: no pipe ends a cell, no tag or link is made. */
function markdownCell(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|&]/g, (sign) => (sign === "<" ? "&lt;" : sign === "&" ? "&amp;" : `\\${sign}`))
    .replace(/\s+/g, " ");
}
