/** Columns whose values are read after those of the others: rows from `rowEnd` on have none (yet). */
export interface PendingColumns {
  rowEnd: number;
  /** All rows. */
  rows: number;
  /** Names of columns. */
  names: ReadonlySet<string>;
}

/** Whether any of the columns is pending. */
export function arePending(pending: PendingColumns | null | undefined, columns: readonly string[]): boolean {
  return pending !== null && pending !== undefined && columns.some((name) => pending.names.has(name));
}
