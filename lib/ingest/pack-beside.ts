import type { Bool, Data } from "apache-arrow";
import { packTexts, type TextBatch } from "@/lib/previews";
import { type BatchColumn, textData } from "./arrow-batch";
import { presenceData } from "./presence-data";

type TextColumnName = { own: string } | { field: string | null };

/** Texts of a chunk that go beside the database. */
export interface IndexedTexts extends Pick<TextBatch, "blob" | "starts" | "sizeBytes"> {
  /** In the order in which the pages hold them; of Loupe's own columns, or of fields. */
  columns: readonly ({ isJson: boolean; textBytes: number } & TextColumnName)[];
}

/**
 * Packs the columns at the places of `beside`, and tells what the batch holds in their stead. The bytes become a Blob at
 * once: they are to leave the memory of the page, not to wait in it.
 */
export function packBeside(
  columns: readonly BatchColumn[],
  beside: readonly ({ at: number; isJson: boolean } & TextColumnName)[],
  rows: number,
): { texts: IndexedTexts; presence: ReadonlyMap<number, Data<Bool>> } {
  const packed = beside.map(({ at, ...column }) => ({
    at,
    column,
    data: textData(columns[at]?.cells ?? [], rows),
  }));
  const { bytes, starts } = packTexts(
    packed.map(({ data }) => data),
    rows,
  );
  return {
    texts: {
      blob: new Blob([bytes]),
      starts,
      sizeBytes: bytes.byteLength,
      columns: packed.map(({ column, data }) => ({ ...column, textBytes: data.valueOffsets[rows] ?? 0 })),
    },
    presence: new Map(packed.map(({ at, column, data }) => [at, presenceData(data, column.isJson)])),
  };
}
