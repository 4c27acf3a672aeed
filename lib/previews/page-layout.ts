/**
 * Rows of a page, the least that is read at a time: few enough that a row among others far away costs no more than some
 * kilobytes, and many enough that where each page begins can be held in memory.
 *
 * A page holds the bytes of each text as 32 bits, column by column, and then the texts themselves in the same order.
 */
export const PAGE_ROWS = 16;
/** In the place of a length: the row has no text. */
export const NO_TEXT = 0xffff_ffff;
const LENGTH_BYTES = 4;

export function headBytes(columns: number, rows: number): number {
  return columns * rows * LENGTH_BYTES;
}

/** The texts of one column of a page. */
export interface PageColumn {
  /** Bytes of each text, or NO_TEXT. */
  lengths: readonly number[];
  /** All of them, end to end. */
  bytes: Uint8Array;
}

/** Reads one column of a page of `columns` columns and `rows` rows. Throws a RangeError when it is no such page. */
export function readPageColumn(page: Uint8Array, columns: number, rows: number, column: number): PageColumn {
  const head = headBytes(columns, rows);
  if (page.byteLength < head) throw new RangeError("a page of texts is cut off");
  const view = new DataView(page.buffer, page.byteOffset, head);
  const lengths: number[] = [];
  let at = head;
  let start = head;
  let end = head;
  for (let cell = 0; cell < columns * rows; cell++) {
    if (cell === column * rows) start = at;
    const length = view.getUint32(cell * LENGTH_BYTES, true);
    if (length !== NO_TEXT) at += length;
    if (cell >= column * rows && cell < (column + 1) * rows) {
      lengths.push(length);
      end = at;
    }
  }
  if (at !== page.byteLength) throw new RangeError("a page of texts is not what was written");
  return { lengths, bytes: page.subarray(start, end) };
}
