// The bundler puts the addresses, which hold a hash of the content, in place of these variables (next.config.ts).
// Outside a build, in unit tests, nothing is fetched and the names without hash stand in.
const addresses = {
  duckdbWasm: process.env.LOUPE_DUCKDB_WASM ?? "/vendor/duckdb-eh.wasm",
  duckdbWorker: process.env.LOUPE_DUCKDB_WORKER ?? "/vendor/duckdb-eh-worker.js",
  parquetWasm: process.env.LOUPE_PARQUET_WASM ?? "/vendor/parquet.wasm",
};

/**
 * Absolute URLs of the big files of DuckDB-Wasm and parquet-wasm on our own origin, in pages and in workers
 * (also blob: ones). Root-relative where there is no location, as on the server.
 */
export const assetUrls = {
  duckdbWasm: absolute(addresses.duckdbWasm),
  duckdbWorker: absolute(addresses.duckdbWorker),
  parquetWasm: absolute(addresses.parquetWasm),
} as const;

function absolute(address: string): string {
  return "location" in globalThis ? new URL(address, globalThis.location.origin).href : address;
}
