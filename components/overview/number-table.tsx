import { formatCount } from "@/components/ui";
import type { ChartTable } from "@/lib/overview";
import { columnWords } from "./column-words";

/** Rows shown as a table at most; the files that are saved hold all. */
const MOST_ROWS = 1000;

/** Names up to so many signs stay on one line; a table that is wider than its card scrolls. */
const SHORT_NAME = 24;
/** More columns stand closer. */
const MANY_COLUMNS = 6;

/** The numbers of a chart, to be read. */
export function NumberTable({ table, label }: { table: ChartTable; label: string }) {
  const words = table.head.map((name, column) =>
    columnWords(
      name,
      table.rows.map((row) => row[column]),
    ),
  );
  const gap = table.head.length > MANY_COLUMNS ? "pr-2" : "pr-3";
  return (
    <div className="max-h-[440px] overflow-auto print:max-h-none">
      <table aria-label={label} className="w-full border-collapse text-xs">
        <thead>
          <tr>
            {table.head.map((name, column) => (
              <th
                // biome-ignore lint/suspicious/noArrayIndexKey: columns stay in their places
                key={column}
                scope="col"
                className={`sticky top-0 border-line border-b bg-surface py-1 ${gap} font-medium text-ink-2 last:pr-1 ${isNumeric(table, column) ? "text-right" : "text-left"}`}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, MOST_ROWS).map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are drawn anew as a whole
            <tr key={place} className="border-line border-b last:border-b-0">
              {row.map((cell, column) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: see above
                  key={column}
                  className={`py-0.5 ${gap} last:pr-1 ${typeof cell === "number" ? "text-right" : `[unicode-bidi:isolate] ${(cell?.length ?? 0) <= SHORT_NAME ? "whitespace-nowrap" : "min-w-40 [overflow-wrap:anywhere]"}`}`}
                >
                  {typeof cell === "number" ? words[column]?.(cell) : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.rows.length > MOST_ROWS ? (
        <p className="py-1 text-ink-3 text-xs">
          {formatCount(table.rows.length - MOST_ROWS)} more; saving as CSV saves all.
        </p>
      ) : null}
    </div>
  );
}

function isNumeric(table: ChartTable, column: number): boolean {
  return table.rows.some((row) => typeof row[column] === "number");
}
