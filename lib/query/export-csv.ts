import type { Cell, Engine } from "@/lib/engine";
import { type Column, cutWords, elementType } from "@/lib/schema";
import { fetchRows, rowIds } from "./fetch-page";
import type { Scope } from "./model";
import { quoteIdentifier } from "./quote";
import { sqlType } from "./sql-type";

const ROWS_PER_PART = 10_000;

/**
 * The rows in view as CSV (RFC 4180: CRLF, quotes doubled), in the order of the view, in parts of some thousand rows;
 * the first line names the columns, and says of which the values are cut. The others are exact: numbers with all their
 * digits, lists as JSON, no value as nothing, empty text as `""`.
 */
export async function* exportCsv(
  engine: Engine,
  scope: Scope,
  columns: readonly string[],
  signal?: AbortSignal,
): AsyncGenerator<string> {
  yield `${columns.map((name) => csvField(headerOf(name, scope))).join(",")}\r\n`;
  for await (const rows of rowIds(engine, scope, ROWS_PER_PART, signal)) {
    const result = await fetchRows(engine, scope, columns, rows, signal, asText);
    const cells = columns.map((name) => result.column(name));
    let part = "";
    for (let row = 0; row < result.rowCount; row++) {
      part += `${cells.map((column) => csvCell(column[row] ?? null)).join(",")}\r\n`;
    }
    yield part;
  }
}

function headerOf(name: string, scope: Scope): string {
  const column = scope.columns.find((candidate) => candidate.name === name);
  const words = column === undefined ? null : cutWords(column);
  return words === null ? name : `${name} (${words})`;
}

/** Text of the database's own making: it keeps 64-bit digits and microseconds, which a cell may not. */
function asText(column: Column): string {
  const name = quoteIdentifier(column.name);
  if (elementType(column.type) === null) return `CAST(${name} AS VARCHAR)`;
  return `CAST(${name} AS ${sqlType(column.type)})`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return "";
  return csvField(Array.isArray(cell) ? jsonOf(cell) : String(cell));
}

function csvField(text: string): string {
  return text === "" || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function jsonOf(cell: Cell): string {
  if (Array.isArray(cell)) return `[${cell.map(jsonOf).join(",")}]`;
  if (typeof cell === "bigint") return String(cell);
  if (typeof cell === "number" && !Number.isFinite(cell)) return String(cell);
  return JSON.stringify(cell);
}
