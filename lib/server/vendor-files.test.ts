import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { vendorAddresses, vendorFiles } from "./vendor-files.mjs";

const projectFolder = fileURLToPath(new URL("../..", import.meta.url));
const addresses = vendorAddresses(projectFolder);

describe("vendor files", () => {
  it("are each named by a hash of their content", () => {
    expect(addresses.LOUPE_DUCKDB_WASM).toMatch(/^\/vendor\/duckdb-eh\.[0-9a-f]{12}\.wasm$/);
    expect(addresses.LOUPE_DUCKDB_WORKER).toMatch(/^\/vendor\/duckdb-eh-worker\.[0-9a-f]{12}\.js$/);
    expect(addresses.LOUPE_PARQUET_WASM).toMatch(/^\/vendor\/parquet\.[0-9a-f]{12}\.wasm$/);
  });

  it("have the engine compiled straight from the network, so that the browser may keep what it compiled", () => {
    const worker = vendorFiles(projectFolder).find(({ name }) => name.startsWith("duckdb-eh-worker"));
    const text = worker?.content.toString() ?? "";
    expect(text).toContain("WebAssembly.instantiateStreaming(fetch(");
    expect(text).not.toContain('typeof TransformStream=="function"');
  });
});
