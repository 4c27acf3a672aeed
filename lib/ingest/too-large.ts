import { FormatError, LIMITS } from "@/lib/format";

/** A file has more rows than an index may have; those of `rows` stay. */
export function tooManyRows(fileName: string, rows: number): FormatError {
  const most = LIMITS.rows.toLocaleString("en-US");
  return new FormatError(
    "too-large",
    `${fileName} has more rows than the ${most} that can be shown. ${shownRows(rows)}`,
  );
}

/** The database has no memory left for the rows of a file; those of `rows` stay. `limit`: in words. */
export function tooLargeIndex(fileName: string, limit: string, rows: number, cause: unknown): FormatError {
  return new FormatError(
    "too-large",
    `The index of ${fileName} is larger than the ${limit} that the browser gives the database. ${shownRows(rows)}`,
    { cause },
  );
}

function shownRows(rows: number): string {
  return `The first ${rows.toLocaleString("en-US")} are shown; cut the file into several to see the others.`;
}
