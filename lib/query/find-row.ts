import type { Engine } from "@/lib/engine";
import { type Column, OWN_COLUMNS } from "@/lib/schema";
import type { RowRef } from "@/lib/view";
import { fetchRows } from "./fetch-page";
import { filterToSql } from "./filter-to-sql";
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

function rowCondition(ref: RowRef, idColumn: Column | null): string | null {
  switch (ref.kind) {
    case "position":
      return Number.isSafeInteger(ref.row) ? `${OWN_COLUMNS.row} = ${ref.row}` : null;
    case "id": {
      if (idColumn === null) return null;
      const scope: Pick<Scope, "columns" | "teacherColumns" | "view"> = {
        columns: [idColumn],
        teacherColumns: [],
        view: { filters: [], sort: [], groupTeachers: false },
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
