import { type Engine, withSignal } from "@/lib/engine";
import { OWN_COLUMNS } from "@/lib/schema";
import type { Scope } from "./model";
import { isNaturalOrder, orderSourceSql, orderSql } from "./order-sql";
import { partedOrder, partsTable } from "./parted-order";
import { conditionSql, whereSql } from "./where-sql";

/** Order tables kept for each engine: the one on the screen, and the one before for a step back. */
const KEPT_ORDERS = 2;
const ROW = OWN_COLUMNS.row;

/** Rows of a view in its order: places in the view to rows of the dataset and back. */
export interface ViewOrder {
  readonly rowCount: number;
  /** `_row` of the places [rowStart, rowEnd) of the view. */
  rows(rowStart: number, rowEnd: number, signal?: AbortSignal): Promise<number[]>;
  /** Place of a row in the view; null when it is not in view. */
  indexOf(row: number, signal?: AbortSignal): Promise<number | null>;
}

interface KeptOrder {
  key: string;
  table: string | null;
  users: number;
  order: Promise<ViewOrder>;
  isLaid: boolean;
  abort: AbortController;
}

/** The order tables of one engine, last used last. */
class OrderShelf {
  readonly #engine: Engine;
  readonly #kept: KeptOrder[] = [];

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  has(scope: Scope): boolean {
    const key = orderKey(scope);
    return this.#kept.some((entry) => entry.key === key);
  }

  /** Runs `use` with the order of the scope, which is not dropped meanwhile. */
  async use<Result>(
    scope: Scope,
    signal: AbortSignal | undefined,
    use: (order: ViewOrder) => Promise<Result>,
  ): Promise<Result> {
    signal?.throwIfAborted();
    const entry = this.#take(scope);
    entry.users++;
    try {
      return await use(await withSignal(entry.order, signal));
    } finally {
      entry.users--;
      if (entry.users === 0 && !entry.isLaid) this.#giveUp(entry);
      await this.#tidy();
    }
  }

  /** Drops every order that is not in use; those in use are dropped when they are not. */
  async forget(): Promise<void> {
    for (const entry of this.#kept) entry.key = "";
    await this.#tidy();
  }

  #take(scope: Scope): KeptOrder {
    const key = orderKey(scope);
    const at = this.#kept.findIndex((entry) => entry.key === key);
    const known = at < 0 ? undefined : this.#kept.splice(at, 1)[0];
    const entry = known ?? this.#make(scope, key);
    this.#kept.push(entry);
    return entry;
  }

  #make(scope: Scope, key: string): KeptOrder {
    const isWhole = isNaturalOrder(scope) && conditionSql(scope) === null;
    const table = isWhole ? null : `view_order_${++tableCount}`;
    const abort = new AbortController();
    const order =
      table === null ? wholeOrder(this.#engine) : layOrder(this.#engine, scope, table, abort.signal);
    const entry: KeptOrder = { key, table, users: 0, order, isLaid: false, abort };
    order.then(
      () => {
        entry.isLaid = true;
      },
      // A failed order is forgotten, so that the next request tries again.
      () => this.#giveUp(entry),
    );
    return entry;
  }

  /** Nobody waits for the order any more. It may be made by then, or while this is called. */
  #giveUp(entry: KeptOrder): void {
    const at = this.#kept.indexOf(entry);
    if (at < 0) return;
    this.#kept.splice(at, 1);
    entry.abort.abort();
    if (entry.table !== null) this.#engine.execute(dropSql(entry.table)).catch(() => {});
  }

  async #tidy(): Promise<void> {
    for (;;) {
      const isCrowded = this.#kept.length > KEPT_ORDERS;
      const at = this.#kept.findIndex((entry) => entry.users === 0 && (isCrowded || entry.key === ""));
      const old = at < 0 ? undefined : this.#kept.splice(at, 1)[0];
      if (old === undefined) return;
      if (old.table !== null) await this.#engine.execute(dropSql(old.table));
    }
  }
}

const shelves = new WeakMap<Engine, OrderShelf>();
let tableCount = 0;

function shelfOf(engine: Engine): OrderShelf {
  let shelf = shelves.get(engine);
  if (shelf === undefined) {
    shelf = new OrderShelf(engine);
    shelves.set(engine, shelf);
  }
  return shelf;
}

/**
 * Forgets the orders of all views: another dataset takes the name `rows`. Call it when one is opened, unless its
 * revisions are higher than those of the one before.
 */
export function forgetOrders(engine: Engine): Promise<void> {
  return shelfOf(engine).forget();
}

/** Whether the order of the view is already laid down, so that any place of it is a short look-up. */
export function hasOrder(engine: Engine, scope: Scope): boolean {
  return shelfOf(engine).has(scope);
}

/**
 * Runs `use` with the order of the view. The first use of a filtered or sorted view writes its rows, in order, to a
 * temporary table: a page deep in the view is then a range of that table and no sort; of a large view sorted by text
 * only the part that is looked at.
 */
export function withOrder<Result>(
  engine: Engine,
  scope: Scope,
  signal: AbortSignal | undefined,
  use: (order: ViewOrder) => Promise<Result>,
): Promise<Result> {
  return shelfOf(engine).use(scope, signal, use);
}

function orderKey(scope: Scope): string {
  return `${scope.revision ?? 0} ${whereSql(scope)} ${orderSql(scope)}`;
}

async function wholeOrder(engine: Engine): Promise<ViewOrder> {
  const rowCount = await countOf(engine, "rows");
  return {
    rowCount,
    rows: (rowStart, rowEnd) => {
      const end = Math.min(rowEnd, rowCount);
      return Promise.resolve(
        Array.from({ length: Math.max(0, end - rowStart) }, (_, index) => rowStart + index),
      );
    },
    indexOf: (row) => Promise.resolve(row >= 0 && row < rowCount ? row : null),
  };
}

function dropSql(table: string): string {
  return `DROP TABLE IF EXISTS ${table}; DROP TABLE IF EXISTS ${partsTable(table)}`;
}

async function layOrder(
  engine: Engine,
  scope: Scope,
  table: string,
  signal: AbortSignal,
): Promise<ViewOrder> {
  return (
    (await partedOrder(engine, scope, table, signal)) ?? (await tableOrder(engine, scope, table, signal))
  );
}

async function tableOrder(
  engine: Engine,
  scope: Scope,
  table: string,
  signal: AbortSignal,
): Promise<ViewOrder> {
  await engine.execute(
    `CREATE TEMP TABLE ${table} AS SELECT ${ROW} FROM ${orderSourceSql(scope)} ${whereSql(scope)} ${orderSql(scope)}`,
    signal,
  );
  const rowCount = await countOf(engine, table);
  return {
    rowCount,
    // Nothing is ever deleted from the table, so its row ids are the places in the view.
    rows: async (rowStart, rowEnd, signal) => {
      const sql = `SELECT ${ROW} FROM ${table} WHERE rowid >= ${rowStart} AND rowid < ${rowEnd} ORDER BY rowid`;
      return (await engine.query(sql, signal)).column(ROW).map(Number);
    },
    indexOf: async (row, signal) => {
      const found = await engine.query(`SELECT rowid AS place FROM ${table} WHERE ${ROW} = ${row}`, signal);
      return found.rowCount === 0 ? null : Number(found.get(0, "place"));
    },
  };
}

async function countOf(engine: Engine, table: string): Promise<number> {
  return Number((await engine.query(`SELECT count(*) AS n FROM ${table}`)).get(0, "n"));
}
