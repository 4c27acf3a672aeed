import { createRequire } from "node:module";
import {
  createDuckDB,
  DuckDBAccessMode,
  type DuckDBBindings,
  NODE_RUNTIME,
  VoidLogger,
} from "@duckdb/duckdb-wasm/blocking";
import { arrowStream } from "@/lib/engine/arrow-stream";
import { decodeResult } from "@/lib/engine/decode-result";
import { type EnginePlace, explainFailure, type KeepingEngine, type QueryResult } from "@/lib/engine/engine";
import { runWithTexts, type TextsBeside } from "@/lib/engine/texts-beside";
import type { TestEngine } from "./engines";

const resolve = createRequire(import.meta.url).resolve;

/** Linking DuckDB takes seconds, so those that were closed are opened again, empty. */
const closed: DuckDBBindings[] = [];

/** The very DuckDB that runs in the browser, without a worker around it: statements are held against its version too. */
export class WasmEngine implements TestEngine, KeepingEngine {
  readonly #bindings: DuckDBBindings;
  readonly #connection: number;
  readonly #place: EnginePlace;
  /** Of all engines on the same database. */
  readonly #textsOf: Map<EnginePlace, TextsBeside | null>;

  private constructor(
    bindings: DuckDBBindings,
    connection: number,
    place: EnginePlace = "main",
    textsOf = new Map<EnginePlace, TextsBeside | null>(),
  ) {
    this.#bindings = bindings;
    this.#connection = connection;
    this.#place = place;
    this.#textsOf = textsOf;
  }

  /** In memory, or with the tables in a file of the disk that is begun at `path`. */
  static async start(path?: string): Promise<WasmEngine> {
    const database = closed.pop() ?? (await link());
    const query = { castBigIntToDouble: false, castDecimalToDouble: false };
    // Without direct writes, what is written reaches the disk in no order that one could rely on.
    database.open(
      path === undefined
        ? { query }
        : { path, accessMode: DuckDBAccessMode.READ_WRITE, useDirectIO: true, query },
    );
    const engine = new WasmEngine(database, connect(database));
    await engine.execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false");
    return engine;
  }

  async besides(place: EnginePlace): Promise<TestEngine> {
    const other = new WasmEngine(this.#bindings, connect(this.#bindings), place, this.#textsOf);
    await other.execute(`CREATE SCHEMA IF NOT EXISTS ${place}; SET schema = '${place}'`);
    return other;
  }

  async query(sql: string, signal?: AbortSignal): Promise<QueryResult> {
    signal?.throwIfAborted();
    return this.#withTexts(sql, signal, async () => decodeResult(this.#run(sql)));
  }

  async execute(sql: string, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    return this.#withTexts(sql, signal, async () => void this.#run(sql));
  }

  texts(): TextsBeside | null {
    return this.#textsOf.get(this.#place) ?? null;
  }

  placeTexts(texts: TextsBeside | null): void {
    this.#textsOf.set(this.#place, texts);
  }

  async insertArrow(table: string, ipc: Uint8Array, options: { create: boolean }): Promise<void> {
    try {
      this.#bindings.insertArrowFromIPCStream(this.#connection, ipc, { name: table, create: options.create });
    } catch (cause) {
      throw explainFailure("insert-failed", String(cause), { cause });
    }
  }

  async exportArrow(sql: string): Promise<Uint8Array> {
    return arrowStream(this.#run(sql));
  }

  async attachFile(name: string, file: Blob): Promise<void> {
    this.#bindings.registerFileBuffer(`${name}.db`, new Uint8Array(await file.arrayBuffer()));
    this.#run(`ATTACH '${name}.db' AS ${name} (READ_ONLY)`);
  }

  async detachFile(name: string): Promise<void> {
    this.#run(`DETACH ${name}`);
  }

  urgent(): this {
    return this;
  }

  async memoryBytes(): Promise<number> {
    const result = await this.query("SELECT sum(memory_usage_bytes)::DOUBLE AS bytes FROM duckdb_memory()");
    return Number(result.get(0, "bytes"));
  }

  close(): void {
    this.#bindings.reset();
    closed.push(this.#bindings);
  }

  #withTexts<Result>(
    sql: string,
    signal: AbortSignal | undefined,
    run: () => Promise<Result>,
  ): Promise<Result> {
    return runWithTexts(sql, this.#place, (place) => this.#textsOf.get(place) ?? null, signal, run);
  }

  #run(sql: string): Uint8Array {
    try {
      return this.#bindings.runQuery(this.#connection, sql);
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      throw explainFailure("query-failed", message, { cause, sql });
    }
  }
}

async function link(): Promise<DuckDBBindings> {
  const bundle = (name: string) => ({
    mainModule: resolve(`@duckdb/duckdb-wasm/dist/duckdb-${name}.wasm`),
    mainWorker: "",
  });
  const database = await createDuckDB(
    { mvp: bundle("mvp"), eh: bundle("eh") },
    new VoidLogger(),
    NODE_RUNTIME,
  );
  await database.instantiate(() => {});
  return database;
}

function connect(database: DuckDBBindings): number {
  return database.connect().useUnsafe((_, number) => number);
}
