import { type DuckDBConnection, DuckDBDecimalValue, DuckDBInstance } from "@duckdb/node-api";
import { type Cell, type Engine, EngineError, type EnginePlace, type QueryResult } from "@/lib/engine/engine";

/** The engine's interface over the native DuckDB, for tests and benchmarks: same SQL, same cells. */
export class NodeEngine implements Engine {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  #last: Promise<unknown> = Promise.resolve();
  /** Every statement that was run, in order. */
  readonly statements: string[] = [];

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  static async start(): Promise<NodeEngine> {
    const instance = await DuckDBInstance.create(":memory:");
    return new NodeEngine(instance, await instance.connect());
  }

  async besides(place: EnginePlace): Promise<NodeEngine> {
    const other = new NodeEngine(this.#instance, await this.#instance.connect());
    await other.execute(`CREATE SCHEMA IF NOT EXISTS ${place}; SET schema = '${place}'`);
    return other;
  }

  query(sql: string, signal?: AbortSignal): Promise<QueryResult> {
    return this.#enqueue(async () => {
      signal?.throwIfAborted();
      const interrupt = () => this.#connection.interrupt();
      signal?.addEventListener("abort", interrupt, { once: true });
      try {
        this.statements.push(sql);
        const reader = await this.#connection.runAndReadAll(sql);
        return toResult(
          reader.columnNames(),
          reader.getColumnsJS().map((column) => column.map(toCell)),
        );
      } catch (cause) {
        signal?.throwIfAborted();
        throw new EngineError("query-failed", messageOf(cause), { cause, sql });
      } finally {
        signal?.removeEventListener("abort", interrupt);
      }
    });
  }

  execute(sql: string, signal?: AbortSignal): Promise<void> {
    return this.#enqueue(async () => {
      signal?.throwIfAborted();
      try {
        this.statements.push(sql);
        await this.#connection.run(sql);
      } catch (cause) {
        throw new EngineError("query-failed", messageOf(cause), { cause, sql });
      }
    });
  }

  insertArrow(table: string): Promise<void> {
    return Promise.reject(new EngineError("insert-failed", `${table}: native DuckDB takes no Arrow here`));
  }

  urgent(): this {
    return this;
  }

  /** It holds all texts itself. */
  texts(): null {
    return null;
  }

  async memoryBytes(): Promise<number> {
    const result = await this.query("SELECT sum(memory_usage_bytes)::DOUBLE AS bytes FROM duckdb_memory()");
    return Number(result.get(0, "bytes"));
  }

  close(): void {
    this.#connection.closeSync();
  }

  /** One statement at a time, as in the browser. */
  #enqueue<Result>(task: () => Promise<Result>): Promise<Result> {
    const run = this.#last.then(task, task);
    this.#last = run.catch(() => undefined);
    return run;
  }
}

function toResult(columns: readonly string[], data: readonly Cell[][]): QueryResult {
  const column = (name: string): readonly Cell[] => {
    const at = columns.indexOf(name);
    if (at < 0) throw new RangeError(`the result has no column ${name}`);
    // Without rows the reader has no columns either.
    return data[at] ?? [];
  };
  return {
    columns,
    rowCount: data[0]?.length ?? 0,
    column,
    get: (row, name) => column(name)[row] ?? null,
  };
}

function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value;
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (Array.isArray(value)) return value.map(toCell);
  switch (typeof value) {
    case "string":
    case "number":
    case "boolean":
      return value;
    case "bigint":
      return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
    default:
      return String(value);
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
