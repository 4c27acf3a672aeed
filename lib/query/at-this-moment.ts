import type { Engine } from "@/lib/engine";
import { OWN_COLUMNS } from "@/lib/schema";

/**
 * The engine as it would answer if reading had stopped now: all statements see the same rows, however many are added
 * while they run. For the dataset on the screen, and statements on `rows` that begin with SELECT or WITH.
 */
export async function atThisMoment(engine: Engine, signal?: AbortSignal): Promise<Engine> {
  const counted = await engine.query("SELECT count(*) AS n FROM rows", signal);
  // A name of the statement's own goes before the table's. Written into each place that names it, so that only the
  // columns in use are read.
  const rows = `rows AS NOT MATERIALIZED (SELECT * FROM memory.main.rows WHERE ${OWN_COLUMNS.row} < ${Number(counted.get(0, "n"))})`;
  const within = (sql: string) =>
    sql.startsWith("WITH ") ? `WITH ${rows}, ${sql.slice("WITH ".length)}` : `WITH ${rows} ${sql}`;
  const moment: Engine = {
    query: (sql, ownSignal) => engine.query(within(sql), ownSignal),
    execute: (sql) => engine.execute(sql),
    insertArrow: (table, ipc, options) => engine.insertArrow(table, ipc, options),
    urgent: () => moment,
    memoryBytes: () => engine.memoryBytes(),
  };
  return moment;
}
