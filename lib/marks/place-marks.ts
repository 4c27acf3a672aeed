import type { Engine } from "@/lib/engine";
import { findRows } from "@/lib/query";
import type { Column } from "@/lib/schema";
import type { FiledMark } from "./marks-file";
import type { PlacedMark } from "./merge-marks";

/**
 * Finds the records that the marks of a file are of: by id where the dataset has a unique one, else by position, which
 * counts only for marks made on this very dataset.
 */
export async function placeMarks(
  engine: Engine,
  marks: readonly FiledMark[],
  here: { dataset: string; rowCount: number; idColumn: Column | null },
): Promise<PlacedMark[]> {
  const ids = [...new Set(marks.flatMap(({ id }) => (id === null ? [] : [id])))];
  const rowById =
    here.idColumn === null ? new Map<string, number>() : await findRows(engine, here.idColumn, ids);
  return marks.map((mark) => {
    const byId = mark.id === null ? undefined : rowById.get(mark.id);
    const isOfThis = mark.dataset === here.dataset && mark.row !== null && mark.row < here.rowCount;
    const byPosition = isOfThis ? mark.row : null;
    return { mark, row: byId ?? byPosition };
  });
}
