import { numberField, parseThrift, structField } from "./thrift";

const DATA_PAGE = 0;
const DATA_PAGE_V2 = 3;

/** Whole pages at the start of a column chunk. */
export interface PageCut {
  /** Bytes of these pages with their headers, the dictionary's among them. */
  bytes: number;
  /** Values (not rows) that their data pages hold; 0 when not even one data page is whole. */
  values: number;
}

/** Finds how many whole pages `prefix`, the first bytes of a column chunk, holds. */
export function cutPages(prefix: Uint8Array): PageCut {
  const cut: PageCut = { bytes: 0, values: 0 };
  while (cut.bytes < prefix.length) {
    const page = readPageHeader(prefix, cut.bytes);
    if (page === null || page.end > prefix.length) break;
    cut.bytes = page.end;
    cut.values += page.values;
  }
  return cut;
}

function readPageHeader(bytes: Uint8Array, start: number): { end: number; values: number } | null {
  try {
    const { struct, end } = parseThrift(bytes, start);
    const type = numberField(struct, 1);
    const page =
      type === DATA_PAGE ? structField(struct, 5) : type === DATA_PAGE_V2 ? structField(struct, 8) : null;
    const values = page ? (numberField(page, 1) ?? 0) : 0;
    const size = numberField(struct, 3) ?? 0;
    return size < 0 ? null : { end: end + size, values };
  } catch {
    // The header itself is cut off.
    return null;
  }
}
