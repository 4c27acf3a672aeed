import { type Column, isMarkColumn, OWN_COLUMNS } from "@/lib/schema";
import { MARKS_TABLE } from "./marks";
import { quoteIdentifier } from "./quote";
import { textsTableSql } from "./texts-sql";

const ROW = OWN_COLUMNS.row;

/**
 * What to select from when these columns are asked for: `rows`, with the marks where one of them is theirs, and with the
 * texts of those that lie beside.
 */
export function sourceSql(columns: readonly Column[]): string {
  const hasMarks = columns.some(({ name }) => isMarkColumn(name));
  const beside = [...new Set(columns.filter(({ isBeside }) => isBeside).map(({ name }) => name))];
  if (!hasMarks && beside.length === 0) return "rows";
  const selected = [
    "r.*",
    ...(hasMarks ? [`m.* EXCLUDE (${ROW})`] : []),
    ...beside.map((name, place) => `t${place}.${quoteIdentifier(name)}`),
  ];
  const marks = hasMarks ? ` LEFT JOIN ${MARKS_TABLE} m ON m.${ROW} = r.${ROW}` : "";
  return `(SELECT ${selected.join(", ")} FROM rows r${textsJoinSql(beside, "r", textsTableSql)}${marks}) AS rows`;
}

/** Joins the texts of columns, as `t0`, `t1` and so on, to the rows named `rows`. */
export function textsJoinSql(
  columns: readonly string[],
  rows: string,
  tableOf: (column: string) => string,
): string {
  return columns
    .map((name, place) => ` LEFT JOIN ${tableOf(name)} t${place} ON t${place}.${ROW} = ${rows}.${ROW}`)
    .join("");
}
