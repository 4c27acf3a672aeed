import { type AsyncDuckDB, DuckDBAccessMode } from "@duckdb/duckdb-wasm";
import { EngineError } from "./engine";
import { startDuckDb } from "./start-duckdb";

/** What it may hold in memory before it writes to the file. */
const MEMORY_LIMIT = "192MB";

/** Name of the database in the file. */
export const FILE_DATABASE = "kept";

/**
 * A database file in the origin's private file system that is being written, in a DuckDB of its own: a disk that is
 * full must stop the one that answers the view no more than a long write may hold it up.
 */
export class DatabaseFile {
  readonly #database: AsyncDuckDB;
  readonly #connection: number;

  private constructor(database: AsyncDuckDB, connection: number) {
    this.#database = database;
    this.#connection = connection;
  }

  /**
   * Begins an empty file `kept.db` in a folder of the private file system, which is made as needed. Rejects with
   * EngineError where the browser does not allow such files, or another tab writes this one.
   */
  static async create(folder: string): Promise<DatabaseFile> {
    const database = await startDuckDb();
    try {
      await database.open({
        path: `opfs://${folder}/${FILE_DATABASE}.db`,
        accessMode: DuckDBAccessMode.READ_WRITE,
        query: { castBigIntToDouble: false, castDecimalToDouble: false },
      });
      const file = new DatabaseFile(database, await database.connectInternal());
      // Without a log of its own every commit goes to the file at once: nobody goes on with one that was broken off.
      await file.execute(
        `SET autoinstall_known_extensions = false; SET autoload_known_extensions = false;
         SET memory_limit = '${MEMORY_LIMIT}'; SET wal_autocheckpoint = '1KB'`,
      );
      return file;
    } catch (cause) {
      await database.terminate();
      throw new EngineError("start-failed", `no database file could be made in ${folder}`, { cause });
    }
  }

  /** Runs statements that return nothing. Rejects with EngineError; the file is of no use then. */
  async execute(sql: string): Promise<void> {
    try {
      await this.#database.runQuery(this.#connection, sql);
    } catch (cause) {
      throw new EngineError("query-failed", String(cause), { cause, sql });
    }
  }

  /** Appends the rows of an Arrow IPC stream, whose columns are cast to the table's. The buffer is transferred. */
  async append(table: string, ipc: Uint8Array): Promise<void> {
    try {
      await this.#database.insertArrowFromIPCStream(this.#connection, ipc, {
        name: table,
        create: false,
      });
    } catch (cause) {
      throw new EngineError("insert-failed", String(cause), { cause });
    }
  }

  /** Frees the memory and lets go of the file. What was not checkpointed is lost. */
  close(): Promise<void> {
    return this.#database.terminate();
  }
}
