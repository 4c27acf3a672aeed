import {
  Field,
  Int64,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Utf8,
} from "apache-arrow";
import { NO_TEXT, PAGE_ROWS, type PageColumn } from "./page-layout";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Rows of the table of a column's texts as an Arrow IPC stream: `_row`, from `rowStart` on, and the text. */
export function textRows(
  pages: readonly (PageColumn | null)[],
  rowStart: number,
  rows: number,
  { isQuoted }: { isQuoted: boolean },
): Uint8Array {
  const written = isQuoted ? pages.map((page) => (page === null ? null : quoted(page))) : pages;
  const offsets = new Int32Array(rows + 1);
  const bits = new Uint8Array((rows + 7) >> 3);
  const bytes = new Uint8Array(written.reduce((sum, page) => sum + (page?.bytes.byteLength ?? 0), 0));
  let nullCount = 0;
  let at = 0;
  let to = 0;
  for (const [index, page] of written.entries()) {
    const count = Math.min(PAGE_ROWS, rows - index * PAGE_ROWS);
    for (let place = 0; place < count; place++) {
      const length = page?.lengths[place] ?? NO_TEXT;
      if (length === NO_TEXT) nullCount++;
      else {
        to += length;
        bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7));
      }
      offsets[++at] = to;
    }
    if (page !== null) bytes.set(page.bytes, to - page.bytes.byteLength);
  }
  const numbers = BigInt64Array.from({ length: rows }, (_, row) => BigInt(rowStart + row));
  const children = [
    makeData({ type: new Int64(), length: rows, nullCount: 0, nullBitmap: null, data: numbers }),
    makeData({
      ...{ type: new Utf8(), length: rows, nullCount, valueOffsets: offsets, data: bytes },
      nullBitmap: nullCount === 0 ? null : bits,
    }),
  ];
  const fields = children.map((child, index) => new Field(`c${index}`, child.type, true));
  const struct = makeData({ type: new Struct(fields), length: rows, nullCount: 0, children });
  const writer = new RecordBatchStreamWriter();
  writer.write(new RecordBatch(new Schema(fields), struct));
  writer.finish();
  return writer.toUint8Array(true);
}

/** The texts as JSON strings. */
function quoted({ lengths, bytes }: PageColumn): PageColumn {
  let at = 0;
  const texts = lengths.map((length) => {
    if (length === NO_TEXT) return null;
    const text = decoder.decode(bytes.subarray(at, at + length));
    at += length;
    return encoder.encode(JSON.stringify(text));
  });
  const joined = new Uint8Array(texts.reduce((sum, text) => sum + (text?.byteLength ?? 0), 0));
  let to = 0;
  for (const text of texts) {
    if (text === null) continue;
    joined.set(text, to);
    to += text.byteLength;
  }
  return { lengths: texts.map((text) => text?.byteLength ?? NO_TEXT), bytes: joined };
}
