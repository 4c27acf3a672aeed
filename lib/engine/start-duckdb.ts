import { AsyncDuckDB, VoidLogger } from "@duckdb/duckdb-wasm";
import { assetUrls } from "./assets";
import { EngineError } from "./engine";

/**
 * A DuckDB-Wasm in a worker of its own, in which no database is open yet. Rejects with EngineError when the worker or
 * the engine could not be loaded; by itself DuckDB-Wasm would then answer nothing at all.
 */
export async function startDuckDb(): Promise<AsyncDuckDB> {
  const worker = new Worker(assetUrls.duckdbWorker);
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener("error", (event) =>
      reject(new Error(event.message || "its worker did not load")),
    );
  });
  const database = new AsyncDuckDB(new VoidLogger(), worker);
  try {
    await Promise.race([database.instantiate(new URL(assetUrls.duckdbWasm, location.href).href), failed]);
    return database;
  } catch (cause) {
    worker.terminate();
    const message =
      "The database engine did not load: the server of this page does not answer, or this browser cannot run it. Try again, or load the page anew.";
    throw new EngineError("start-failed", message, { cause });
  }
}
