import { type AsyncDuckDB, DuckDBDataProtocol } from "@duckdb/duckdb-wasm";
import { arrowStream } from "./arrow-stream";
import { decodeResult } from "./decode-result";
import {
  EngineError,
  type EnginePlace,
  explainFailure,
  type KeepingEngine,
  type QueryResult,
} from "./engine";
import { startDuckDb } from "./start-duckdb";
import { StatementQueue } from "./statement-queue";
import { runWithTexts, type TextsBeside } from "./texts-beside";

let starting: Promise<SharedDatabase> | undefined;
const engines = new Map<EnginePlace, Promise<KeepingEngine>>();

interface SharedDatabase {
  database: AsyncDuckDB;
  queue: StatementQueue;
}

/**
 * The engine of a place; starts DuckDB-Wasm on first use. Callers share one start; a failed start can be retried.
 * Both places lie in one database, each in a schema that its connection takes names from: so the same statements make
 * and ask the index of either, and a statement that names the schemas can join the two. Two databases could not be
 * joined, and would take twice the memory of a start.
 */
export function getEngine(place: EnginePlace = "main"): Promise<KeepingEngine> {
  let engine = engines.get(place);
  if (engine === undefined) {
    starting ??= startDatabase();
    engine = starting.then((shared) => connect(shared, place));
    engines.set(place, engine);
    engine.catch(() => {
      engines.delete(place);
    });
  }
  return engine;
}

async function startDatabase(): Promise<SharedDatabase> {
  try {
    const database = await startDuckDb();
    // DuckDB's own cast of decimals makes other numbers of those in lists.
    await database.open({ query: { castBigIntToDouble: false, castDecimalToDouble: false } });
    return { database, queue: new StatementQueue() };
  } catch (cause) {
    starting = undefined;
    if (cause instanceof EngineError) throw cause;
    throw new EngineError("start-failed", "DuckDB did not start in this browser", { cause });
  }
}

async function connect({ database, queue }: SharedDatabase, place: EnginePlace): Promise<KeepingEngine> {
  const connection = await queue.add(() => database.connectInternal(), { isUrgent: true });
  const engine = new DuckDbEngine(database, connection, queue, place, false);
  // Extensions are fetched from a third party on first use; Loupe contacts nobody.
  await engine
    .urgent()
    .execute(
      "SET autoinstall_known_extensions = false; SET autoload_known_extensions = false; SET preserve_insertion_order = true",
    );
  // By itself DuckDB compresses after every 16 MB, the last group of rows again and again; loading says when it pays.
  await engine.urgent().execute("SET checkpoint_threshold = '1TB'");
  await engine.urgent().execute(`CREATE SCHEMA IF NOT EXISTS ${place}; SET schema = '${place}'`);
  return engine;
}

class DuckDbEngine implements KeepingEngine {
  readonly #database: AsyncDuckDB;
  readonly #connection: number;
  readonly #queue: StatementQueue;
  readonly #place: EnginePlace;
  readonly #isUrgent: boolean;
  #urgentSelf: KeepingEngine | undefined;

  constructor(
    database: AsyncDuckDB,
    connection: number,
    queue: StatementQueue,
    place: EnginePlace,
    isUrgent: boolean,
  ) {
    this.#database = database;
    this.#connection = connection;
    this.#queue = queue;
    this.#place = place;
    this.#isUrgent = isUrgent;
  }

  urgent(): KeepingEngine {
    if (this.#isUrgent) return this;
    this.#urgentSelf ??= new DuckDbEngine(this.#database, this.#connection, this.#queue, this.#place, true);
    return this.#urgentSelf;
  }

  query(sql: string, signal?: AbortSignal): Promise<QueryResult> {
    const work = async () => decodeResult(await this.#run(sql));
    return runWithTexts(sql, this.#place, textsAt, signal, () =>
      this.#queue.add(work, { signal, isUrgent: this.#isUrgent }),
    );
  }

  execute(sql: string, signal?: AbortSignal): Promise<void> {
    const work = async () => void (await this.#run(sql));
    return runWithTexts(sql, this.#place, textsAt, signal, () =>
      this.#queue.add(work, { signal, isUrgent: this.#isUrgent }),
    );
  }

  insertArrow(table: string, ipc: Uint8Array, options: { create: boolean }): Promise<void> {
    const work = async () => {
      try {
        await this.#database.insertArrowFromIPCStream(this.#connection, ipc, {
          schema: this.#place,
          name: table,
          create: options.create,
        });
      } catch (cause) {
        const message = `rows could not be added to ${table}: ${messageOf(cause)}`;
        throw explainFailure("insert-failed", message, { cause });
      }
    };
    return this.#queue.add(work, { isUrgent: this.#isUrgent });
  }

  async exportArrow(sql: string): Promise<Uint8Array> {
    return arrowStream(await this.#queue.add(() => this.#run(sql), { isIdle: true }));
  }

  async attachFile(name: string, file: Blob, onLost: () => void): Promise<void> {
    const path = filePath(name);
    const work = async () => {
      await this.#database.registerFileHandle(path, file, DuckDBDataProtocol.BROWSER_FILEREADER, true);
      try {
        await this.#run(`ATTACH '${path}' AS ${name} (READ_ONLY)`);
      } catch (cause) {
        await this.#database.dropFile(path);
        throw cause;
      }
      attachedFiles.set(name, { place: this.#place, onLost });
    };
    await this.#queue.add(work, { isUrgent: this.#isUrgent });
  }

  async detachFile(name: string): Promise<void> {
    const work = async () => {
      attachedFiles.delete(name);
      await this.#run(`DETACH ${name}`);
      await this.#database.dropFile(filePath(name));
    };
    await this.#queue.add(work, { isUrgent: this.#isUrgent });
  }

  texts(): TextsBeside | null {
    return textsAt(this.#place);
  }

  placeTexts(texts: TextsBeside | null): void {
    if (texts === null) textsOf.delete(this.#place);
    else textsOf.set(this.#place, texts);
  }

  async memoryBytes(): Promise<number> {
    const result = await this.query(
      "SELECT coalesce(sum(memory_usage_bytes), 0)::DOUBLE AS bytes FROM duckdb_memory()",
    );
    return Number(result.get(0, "bytes"));
  }

  #tellLost(): void {
    for (const { place, onLost } of attachedFiles.values()) if (place === this.#place) onLost();
  }

  async #run(sql: string): Promise<Uint8Array> {
    try {
      return await this.#database.runQuery(this.#connection, sql);
    } catch (cause) {
      const message = messageOf(cause);
      if (LOST_FILE.test(message)) this.#tellLost();
      throw explainFailure("query-failed", message, { cause, sql });
    }
  }
}

const textsOf = new Map<EnginePlace, TextsBeside>();

function textsAt(place: EnginePlace): TextsBeside | null {
  return textsOf.get(place) ?? null;
}

const attachedFiles = new Map<string, { place: EnginePlace; onLost: () => void }>();

/** What FileReaderSync says of a file that is gone, and DuckDB of a block that is not what was written. */
const LOST_FILE = /FileReaderSync|NotFoundError|NotReadableError|Corrupt database file|checksum|IO Error/;

function filePath(name: string): string {
  return `/kept/${name}.db`;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
