import { type Engine, EngineError, type TextsBeside, textsTable, withSignal } from "@/lib/engine";
import { createTextsSql, dropTextsSql } from "@/lib/query";
import { textRows } from "./text-rows";
import type { TextStore } from "./text-store";

/** How far the texts of a column have been put into the database. */
export interface TextsProgress {
  column: string;
  rows: number;
  totalRows: number;
}

export interface TextEvents {
  /** Null when no statement waits for texts. */
  onProgress?: (progress: TextsProgress | null) => void;
  /**
   * The texts of some rows could not be read any more, and are given as if there were none. Without it whoever asked is
   * told.
   */
  onUnreadable?: () => void;
}

interface TextTable {
  column: string;
  isJson: boolean;
  /** Rows that the table has. */
  rows: number;
  isCreated: boolean;
  /** Statements that read it, or wait for it. */
  users: number;
  usedAt: number;
  isBusy: boolean;
  /** Nobody waited for the rest of its rows any more. The next statement that reads it goes on from there. */
  isLeft: boolean;
  /** What is being done to it, one after the other. */
  work: Promise<void>;
}

/** Rows put into a table at a time: some milliseconds for whoever draws the page. */
const STRETCH_ROWS = 16_384;
/** Bytes of all texts in the database beyond which tables that nobody reads are dropped for others. */
const MOST_BYTES = 1024 * 2 ** 20;

/** The texts of a store as the engine asks for them: by row, and as tables that are made when a statement reads them. */
export class TextTables implements TextsBeside {
  readonly #store: TextStore;
  readonly #engine: Engine;
  readonly #events: TextEvents;
  readonly #tables = new Map<string, TextTable>();
  readonly #mostBytes: number;
  #uses = 0;
  #isClosed = false;

  /** `engine` is that of loading. */
  constructor(
    store: TextStore,
    engine: Engine,
    { mostBytes = MOST_BYTES, ...events }: TextEvents & { mostBytes?: number } = {},
  ) {
    this.#store = store;
    this.#mostBytes = mostBytes;
    this.#engine = engine;
    this.#events = events;
  }

  async fetch(
    columns: readonly string[],
    rows: readonly number[],
  ): Promise<ReadonlyMap<string, readonly (string | null)[]>> {
    try {
      return await this.#store.read(columns, rows);
    } catch (cause) {
      const { onUnreadable } = this.#events;
      if (!(cause instanceof RangeError) || onUnreadable === undefined) throw cause;
      onUnreadable();
      return new Map(columns.map((column) => [column, rows.map(() => null)]));
    }
  }

  async hold(columns: readonly string[], signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted();
    const tables = columns.map((column) => this.#take(column));
    const release = () => {
      for (const table of tables) table.users--;
    };
    try {
      // One after the other: memory is made for each.
      for (const table of tables) await withSignal(this.#fill(table), signal);
    } catch (cause) {
      release();
      throw cause;
    }
    let isHeld = true;
    return () => {
      if (isHeld) release();
      isHeld = false;
    };
  }

  /** Brings the tables that are there up to the rows of the store. To be called before those can be seen. */
  async extend(): Promise<void> {
    for (const table of [...this.#tables.values()]) {
      if (!table.isCreated || table.isLeft) continue;
      table.users++;
      // Without it, the next statement that reads it tries again and tells.
      await this.#fill(table).catch(() => {});
      table.users--;
    }
  }

  async free(): Promise<boolean> {
    const unused = [...this.#tables.values()].filter(
      (table) => table.users === 0 && table.isCreated && !table.isBusy,
    );
    for (const table of unused) await this.#drop(table);
    return unused.length > 0;
  }

  /** Drops all tables: other rows take their place. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const table of [...this.#tables.values()]) {
      await table.work.catch(() => {});
      await this.#drop(table).catch(() => {});
    }
  }

  #take(column: string): TextTable {
    let table = this.#tables.get(column);
    if (table === undefined) {
      const isJson = this.#store.isJson(column);
      const empty = { rows: 0, isCreated: false, isBusy: false, isLeft: false, users: 0, usedAt: 0 };
      table = { column, isJson, ...empty, work: Promise.resolve() };
      this.#tables.set(column, table);
    }
    table.users++;
    table.isLeft = false;
    table.usedAt = ++this.#uses;
    return table;
  }

  #fill(table: TextTable): Promise<void> {
    const { rows } = this.#store;
    const isCurrent = () => table.rows >= rows && table.isJson === this.#store.isJson(table.column);
    if (table.isCreated && isCurrent()) return table.work;
    const work = table.work
      .catch(() => {})
      .then(async () => {
        if (table.isCreated && isCurrent()) return;
        table.isBusy = true;
        try {
          await this.#fillNow(table);
        } catch (cause) {
          if (!(cause instanceof EngineError) || cause.code !== "out-of-memory") throw cause;
          if (!(await this.free())) throw cause;
          // From the start: what was given to the database when memory ran out is missing.
          await this.#drop(table);
          await this.#fillNow(table);
        }
      })
      .catch(async (cause) => {
        // Half of the texts are of no use; what could not be dropped is replaced.
        await this.#drop(table).catch(() => {});
        throw cause;
      })
      .finally(() => {
        table.isBusy = false;
      });
    table.work = work;
    return work;
  }

  async #fillNow(table: TextTable): Promise<void> {
    this.#throwIfClosed();
    const { column } = table;
    const isJson = this.#store.isJson(column);
    if (!table.isCreated || table.isJson !== isJson) {
      await this.#makeRoom(table);
      await this.#engine.execute(createTextsSql(column));
      Object.assign(table, { isJson, isCreated: true, rows: 0 });
    }
    // Those that the database was given and has not taken in yet: with two, one always waits, and what waits for an idle
    // moment does not come between.
    const inserts: Promise<void>[] = [];
    try {
      const read = () => this.#store.stretch(column, table.rows, STRETCH_ROWS);
      const { rows: end } = this.#store;
      let next = table.rows < end ? read() : null;
      while (next !== null) {
        const { rows, pages, isJson: isWritten } = await next;
        this.#throwIfClosed();
        if (table.users === 0) {
          table.isLeft = true;
          return;
        }
        const ipc = textRows(pages, table.rows, rows, { isQuoted: isJson && !isWritten });
        table.rows += rows;
        // Read while the database takes these in.
        next = table.rows < end ? read() : null;
        next?.catch(() => {});
        const insert = this.#engine.insertArrow(textsTable(column), ipc, { create: false });
        insert.catch(() => {});
        inserts.push(insert);
        if (inserts.length === 2) await inserts.shift();
        this.#events.onProgress?.({ column, rows: table.rows, totalRows: end });
      }
    } finally {
      // Also where one failed: the table is dropped behind the last.
      await Promise.all(inserts).finally(() => this.#events.onProgress?.(null));
    }
  }

  #throwIfClosed(): void {
    if (this.#isClosed) throw new EngineError("query-failed", "the dataset was closed");
  }

  /** Drops tables that nobody reads, those read longest ago first, until the texts of one more have room. */
  async #makeRoom(wanted: TextTable): Promise<void> {
    const bytesOf = ({ column }: TextTable) => this.#store.columnBytes(column);
    const created = [...this.#tables.values()].filter((table) => table.isCreated && table !== wanted);
    let total = created.reduce((sum, table) => sum + bytesOf(table), bytesOf(wanted));
    for (const table of created.sort((a, b) => a.usedAt - b.usedAt)) {
      if (total <= this.#mostBytes) return;
      if (table.users > 0 || table.isBusy) continue;
      await this.#drop(table);
      total -= bytesOf(table);
    }
  }

  async #drop(table: TextTable): Promise<void> {
    if (this.#tables.get(table.column) === table && table.users === 0) this.#tables.delete(table.column);
    table.rows = 0;
    table.isCreated = false;
    await this.#engine.execute(dropTextsSql(table.column));
  }
}
