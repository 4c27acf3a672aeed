import type { ColumnType } from "@/lib/schema";
import type { IndexCell } from "./cells/cells";

/** Whether a column of that type holds nothing but empty lists, which fit a list of anything. */
export function isEmptyTextList(type: ColumnType, cells: readonly IndexCell[]): boolean {
  return (
    type === "list<text>" &&
    cells.every((cell) => cell === null || (Array.isArray(cell) && cell.length === 0))
  );
}

/** The cell as a column of another, wider type keeps it. */
export function convertCell(cell: IndexCell, from: ColumnType, to: ColumnType): IndexCell {
  if (cell === null || from === to) return cell;
  if (to === "json") return from === "json" ? cell : cellToJson(cell);
  if (to === "double" && typeof cell === "bigint") return Number(cell);
  if (to === "list<double>" && Array.isArray(cell)) {
    return cell.map((item) => (typeof item === "bigint" ? Number(item) : item));
  }
  return cell;
}

/** A cell that is no JSON yet as JSON. */
export function cellToJson(cell: IndexCell): string {
  if (typeof cell === "string") return JSON.stringify(cell);
  if (Array.isArray(cell)) return `[${cell.map(cellToJson).join(", ")}]`;
  return String(cell);
}
