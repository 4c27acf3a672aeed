import type { Engine } from "@/lib/engine";
import { type Column, OWN_COLUMNS } from "@/lib/schema";
import type { RowRef } from "@/lib/view";
import { fetchRows } from "./fetch-page";
import { filterToSql, textOf } from "./filter-to-sql";
import type { Scope } from "./model";

/** Where a record stands: file number, and either byte offset and length, or row group and index (Parquet). */
export interface RowLocator {
  file: number;
  offset: number;
  length: number;
  /** 1-based; null for Parquet. */
  line: number | null;
}

/** `_row` of the record a link names; null when the dataset has no such record (any more, or yet). */
export async function findRow(
  engine: Engine,
  ref: RowRef,
  idColumn: Column | null,
  signal?: AbortSignal,
): Promise<number | null> {
  const condition = rowCondition(ref, idColumn);
  if (condition === null) return null;
  const { row } = OWN_COLUMNS;
  const result = await engine.query(
    `SELECT ${row} FROM rows WHERE ${condition} ORDER BY ${row} LIMIT 1`,
    signal,
  );
  return result.rowCount === 0 ? null : Number(result.get(0, row));
}

/** A longer list of ids takes the database longer to parse than several short ones. */
const IDS_PER_QUERY = 1000;
const NO_VIEW = { filters: [], sort: [], groupTeachers: false } as const;

/** `_row` of the records with these ids, by id, of a column that tells all rows apart. */
export async function findRows(
  engine: Engine,
  idColumn: Column,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const rows = new Map<string, number>();
  const scope = { columns: [idColumn], teacherColumns: [], view: NO_VIEW };
  for (let start = 0; start < ids.length; start += IDS_PER_QUERY) {
    const values = ids.slice(start, start + IDS_PER_QUERY);
    const condition = filterToSql({ kind: "one-of", column: idColumn.name, values, exclude: false }, scope);
    const result = await engine.query(
      `SELECT ${OWN_COLUMNS.row}, ${textOf(idColumn)} AS id FROM rows WHERE ${condition}`,
    );
    for (let at = 0; at < result.rowCount; at++) {
      rows.set(String(result.get(at, "id")), Number(result.get(at, OWN_COLUMNS.row)));
    }
  }
  return rows;
}

/** Ids of rows, by `_row`; without those that have none. */
export async function fetchIds(
  engine: Engine,
  idColumn: Column,
  rows: readonly number[],
): Promise<Map<number, string>> {
  const result = await fetchRows(engine, { columns: [idColumn] }, [idColumn.name], rows, undefined, textOf);
  const ids = new Map<number, string>();
  for (let at = 0; at < result.rowCount; at++) {
    const id = result.get(at, idColumn.name);
    if (id !== null) ids.set(Number(result.get(at, OWN_COLUMNS.row)), String(id));
  }
  return ids;
}

function rowCondition(ref: RowRef, idColumn: Column | null): string | null {
  switch (ref.kind) {
    case "position":
      return Number.isSafeInteger(ref.row) ? `${OWN_COLUMNS.row} = ${ref.row}` : null;
    case "id": {
      if (idColumn === null) return null;
      const scope: Pick<Scope, "columns" | "teacherColumns" | "view"> = {
        columns: [idColumn],
        teacherColumns: [],
        view: NO_VIEW,
      };
      return filterToSql({ kind: "equals", column: idColumn.name, text: ref.id, exclude: false }, scope);
    }
  }
}

/** Where the bytes of a row are; null when there is no such row. */
export async function locatorOf(
  engine: Engine,
  row: number,
  signal?: AbortSignal,
): Promise<RowLocator | null> {
  const [locator] = await fetchLocators(engine, [row], signal);
  return locator ?? null;
}

/** Where the bytes of these rows are, in the order given. Rows that do not exist are left out. */
export async function fetchLocators(
  engine: Engine,
  rows: readonly number[],
  signal?: AbortSignal,
): Promise<RowLocator[]> {
  const { file, offset, length, line } = OWN_COLUMNS;
  const result = await fetchRows(engine, { columns: [] }, [file, offset, length, line], rows, signal);
  return Array.from({ length: result.rowCount }, (_, index) => {
    const lineCell = result.get(index, line);
    return {
      file: Number(result.get(index, file)),
      offset: Number(result.get(index, offset)),
      length: Number(result.get(index, length)),
      line: lineCell === null ? null : Number(lineCell),
    };
  });
}
