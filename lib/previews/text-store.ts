import { LruPages } from "./lru-pages";
import { NO_TEXT, PAGE_ROWS, type PageColumn, readPageColumn } from "./page-layout";

/** Texts of the rows of one chunk, and where their bytes are. */
export interface TextBatch {
  rows: number;
  /** In the order in which the pages hold them. JSON, where values of the chunk are no texts. */
  columns: readonly { name: string; isJson: boolean; textBytes: number }[];
  blob: Blob;
  /** Where the first page begins in the blob. */
  start: number;
  sizeBytes: number;
  /** Where each page begins, from the first. */
  starts: Uint32Array;
}

interface PlacedBatch extends TextBatch {
  rowStart: number;
}

/** All of a store but its bytes. */
export interface TextLayout {
  batches: readonly Omit<TextBatch, "blob">[];
  /** Columns that hold JSON now, whatever their batches do. */
  jsonColumns: readonly string[];
}

/** Pages that lie apart by no more are read together: a read takes as long as some ten of them. */
const GAP_PAGES = 8;
/** What the table first shows. */
const FIRST_PAGES = 8;
/** Some 3 MB. */
const KEPT_PAGES = 512;

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Beginnings of long texts of the rows of a dataset. The bytes lie in Blobs, which the browser keeps outside of the page's
 * memory and puts on the disk when they become many; here is only where each page of rows begins.
 */
export class TextStore {
  readonly #batches: PlacedBatch[] = [];
  readonly #jsonColumns = new Set<string>();
  readonly #cache = new LruPages(KEPT_PAGES);
  readonly #onLost: () => void;
  #rows = 0;

  /** `onLost` is told when bytes cannot be read any more. */
  constructor(onLost: () => void = () => {}) {
    this.#onLost = onLost;
  }

  get rows(): number {
    return this.#rows;
  }

  /** Appends the texts of the rows that follow. */
  append(batch: TextBatch): void {
    const placed = { ...batch, rowStart: this.#rows };
    this.#batches.push(placed);
    if (this.#rows === 0) this.#lookAhead(placed);
    this.#rows += batch.rows;
  }

  /** Reads the first rows before they are asked for: who waits for the table to appear does not wait for them too. */
  #lookAhead(batch: PlacedBatch): void {
    const pages = Array.from({ length: Math.min(FIRST_PAGES, batch.starts.length) }, (_, page) => page);
    // What goes wrong is told when they are asked for.
    this.#pages(batch, new Set(pages), { isQuiet: true }).catch(() => {});
  }

  /** The column's values are JSON from now on: texts are read with their quotes. */
  turnToJson(column: string): void {
    this.#jsonColumns.add(column);
  }

  isJson(column: string): boolean {
    return this.#jsonColumns.has(column);
  }

  /** The texts of rows, by column, in the order of `rows`. Rejects with a RangeError when bytes are gone. */
  async read(columns: readonly string[], rows: readonly number[]): Promise<Map<string, (string | null)[]>> {
    const wanted = new Map<PlacedBatch, Set<number>>();
    const placed = rows.map((row) => {
      const batch = this.#batchOf(row);
      if (batch === undefined) return null;
      const page = Math.floor((row - batch.rowStart) / PAGE_ROWS);
      const pages = wanted.get(batch) ?? new Set();
      wanted.set(batch, pages.add(page));
      return { batch, page, place: (row - batch.rowStart) % PAGE_ROWS };
    });
    const found = new Map<PlacedBatch, Map<number, Uint8Array>>();
    const fetched = [...wanted].map(async ([batch, pages]) =>
      found.set(batch, await this.#pages(batch, pages)),
    );
    await Promise.all(fetched);
    return new Map(
      columns.map((name) => {
        const decoded = new Map<Uint8Array, (string | null)[]>();
        const cells = placed.map((at) => {
          const page = at === null ? undefined : found.get(at.batch)?.get(at.page);
          if (at === null || page === undefined) return null;
          let texts = decoded.get(page);
          if (texts === undefined) {
            texts = this.#decode(at.batch, at.page, page, name);
            decoded.set(page, texts);
          }
          return texts[at.place] ?? null;
        });
        return [name, cells];
      }),
    );
  }

  /** Bytes of all texts of a column. */
  columnBytes(column: string): number {
    const bytesIn = ({ columns }: TextBatch) => columns.find(({ name }) => name === column)?.textBytes ?? 0;
    return this.#batches.reduce((sum, batch) => sum + bytesIn(batch), 0);
  }

  /**
   * One column of the rows from `rowStart` on, page by page: of at most `most` rows, and of one batch. Null for a page of
   * a batch that has no such column. Rejects with a RangeError when bytes are gone.
   */
  async stretch(
    column: string,
    rowStart: number,
    most: number,
  ): Promise<{ rows: number; pages: readonly (PageColumn | null)[]; isJson: boolean }> {
    const batch = this.#batchOf(rowStart);
    if (batch === undefined || (rowStart - batch.rowStart) % PAGE_ROWS !== 0)
      throw new RangeError(`no page begins at row ${rowStart}`);
    const first = (rowStart - batch.rowStart) / PAGE_ROWS;
    const end = Math.min(batch.starts.length, first + Math.max(1, Math.floor(most / PAGE_ROWS)));
    const rows = Math.min(batch.rows, end * PAGE_ROWS) - first * PAGE_ROWS;
    const place = batch.columns.findIndex(({ name }) => name === column);
    const pageNumbers = Array.from({ length: end - first }, (_, index) => first + index);
    if (place < 0) return { rows, pages: pageNumbers.map(() => null), isJson: false };
    const bytes = await this.#bytes(batch, first, end);
    const pages = pageNumbers.map((page) => {
      const at = pageStart(batch, page) - pageStart(batch, first);
      const content = bytes.subarray(at, at + pageStart(batch, page + 1) - pageStart(batch, page));
      return this.#checked(() => readPageColumn(content, batch.columns.length, rowsOf(batch, page), place));
    });
    return { rows, pages, isJson: batch.columns[place]?.isJson ?? false };
  }

  /** All bytes one after the other, and what has to be known to read them again with `restore`. */
  keep(): { bytes: Blob; layout: TextLayout } {
    let at = 0;
    const parts: Blob[] = [];
    const batches = this.#batches.map(({ rows, columns, starts, sizeBytes, blob, start }) => {
      parts.push(blob.slice(start, start + sizeBytes));
      const placed = { rows, columns, starts, sizeBytes, start: at };
      at += sizeBytes;
      return placed;
    });
    return { bytes: new Blob(parts), layout: { batches, jsonColumns: [...this.#jsonColumns] } };
  }

  static restore(bytes: Blob, layout: TextLayout, onLost: () => void): TextStore {
    const store = new TextStore(onLost);
    for (const batch of layout.batches) store.append({ ...batch, blob: bytes });
    for (const column of layout.jsonColumns) store.turnToJson(column);
    return store;
  }

  #batchOf(row: number): PlacedBatch | undefined {
    let low = 0;
    let high = this.#batches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const batch = this.#batches[middle] as PlacedBatch;
      if (row < batch.rowStart) high = middle;
      else if (row >= batch.rowStart + batch.rows) low = middle + 1;
      else return batch;
    }
    return undefined;
  }

  async #pages(
    batch: PlacedBatch,
    pages: ReadonlySet<number>,
    options: { isQuiet?: boolean } = {},
  ): Promise<Map<number, Uint8Array>> {
    const found = new Map<number, Uint8Array>();
    const missing: number[] = [];
    for (const page of pages) {
      const known = this.#cache.get(batch, page);
      if (known === undefined) missing.push(page);
      else found.set(page, known);
    }
    missing.sort((a, b) => a - b);
    const runs: [first: number, last: number][] = [];
    for (const page of missing) {
      const run = runs.at(-1);
      if (run !== undefined && page - run[1] <= GAP_PAGES) run[1] = page;
      else runs.push([page, page]);
    }
    await Promise.all(
      runs.map(async ([first, last]) => {
        const bytes = await this.#bytes(batch, first, last + 1, options);
        for (let page = first; page <= last; page++) {
          const at = pageStart(batch, page) - pageStart(batch, first);
          const content = bytes.subarray(at, at + pageStart(batch, page + 1) - pageStart(batch, page));
          this.#cache.set(batch, page, content);
          if (pages.has(page)) found.set(page, content);
        }
      }),
    );
    return found;
  }

  async #bytes(
    batch: PlacedBatch,
    first: number,
    end: number,
    { isQuiet = false } = {},
  ): Promise<Uint8Array> {
    const { blob, start } = batch;
    const slice = blob.slice(start + pageStart(batch, first), start + pageStart(batch, end));
    try {
      return new Uint8Array(await slice.arrayBuffer());
    } catch (cause) {
      if (!isQuiet) this.#onLost();
      throw new RangeError("beginnings of texts could not be read any more", { cause });
    }
  }

  #decode(batch: PlacedBatch, page: number, content: Uint8Array, column: string): (string | null)[] {
    const place = batch.columns.findIndex(({ name }) => name === column);
    if (place < 0) return [];
    const { lengths, bytes } = this.#checked(() =>
      readPageColumn(content, batch.columns.length, rowsOf(batch, page), place),
    );
    const isQuoted = this.isJson(column) && !batch.columns[place]?.isJson;
    let at = 0;
    return lengths.map((length) => {
      if (length === NO_TEXT) return null;
      const text = decoder.decode(bytes.subarray(at, at + length));
      at += length;
      return isQuoted ? JSON.stringify(text) : text;
    });
  }

  #checked<Result>(read: () => Result): Result {
    try {
      return read();
    } catch (cause) {
      this.#onLost();
      throw cause;
    }
  }
}

function pageStart(batch: TextBatch, page: number): number {
  return batch.starts[page] ?? batch.sizeBytes;
}

function rowsOf(batch: TextBatch, page: number): number {
  return Math.min(PAGE_ROWS, batch.rows - page * PAGE_ROWS);
}
