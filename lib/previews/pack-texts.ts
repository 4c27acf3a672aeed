import type { Data, Utf8 } from "apache-arrow";
import { headBytes, NO_TEXT, PAGE_ROWS } from "./page-layout";

/** Texts of some rows as pages, one after the other. */
export interface PackedTexts {
  bytes: Uint8Array<ArrayBuffer>;
  /** Where each page begins. */
  starts: Uint32Array<ArrayBuffer>;
}

/** Written again and again: to touch new memory takes longer than to copy the texts. */
let room = new Uint8Array(0);

/** Writes columns of texts of the same rows as pages. The bytes hold until the next call. */
export function packTexts(columns: readonly Data<Utf8>[], rows: number): PackedTexts {
  const pages = Math.ceil(rows / PAGE_ROWS);
  const starts = new Uint32Array(pages);
  const textBytes = columns.reduce((sum, { valueOffsets }) => sum + (valueOffsets[rows] ?? 0), 0);
  const size = headBytes(columns.length, rows) + textBytes;
  if (room.length < size) room = new Uint8Array(size);
  const bytes = room.subarray(0, size);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (let page = 0; page < pages; page++) {
    starts[page] = at;
    const rowStart = page * PAGE_ROWS;
    const rowEnd = Math.min(rows, rowStart + PAGE_ROWS);
    for (const { valueOffsets, nullBitmap, nullCount } of columns) {
      for (let row = rowStart; row < rowEnd; row++) {
        const isNull = nullCount > 0 && (((nullBitmap?.[row >> 3] ?? 0) >> (row & 7)) & 1) === 0;
        const length = (valueOffsets[row + 1] as number) - (valueOffsets[row] as number);
        view.setUint32(at, isNull ? NO_TEXT : length, true);
        at += 4;
      }
    }
    for (const { valueOffsets, values } of columns) {
      const texts = values.subarray(valueOffsets[rowStart] as number, valueOffsets[rowEnd] as number);
      bytes.set(texts, at);
      at += texts.byteLength;
    }
  }
  return { bytes, starts };
}
