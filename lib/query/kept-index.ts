import type { DatabaseFile, Engine, KeepingEngine } from "@/lib/engine";
import { OWN_COLUMNS } from "@/lib/schema";
import { replaceShownFile } from "./finalise-index";
import { quoteIdentifier } from "./quote";
import { STAGING_TABLE } from "./staging";

const ROW = OWN_COLUMNS.row;
/**
 * Rows asked of the view's database at a time: some 50 ms, for which a person's next click waits at most. And rows
 * written in one transaction: DuckDB writes its groups whole, and one that it could not fill once more when the next rows
 * come.
 */
const COPY_SIZES = { sliceRows: 10_000, groupRows: 122_880 };
const TABLE = "rows";

/**
 * Copies the finished index of an engine into a database file, slice by slice, while nobody else asks the engine.
 * Rejects with EngineError; with the signal's reason when that fires, as it must before another dataset takes the name
 * `rows`.
 */
export async function copyIndex(
  engine: KeepingEngine,
  file: Pick<DatabaseFile, "execute" | "append">,
  rowCount: number,
  signal: AbortSignal,
  { sliceRows, groupRows } = COPY_SIZES,
): Promise<void> {
  const columns = await columnsOf(engine);
  await file.execute(createSql(columns));
  for (let groupStart = 0; groupStart < rowCount; groupStart += groupRows) {
    const groupEnd = Math.min(rowCount, groupStart + groupRows);
    await file.execute("BEGIN");
    for (let rowStart = groupStart; rowStart < groupEnd; rowStart += sliceRows) {
      signal.throwIfAborted();
      const rowEnd = Math.min(groupEnd, rowStart + sliceRows);
      const ipc = await engine.exportArrow(sliceSql(columns, rowStart, rowEnd));
      // Meanwhile `rows` may have become those of another dataset.
      signal.throwIfAborted();
      await file.append(TABLE, ipc);
    }
    await file.execute("COMMIT; CHECKPOINT");
  }
  await file.execute("CHECKPOINT");
}

/**
 * Shows an index that `copyIndex` wrote as `rows`. `onLost` is told when the file cannot be read any more. Rejects
 * with EngineError when the file holds no such index; `rows` is then as before.
 */
export async function showKeptIndex(
  engine: KeepingEngine,
  file: Blob,
  rowCount: number,
  onLost: () => void,
): Promise<void> {
  const database = `kept_${++fileCount}`;
  await engine.attachFile(database, file, onLost);
  const detach = () => engine.detachFile(database);
  try {
    const counted = await engine.query(`SELECT count(*) AS n FROM ${database}.main.rows`);
    if (Number(counted.get(0, "n")) !== rowCount) throw new RangeError("the kept index is not whole");
    await engine.execute(
      `CREATE OR REPLACE VIEW rows AS FROM ${database}.main.rows; DROP TABLE IF EXISTS ${STAGING_TABLE}`,
    );
  } catch (cause) {
    await detach();
    throw cause;
  }
  await replaceShownFile(engine, detach);
}

let fileCount = 0;

interface IndexColumn {
  name: string;
  /** As DuckDB writes it, with all values of an ENUM. */
  type: string;
}

async function columnsOf(engine: Engine): Promise<IndexColumn[]> {
  const described = await engine.query("DESCRIBE rows");
  const types = described.column("column_type");
  return described
    .column("column_name")
    .map((name, index) => ({ name: String(name), type: String(types[index]) }));
}

const ENUM = /^ENUM\(/;
const LIST = /\[\]$/;

function createSql(columns: readonly IndexColumn[]): string {
  const types: string[] = [];
  const defined = columns.map(({ name, type }, index) => {
    if (!ENUM.test(type)) return `${quoteIdentifier(name)} ${type}`;
    // By name: the parser of the browser's DuckDB takes brackets only behind a plain one.
    types.push(`CREATE TYPE value_${index} AS ${type.replace(LIST, "")}`);
    return `${quoteIdentifier(name)} value_${index}${LIST.test(type) ? "[]" : ""}`;
  });
  return [...types, `CREATE TABLE ${TABLE} (${defined.join(", ")})`].join("; ");
}

/** ENUMs as text: every slice would carry all their values. */
function sliceSql(columns: readonly IndexColumn[], rowStart: number, rowEnd: number): string {
  const selected = columns.map(({ name, type }, index) => {
    const column = quoteIdentifier(name);
    if (!ENUM.test(type)) return `${column} AS c${index}`;
    return `CAST(${column} AS VARCHAR${LIST.test(type) ? "[]" : ""}) AS c${index}`;
  });
  return `SELECT ${selected.join(", ")} FROM rows WHERE ${ROW} >= ${rowStart} AND ${ROW} < ${rowEnd} ORDER BY ${ROW}`;
}
