import { formatCount } from "@/components/ui";
import { columnWords } from "./column-words";

/** Rows shown as a table at most; the files that are saved hold all. */
const MOST_ROWS = 1000;

/** Names up to so many signs stay on one line; a table that is wider than its card scrolls. */
const SHORT_NAME = 24;
/** More columns stand closer. */
const MANY_COLUMNS = 6;

type PlainCell = string | number | null;

/** A cell with lines below what it says. */
export interface TallCell {
  main: PlainCell;
  below: readonly string[];
}

/** A table for the eye. */
export interface ScreenTable {
  head: readonly string[];
  rows: readonly (readonly (PlainCell | TallCell)[])[];
}

function mainOf(cell: PlainCell | TallCell | undefined): PlainCell {
  return cell !== null && typeof cell === "object" ? cell.main : (cell ?? null);
}

/** The numbers of a chart, to be read. */
export function NumberTable({ table, label }: { table: ScreenTable; label: string }) {
  const words = table.head.map((name, column) =>
    columnWords(
      name,
      table.rows.map((row) => mainOf(row[column])),
    ),
  );
  const isRight = table.head.map((_, column) => isNumeric(table, column));
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
                className={`sticky top-0 border-line border-b bg-surface py-1 ${gap} font-medium text-ink-2 last:pr-1 ${isRight[column] ? "text-right" : "text-left"}`}
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
              {row.map((cell, column) => {
                const main = mainOf(cell);
                const below = cell !== null && typeof cell === "object" ? cell.below : [];
                return (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: see above
                    key={column}
                    className={`py-0.5 align-top ${gap} last:pr-1 ${isRight[column] ? "text-right" : `[unicode-bidi:isolate] ${typeof main === "string" && main.length <= SHORT_NAME ? "whitespace-nowrap" : "min-w-40 [overflow-wrap:anywhere]"}`}`}
                  >
                    {typeof main === "number" ? words[column]?.(main) : main}
                    {below.map((line) => (
                      <div key={line} className="text-[11px] text-ink-3">
                        {line}
                      </div>
                    ))}
                  </td>
                );
              })}
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

function isNumeric(table: ScreenTable, column: number): boolean {
  return table.rows.some((row) => typeof mainOf(row[column]) === "number");
}
