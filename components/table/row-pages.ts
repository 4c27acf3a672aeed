import type { GridRow } from "./grid-row";

export const PAGE_ROWS = 100;

/** Fetches rows [rowStart, rowEnd) of a view, in its order. */
export type FetchRows = (
  rowStart: number,
  rowEnd: number,
  signal: AbortSignal,
) => Promise<readonly GridRow[]>;

interface Page {
  rows: readonly GridRow[];
  /** Revision of the dataset the page was read at. */
  revision: number;
}

interface Book {
  key: string;
  view: string;
  fetch: FetchRows;
  pages: Map<number, Page>;
}

/** Pages kept around the screen; the rest is forgotten, so scrolling through millions does not fill memory. */
const KEPT_PAGES = 60;

/**
 * The rows of a view by window. A new view shows the old rows until its own first window is there; answers of an
 * abandoned view are dropped. While the dataset grows, pages that more data could change are read again.
 */
export class RowPages {
  #listeners = new Set<() => void>();
  #shown: Book | null = null;
  #next: Book | null = null;
  #revision = 0;
  #isAppendOnly = true;
  #window: [first: number, end: number] = [0, PAGE_ROWS];
  #running = new Map<string, AbortController>();
  #version = 0;
  #error: string | null = null;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Changes whenever rows do. */
  getVersion = (): number => this.#version;

  /** The view whose rows are shown; it lags behind `show` until the first window of the new view is there. */
  get shownKey(): string | null {
    return this.#shown?.key ?? null;
  }

  get error(): string | null {
    return this.#error;
  }

  /** Whether rows of the shown view that are on the screen are still on their way. */
  get isWaiting(): boolean {
    return this.#shown !== null && !this.#coversWindow(this.#shown);
  }

  /** Row of the shown view; null while its page is on its way. */
  row(index: number): GridRow | null {
    return this.#shown?.pages.get(Math.floor(index / PAGE_ROWS))?.rows[index % PAGE_ROWS] ?? null;
  }

  /**
   * Shows what `key` names at a revision of the data: rows of `view`, with some of its columns. Append-only views only
   * ever gain rows at their end.
   */
  show(key: string, revision: number, isAppendOnly: boolean, fetch: FetchRows, view = key): void {
    this.#revision = revision;
    this.#isAppendOnly = isAppendOnly;
    const target = this.#next ?? this.#shown;
    if (target?.key === key) target.fetch = fetch;
    else {
      this.#stop();
      const back = this.#shown?.key === key ? this.#shown : null;
      const isOtherView = target !== null && target.view !== view;
      this.#next = back ? null : { key, view, fetch, pages: new Map() };
      if (back) back.fetch = fetch;
      // Another view starts at its top; its grid says where it is once it is there. The first one may have been looked
      // for far down already, while other rows stood in its place.
      if (isOtherView) this.#window = [0, Math.max(1, this.#window[1] - this.#window[0])];
    }
    this.#load();
  }

  /** Shows no rows until those of the next view are there: the ones at hand are of a view that nobody saw. */
  forget(): void {
    this.#stop();
    this.#shown = null;
    this.#next = null;
    this.#publish();
  }

  /** Tells which rows are on the screen. */
  look(first: number, end: number): void {
    const wasWaiting = this.isWaiting;
    this.#window = [first, Math.max(end, first + 1)];
    this.#load();
    if (this.isWaiting !== wasWaiting) this.#publish();
  }

  dispose(): void {
    this.#stop();
    this.#shown = null;
    this.#next = null;
  }

  #stop(): void {
    for (const abort of this.#running.values()) abort.abort();
    this.#running.clear();
  }

  #isFresh(page: Page | undefined): boolean {
    if (page === undefined) return false;
    if (page.revision === this.#revision) return true;
    return this.#isAppendOnly && page.rows.length === PAGE_ROWS;
  }

  #load(): void {
    const book = this.#next ?? this.#shown;
    if (book === null) return;
    const first = Math.floor(this.#window[0] / PAGE_ROWS);
    const last = Math.floor((this.#window[1] - 1) / PAGE_ROWS);
    for (let page = first; page <= last; page++) {
      if (!this.#isFresh(book.pages.get(page))) this.#fetch(book, page);
    }
    // Pages scrolled past while their query still waited are no longer wanted.
    for (const [id, abort] of this.#running) {
      const page = Number(id.slice(0, id.indexOf(" ")));
      if (page < first - 1 || page > last + 1) {
        abort.abort();
        this.#running.delete(id);
      }
    }
  }

  #fetch(book: Book, page: number): void {
    const id = `${page} ${book.key}`;
    if (this.#running.has(id)) return;
    const abort = new AbortController();
    const revision = this.#revision;
    this.#running.set(id, abort);
    book.fetch(page * PAGE_ROWS, (page + 1) * PAGE_ROWS, abort.signal).then(
      (rows) => {
        if (abort.signal.aborted) return;
        this.#running.delete(id);
        this.#error = null;
        this.#land(book, page, { rows, revision });
      },
      (cause: unknown) => {
        if (abort.signal.aborted) return;
        this.#running.delete(id);
        this.#error = cause instanceof Error ? cause.message : String(cause);
        this.#publish();
      },
    );
  }

  #land(book: Book, page: number, content: Page): void {
    book.pages.set(page, content);
    if (book === this.#next && this.#coversWindow(book)) {
      this.#shown = book;
      this.#next = null;
    }
    this.#forgetFarPages(book, page);
    this.#publish();
    if (content.revision !== this.#revision) this.#load();
  }

  #coversWindow(book: Book): boolean {
    const first = Math.floor(this.#window[0] / PAGE_ROWS);
    const last = Math.floor((this.#window[1] - 1) / PAGE_ROWS);
    for (let page = first; page <= last; page++) if (!book.pages.has(page)) return false;
    return true;
  }

  #forgetFarPages(book: Book, around: number): void {
    if (book.pages.size <= KEPT_PAGES) return;
    const byDistance = [...book.pages.keys()].sort((a, b) => Math.abs(b - around) - Math.abs(a - around));
    for (const page of byDistance.slice(0, book.pages.size - KEPT_PAGES)) book.pages.delete(page);
  }

  #publish(): void {
    this.#version++;
    for (const listener of this.#listeners) listener();
  }
}
