import type { Engine } from "@/lib/engine";
import { fetchIds, type MarkRow, resetMarksSql, writeMarksSql } from "@/lib/query";
import { type Column, MARK_COLUMNS, markColumns } from "@/lib/schema";
import type { ChangedRows, MarkBook } from "./mark-book";

/** Many marks are written in parts, so that the page stays at hand. */
const ROWS_PER_WRITE = 500;

export interface MarksIndexState {
  /** Goes up when the database holds other marks; 0 until it holds any. */
  revision: number;
  /**
   * Columns of marks that have had a value, in their order. One stays when its last value is taken back: a view may be
   * filtered by it.
   */
  columns: readonly Column[];
  /** Why the database does not hold the marks; null while it does. */
  error: string | null;
}

/**
 * Holds the marks of a book in the database, as columns beside those of the index. The table is made with the first
 * mark. A store for useSyncExternalStore.
 */
export class MarksIndex {
  readonly #book: MarkBook;
  readonly #engine: () => Promise<Engine>;
  readonly #listeners = new Set<() => void>();
  #unsubscribe: () => void = () => {};
  #state: MarksIndexState = { revision: 0, columns: [], error: null };
  #pending: Set<number> | "all" = new Set();
  #isRunning = false;
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;
  #idColumn: Column | null = null;

  /** `engine` resolves when statements can be run on `rows`. */
  constructor(book: MarkBook, engine: () => Promise<Engine>) {
    this.#book = book;
    this.#engine = engine;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  getState = (): MarksIndexState => this.#state;

  start(): void {
    this.#isStopped = false;
    this.#pending = "all";
    this.#unsubscribe = this.#book.subscribe((changed) => this.#onChange(changed));
    this.#run();
  }

  stop(): void {
    this.#isStopped = true;
    this.#unsubscribe();
  }

  /** The column whose values tell all rows apart, once it is known; marks made before get their ids. */
  setIdColumn(column: Column | null): void {
    this.#idColumn = column;
    this.#run();
  }

  #onChange(changed: ChangedRows): void {
    if (changed === "all") this.#pending = "all";
    else if (this.#pending !== "all") for (const row of changed) this.#pending.add(row);
    this.#run();
  }

  /** Resolves when the database holds all that was marked before. */
  async settle(): Promise<void> {
    await this.#running;
  }

  #run(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#running = this.#writeAll();
  }

  async #writeAll(): Promise<void> {
    try {
      do {
        while (this.#hasWork()) await this.#writePending();
        await this.#fillIds();
      } while (this.#hasWork());
    } catch (cause) {
      this.#set({ ...this.#state, error: cause instanceof Error ? cause.message : String(cause) });
    } finally {
      this.#isRunning = false;
    }
  }

  #hasWork(): boolean {
    if (this.#isStopped) return false;
    const isMade = this.#state.revision > 0;
    if (!isMade && this.#book.getState().recordCount === 0) return false;
    return this.#pending === "all" || this.#pending.size > 0;
  }

  async #writePending(): Promise<void> {
    const engine = await this.#engine();
    if (this.#isStopped) return;
    const isWhole = this.#pending === "all" || this.#state.revision === 0;
    const rows = isWhole ? this.#book.markedRows() : [...(this.#pending as Set<number>)];
    this.#pending = new Set();
    if (isWhole) await engine.execute(resetMarksSql());
    let { columns } = this.#state;
    for (let start = 0; start < rows.length; start += ROWS_PER_WRITE) {
      const part = rows.slice(start, start + ROWS_PER_WRITE);
      const marked = part.map((row) => this.#book.combined(row)).filter((mark) => mark !== null);
      const removed = part.filter((row) => this.#book.combined(row) === null);
      for (const sql of writeMarksSql(marked, removed)) await engine.execute(sql);
      if (this.#isStopped) return;
      columns = this.#withFilled(columns, marked);
    }
    this.#set({ revision: this.#state.revision + 1, columns, error: null });
  }

  #withFilled(columns: readonly Column[], marked: readonly MarkRow[]): readonly Column[] {
    const names = new Set(columns.map((column) => column.name));
    const { starred, flags, note, markedBy, differ } = MARK_COLUMNS;
    const hasSeveral = this.#book.getState().authors.length > 1;
    for (const mark of marked) {
      if (mark.isStarred) names.add(starred);
      if (mark.flags.length > 0) names.add(flags);
      if (mark.note !== "") names.add(note);
      if (hasSeveral) names.add(markedBy);
      if (mark.differ.length > 0) names.add(differ);
    }
    return names.size === columns.length ? columns : markColumns().filter(({ name }) => names.has(name));
  }

  async #fillIds(): Promise<void> {
    const column = this.#idColumn;
    if (column === null || this.#isStopped) return;
    const without = this.#book.all().filter((mark) => mark.id === null);
    if (without.length === 0) return;
    const rows = [...new Set(without.map((mark) => mark.row))];
    const ids = await fetchIds(await this.#engine(), column, rows);
    if (this.#isStopped) return;
    await this.#book.fillIds(ids);
  }

  #set(state: MarksIndexState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
