import type { Engine, EnginePlace } from "@/lib/engine";
import { arePending, OWN_COLUMNS } from "@/lib/schema";
import type { Scope } from "./model";

/** What sees only some rows: of which engine it is a part. */
const partsOf = new WeakMap<Engine, { whole: Engine; rowEnd: number }>();
const readParts = new WeakMap<Engine, { rowEnd: number; part: Engine }>();

/**
 * The engine for counting by columns: where one of them is pending, only the rows that have it are seen, or "no value"
 * would be the most frequent. See `engineBefore`.
 */
export function engineOf(
  engine: Engine,
  scope: Pick<Scope, "pending">,
  columns: readonly string[],
  place: EnginePlace = "main",
): Engine {
  const { pending } = scope;
  return pending && arePending(pending, columns) ? engineBefore(engine, pending.rowEnd, place) : engine;
}

/**
 * The engine as if the rows from `rowEnd` on were not there: all statements see the same rows, however many are added
 * while they run. For statements on `rows` that begin with SELECT or WITH.
 */
export function engineBefore(engine: Engine, rowEnd: number, place: EnginePlace = "main"): Engine {
  // The same for the same rows: what was counted by it is kept under it.
  const known = readParts.get(engine);
  if (known?.rowEnd === rowEnd) return known.part;
  const part = rowsBefore(engine, rowEnd, place);
  readParts.set(engine, { rowEnd, part });
  return part;
}

function rowsBefore(engine: Engine, rowEnd: number, place: EnginePlace = "main"): Engine {
  const partOf = partsOf.get(engine);
  if (partOf !== undefined) return rowsBefore(partOf.whole, Math.min(rowEnd, partOf.rowEnd), place);
  // A name of the statement's own goes before the table's. Written into each place that names it, so that only the
  // columns in use are read.
  const rows = `rows AS NOT MATERIALIZED (SELECT * FROM memory.${place}.rows WHERE ${OWN_COLUMNS.row} < ${rowEnd})`;
  const within = (sql: string) =>
    sql.startsWith("WITH ") ? `WITH ${rows}, ${sql.slice("WITH ".length)}` : `WITH ${rows} ${sql}`;
  const part: Engine = {
    query: (sql, ownSignal) => engine.query(within(sql), ownSignal),
    execute: (sql, signal) => engine.execute(sql, signal),
    insertArrow: (table, ipc, options) => engine.insertArrow(table, ipc, options),
    urgent: () => part,
    memoryBytes: () => engine.memoryBytes(),
    texts: () => engine.texts(),
  };
  partsOf.set(part, { whole: engine, rowEnd });
  return part;
}
