import type { Engine } from "@/lib/engine";
import { type Column, OWN_COLUMNS } from "@/lib/schema";
import type { Scope } from "./model";
import { orderSourceSql, orderSql } from "./order-sql";
import { quoteIdentifier, quoteText } from "./quote";
import type { ViewOrder } from "./view-orders";
import { conditionSql } from "./where-sql";

/** Fewer rows are in order before their parts were told apart. */
const LEAST_ROWS = 200_000;
/** Rows of one part: so many texts are sorted in a fifth of a second. */
const PART_ROWS = 100_000;
const SAMPLE_ROWS = 20_000;
const ROW = OWN_COLUMNS.row;

/** Name of the table that says of each row of a view which part of the order `table` it belongs to. */
export function partsTable(table: string): string {
  return `${table}_parts`;
}

/**
 * The order of a large view by text, laid down part by part as they are looked at: two million texts take seconds to
 * sort, and a page far down needs one part. Which rows are in view is settled now. null where one sort is as quick.
 */
export async function partedOrder(
  engine: Engine,
  scope: Scope,
  table: string,
  signal: AbortSignal,
): Promise<ViewOrder | null> {
  const key = firstTextKey(scope);
  if (key === null) return null;
  const bounds = await findBounds(engine, scope, key.column, signal);
  if (bounds === null) return null;
  const parts = partsTable(table);
  const condition = conditionSql(scope);
  await engine.execute(
    `CREATE TEMP TABLE ${parts} AS SELECT ${ROW}, CAST(${partSql(key.column, bounds)} AS SMALLINT) AS part FROM rows ${condition === null ? "" : `WHERE ${condition}`}`,
    signal,
  );
  await engine.execute(`CREATE TEMP TABLE ${table} (${ROW} BIGINT)`, signal);
  const counts = await engine.query(`SELECT part, count(*) AS n FROM ${parts} GROUP BY part`, signal);
  const sizes = new Map(
    counts.column("part").map((part, row) => [Number(part), Number(counts.get(row, "n"))]),
  );
  return new PartedOrder(engine, scope, table, sizes, partsInOrder(bounds.length, key.descending));
}

/** Parts stand in the view one after another, and in the table in the order in which they were laid down. */
class PartedOrder implements ViewOrder {
  readonly rowCount: number;
  readonly #engine: Engine;
  readonly #scope: Scope;
  readonly #table: string;
  readonly #parts: { part: number; start: number; end: number }[] = [];
  /** Where in the table a part begins. */
  readonly #laid = new Map<number, number>();
  #laidRows = 0;
  #laying: Promise<void> = Promise.resolve();

  constructor(
    engine: Engine,
    scope: Scope,
    table: string,
    sizes: ReadonlyMap<number, number>,
    order: readonly number[],
  ) {
    this.#engine = engine;
    this.#scope = scope;
    this.#table = table;
    let start = 0;
    for (const part of order) {
      const end = start + (sizes.get(part) ?? 0);
      if (end > start) this.#parts.push({ part, start, end });
      start = end;
    }
    this.rowCount = start;
  }

  async rows(rowStart: number, rowEnd: number, signal?: AbortSignal): Promise<number[]> {
    const rows: number[] = [];
    for (const { part, start, end } of this.#parts) {
      if (end <= rowStart || start >= rowEnd) continue;
      const shift = (await this.#lay(part, end - start, signal)) - start;
      const first = Math.max(start, rowStart) + shift;
      const last = Math.min(end, rowEnd) + shift;
      const sql = `SELECT ${ROW} FROM ${this.#table} WHERE rowid >= ${first} AND rowid < ${last} ORDER BY rowid`;
      for (const row of (await this.#engine.query(sql, signal)).column(ROW)) rows.push(Number(row));
    }
    return rows;
  }

  async indexOf(row: number, signal?: AbortSignal): Promise<number | null> {
    const of = await this.#engine.query(
      `SELECT part FROM ${partsTable(this.#table)} WHERE ${ROW} = ${row}`,
      signal,
    );
    const found = this.#parts.find(({ part }) => of.rowCount > 0 && part === Number(of.get(0, "part")));
    if (found === undefined) return null;
    const tableStart = await this.#lay(found.part, found.end - found.start, signal);
    const place = await this.#engine.query(
      `SELECT rowid AS place FROM ${this.#table} WHERE ${ROW} = ${row}`,
      signal,
    );
    return Number(place.get(0, "place")) - tableStart + found.start;
  }

  /** Where the rows of the part begin in the table, once they lie there in order. */
  async #lay(part: number, size: number, signal: AbortSignal | undefined): Promise<number> {
    const turn = this.#laying.then(async () => {
      if (this.#laid.has(part) || signal?.aborted) return;
      const own = `SELECT ${ROW} FROM ${partsTable(this.#table)} WHERE part = ${part}`;
      await this.#engine.execute(
        `INSERT INTO ${this.#table} SELECT ${ROW} FROM rows WHERE ${ROW} IN (${own}) ${orderSql(this.#scope)}`,
        signal,
      );
      this.#laid.set(part, this.#laidRows);
      this.#laidRows += size;
    });
    // Whoever comes next tries again.
    this.#laying = turn.catch(() => {});
    await turn;
    signal?.throwIfAborted();
    return this.#laid.get(part) ?? 0;
  }
}

/** The column that comes first in the order, where it is text in the index itself. */
function firstTextKey(scope: Scope): { column: Column; descending: boolean } | null {
  const { view, columns } = scope;
  const key = view.sort.find(({ column }) => columns.some(({ name }) => name === column));
  const column = columns.find(({ name }) => name === key?.column);
  if (key === undefined || column?.type !== "text" || column.isEnum) return null;
  return orderSourceSql(scope) === "rows" ? { column, descending: key.descending } : null;
}

/** Texts that part the rows in view into parts about alike, lowest first; null for few rows. */
async function findBounds(
  engine: Engine,
  scope: Scope,
  column: Column,
  signal: AbortSignal,
): Promise<string[] | null> {
  const all = Number((await engine.query("SELECT count(*) AS n FROM rows", signal)).get(0, "n"));
  if (all < LEAST_ROWS) return null;
  const step = Math.floor(all / SAMPLE_ROWS);
  const name = quoteIdentifier(column.name);
  const conditions = [conditionSql(scope), `${ROW} % ${step} = 0`].filter((part) => part !== null);
  const sql = `SELECT ${name} AS text FROM rows WHERE ${conditions.join(" AND ")} ORDER BY ${name} NULLS LAST`;
  const sample = (await engine.query(sql, signal)).column("text");
  const rows = sample.length * step;
  if (rows < LEAST_ROWS) return null;
  const partCount = Math.ceil(rows / PART_ROWS);
  const texts = Array.from({ length: partCount - 1 }, (_, index) =>
    sample.at(Math.floor((sample.length * (index + 1)) / partCount)),
  );
  return [...new Set(texts.filter((text) => typeof text === "string"))];
}

/** The number of bounds that a text is not below; rows without a text are in a part of their own, behind. */
function partSql(column: Column, bounds: readonly string[]): string {
  const name = quoteIdentifier(column.name);
  const between = (low: number, high: number): string => {
    if (low === high) return String(low);
    const middle = (low + high) >> 1;
    return `CASE WHEN ${name} < ${quoteText(bounds[middle] ?? "")} THEN ${between(low, middle)} ELSE ${between(middle + 1, high)} END`;
  };
  return `CASE WHEN ${name} IS NULL THEN ${bounds.length + 1} ELSE ${between(0, bounds.length)} END`;
}

function partsInOrder(boundCount: number, isDescending: boolean): number[] {
  const parts = Array.from({ length: boundCount + 1 }, (_, part) => part);
  return [...(isDescending ? parts.reverse() : parts), boundCount + 1];
}
