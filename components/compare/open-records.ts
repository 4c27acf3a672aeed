import type { RecordPair } from "@/lib/query/compare";
import type { ComparedRecords, SideRow } from "@/lib/view";

/** What opens of a listed pair: one that repeats an id of the other side stands against the first that has it there. */
export function recordsOf({ kind, a, b, repeats }: RecordPair): ComparedRecords | null {
  const rowA = kind === "only-b" ? repeats : a;
  const rowB = kind === "only-a" ? repeats : b;
  const first: SideRow | null = rowA === null ? null : { side: "a", row: rowA };
  const second: SideRow | null = rowB === null ? null : { side: "b", row: rowB };
  if (first === null) return second && [second];
  return second === null ? [first] : [first, second];
}

/** `_row` that a side has among records; null where it has none. */
export function rowOf(records: ComparedRecords, side: SideRow["side"]): number | null {
  return records.find((record) => record.side === side)?.row ?? null;
}

/** Whether both are of A: rows of a group of duplicates. */
export function areOfA(records: ComparedRecords): boolean {
  return records.length === 2 && records.every(({ side }) => side === "a");
}
