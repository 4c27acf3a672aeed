import { MARK_COLUMNS, OWN_COLUMNS } from "@/lib/schema";
import { quoteText, quoteTexts } from "./quote";

/**
 * What people marked, a row for each marked record. It stands beside the index table: marks change while rows do not,
 * and the few of them cost a join only where a question is about them.
 */
export const MARKS_TABLE = "record_marks";
const ROW = OWN_COLUMNS.row;
const COLUMNS = [
  ROW,
  MARK_COLUMNS.starred,
  MARK_COLUMNS.flags,
  MARK_COLUMNS.note,
  MARK_COLUMNS.markedBy,
  MARK_COLUMNS.differ,
].join(", ");
/** A longer list of values takes the database longer to parse than several short ones. */
const ROWS_PER_INSERT = 500;

/** What all people together marked on one record, as its columns hold it. */
export interface MarkRow {
  /** `_row` of the record. */
  row: number;
  isStarred: boolean;
  flags: readonly string[];
  /** "" for none. */
  note: string;
  markedBy: readonly string[];
  /** In what several people's marks differ. */
  differ: readonly string[];
}

/** An empty table of marks. The columns of marks can be asked for once it is there. */
export function resetMarksSql(): string {
  const { starred, flags, note, markedBy, differ } = MARK_COLUMNS;
  return `CREATE OR REPLACE TABLE ${MARKS_TABLE} (${ROW} BIGINT, ${starred} BOOLEAN, ${flags} VARCHAR[], ${note} VARCHAR, ${markedBy} VARCHAR[], ${differ} VARCHAR[])`;
}

/** Statements that put `rows` in the place of what was marked on these records, and forget the marks of `removed`. */
export function writeMarksSql(rows: readonly MarkRow[], removed: readonly number[]): string[] {
  const gone = [...rows.map(({ row }) => row), ...removed];
  if (gone.length === 0) return [];
  const statements = [`DELETE FROM ${MARKS_TABLE} WHERE ${ROW} IN (${gone.join(", ")})`];
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    const values = rows.slice(start, start + ROWS_PER_INSERT).map(valuesSql);
    statements.push(`INSERT INTO ${MARKS_TABLE} (${COLUMNS}) VALUES ${values.join(", ")}`);
  }
  return statements;
}

function valuesSql(mark: MarkRow): string {
  const { row, isStarred, flags, note, markedBy, differ } = mark;
  const values = [
    row,
    isStarred ? "true" : "NULL",
    listSql(flags),
    note === "" ? "NULL" : quoteText(note),
    listSql(markedBy),
    listSql(differ),
  ];
  return `(${values.join(", ")})`;
}

function listSql(texts: readonly string[]): string {
  return texts.length === 0 ? "NULL" : quoteTexts(texts);
}

/**
 * A condition on columns of marks as one on `rows`. `holdsUnmarked` is what it says of a record without any
 * mark, as most are: only those with marks are looked at, and no join is needed wherever the condition stands.
 */
export function amongMarksSql(condition: string, holdsUnmarked: boolean): string {
  return holdsUnmarked
    ? `${ROW} NOT IN (SELECT ${ROW} FROM ${MARKS_TABLE} WHERE NOT (${condition}))`
    : `${ROW} IN (SELECT ${ROW} FROM ${MARKS_TABLE} WHERE ${condition})`;
}
