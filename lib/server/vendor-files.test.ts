import { readFile } from "node:fs/promises";
import { join } from "node:path";
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

  it("have an engine that exports what its worker asks for, and nothing that nobody does", async () => {
    const files = vendorFiles(projectFolder);
    const contentOf = (stem: string) =>
      files.find(({ name }) => name.startsWith(stem))?.content ?? Buffer.of();
    const names = async (module: Uint8Array<ArrayBuffer>) =>
      WebAssembly.Module.exports(await WebAssembly.compile(module)).map(({ name }) => name);
    const served = new Set(await names(new Uint8Array(contentOf("duckdb-eh."))));
    const published = await readFile(
      join(projectFolder, "node_modules/@duckdb/duckdb-wasm/dist/duckdb-eh.wasm"),
    );
    const all = new Set(await names(new Uint8Array(published)));
    const worker = contentOf("duckdb-eh-worker").toString();
    const asked = [...worker.matchAll(/wasmExports\.([\w$]+)/g)].map(([, name = ""]) => name);
    expect(asked).toContain("duckdb_web_query_run");
    expect(asked.filter((name) => all.has(name) && !served.has(name))).toEqual([]);
    expect(served.size).toBeLessThan(all.size / 100);
  });

  it("have the engine let go of the bytes that brought rows", () => {
    const worker = vendorFiles(projectFolder).find(({ name }) => name.startsWith("duckdb-eh-worker"));
    const [, insert = ""] =
      /case"INSERT_ARROW_FROM_IPC_STREAM":\{(.+?);break\}/.exec(worker?.content.toString() ?? "") ?? [];
    const done: string[] = [];
    const engine = {
      _bindings: {
        insertArrowFromIPCStream: (_: number, rows: Uint8Array) => done.push(`inserted ${rows.length} bytes`),
      },
      sendOK: () => done.push("answered"),
    };
    const rows = new Uint8Array(100);
    new Function("e", "self", insert).call(engine, { data: [7, rows, { name: "rows" }] }, {});
    expect(done).toEqual(["inserted 100 bytes", "answered"]);
    expect(rows.buffer.byteLength).toBe(0);
  });

  it("have the engine compiled straight from the network, so that the browser may keep what it compiled", () => {
    const worker = vendorFiles(projectFolder).find(({ name }) => name.startsWith("duckdb-eh-worker"));
    const text = worker?.content.toString() ?? "";
    expect(text).toContain("WebAssembly.instantiateStreaming(fetch(");
    expect(text).not.toContain('typeof TransformStream=="function"');
  });
});
