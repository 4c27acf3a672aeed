import type { ByteSource } from "@/lib/source/model";
import type { ColumnChunk } from "./footer";
import { numberField, parseThrift, structListField, THRIFT, type ThriftData } from "./thrift";
import { writeThrift } from "./write-thrift";

/** One data page of a column chunk. */
export interface PagePlace {
  /** Bytes of the file, the page's header among them. */
  start: number;
  end: number;
  /** Row of the row group at which it begins; a row never goes on in the next page of an indexed column. */
  firstRow: number;
}

const indexes = new WeakMap<ColumnChunk, Promise<readonly PagePlace[] | null>>();

/** The pages of a column chunk by the file's own index, read once; null when there is none, or none that can be true. */
export function readPageIndex(
  source: ByteSource,
  chunk: ColumnChunk,
  rows: number,
): Promise<readonly PagePlace[] | null> {
  let index = indexes.get(chunk);
  if (!index) {
    index = readIndex(source, chunk, rows);
    indexes.set(chunk, index);
    index.catch(() => indexes.delete(chunk));
  }
  return index;
}

async function readIndex(
  source: ByteSource,
  chunk: ColumnChunk,
  rows: number,
): Promise<readonly PagePlace[] | null> {
  const start = numberField(chunk.struct, 4) ?? 0;
  const length = numberField(chunk.struct, 5) ?? 0;
  if (start <= 0 || length <= 0 || start + length > source.sizeBytes) return null;
  const bytes = await source.read(start, start + length);
  try {
    const pages = structListField(parseThrift(bytes).struct, 1).map((page): PagePlace => {
      const pageStart = numberField(page, 1) ?? -1;
      return {
        start: pageStart,
        end: pageStart + (numberField(page, 2) ?? 0),
        firstRow: numberField(page, 3) ?? -1,
      };
    });
    return fits(pages, chunk, rows) ? pages : null;
  } catch (cause) {
    if (cause instanceof RangeError) return null;
    throw cause;
  }
}

/** Whether the pages follow each other within the chunk, and their rows within the row group. */
function fits(pages: readonly PagePlace[], chunk: ColumnChunk, rows: number): boolean {
  let end = chunk.start;
  let row = -1;
  for (const page of pages) {
    if (page.start < end || page.end <= page.start || page.firstRow <= row) return false;
    end = page.end;
    row = page.firstRow;
  }
  return pages[0]?.firstRow === 0 && end <= chunk.end && row < rows;
}

/** The pages that hold rows [rowStart, rowEnd). */
export function pagesOf(
  pages: readonly PagePlace[],
  rowStart: number,
  rowEnd: number,
): { start: number; end: number; firstRow: number } {
  const after = pages.findIndex(({ firstRow }) => firstRow > rowStart);
  const first = pages[after < 0 ? pages.length - 1 : after - 1] as PagePlace;
  const last = pages.findLast(({ firstRow }) => firstRow < rowEnd) as PagePlace;
  return { start: first.start, end: Math.max(first.end, last.end), firstRow: first.firstRow };
}

const DATA_PAGE_V2 = 3;

/**
 * A page that stands for `rows` rows nobody wants: a header alone, which a decoder that skips so many rows passes over.
 * It lets the pages after it keep their place among the rows.
 */
export function skippedPage(rows: number): Uint8Array<ArrayBuffer> {
  const i32 = (data: number): { type: number; data: ThriftData } => ({ type: THRIFT.i32, data });
  const page = new Map([
    [1, i32(rows)],
    [2, i32(rows)],
    [3, i32(rows)],
    [4, i32(0)],
    [5, i32(0)],
    [6, i32(0)],
    [7, { type: THRIFT.false, data: false }],
  ]);
  return writeThrift(
    new Map([
      [1, i32(DATA_PAGE_V2)],
      [2, i32(0)],
      [3, i32(0)],
      [8, { type: THRIFT.struct, data: page }],
    ]),
  );
}
