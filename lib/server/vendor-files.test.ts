import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { vendorConfig, vendorFiles } from "./vendor-files.mjs";

const projectFolder = fileURLToPath(new URL("../..", import.meta.url));
const { env, headers, rewrites } = vendorConfig(projectFolder);

/** What Next does with `has` and `missing`: the value is a pattern for the whole header. */
function encodingsFor(acceptEncoding: string): string[] {
  const matches = ({ value }: { value: string }) => new RegExp(`^${value}$`).test(acceptEncoding);
  return rewrites
    .filter(({ source }) => source === env.LOUPE_DUCKDB_WASM)
    .filter(({ has, missing }) => has.every(matches) && !missing.some(matches))
    .map(({ destination }) => destination.replace(/^.*\.wasm/, ""));
}

describe("vendorConfig", () => {
  it("names each file by a hash of its content", () => {
    expect(env.LOUPE_DUCKDB_WASM).toMatch(/^\/vendor\/duckdb-eh\.[0-9a-f]{12}\.wasm$/);
    expect(env.LOUPE_DUCKDB_WORKER).toMatch(/^\/vendor\/duckdb-eh-worker\.[0-9a-f]{12}\.js$/);
    expect(env.LOUPE_PARQUET_WASM).toMatch(/^\/vendor\/parquet\.[0-9a-f]{12}\.wasm$/);
  });

  it("has the engine compiled straight from the network, so that the browser may keep what it compiled", () => {
    const worker = vendorFiles(projectFolder).find(({ name }) => name.startsWith("duckdb-eh-worker"));
    const text = worker?.content.toString() ?? "";
    expect(text).toContain("WebAssembly.instantiateStreaming(fetch(");
    expect(text).not.toContain('typeof TransformStream=="function"');
  });

  it.each([
    ["gzip, deflate, br, zstd", [".br"]],
    ["br", [".br"]],
    ["gzip;q=1.0, br;q=0.5", [".br"]],
    ["gzip, deflate", [".gz"]],
    ["br;q=0, gzip", [".gz"]],
    ["gzip, br;q=0.0", [".gz"]],
    ["br;q=0.01", [".br"]],
    ["identity", []],
    ["gzip;q=0", []],
    ["x-gzip-like, brx", []],
    ["", []],
  ])("serves for Accept-Encoding %j exactly %j", (header, endings) => {
    expect(encodingsFor(header)).toEqual(endings);
  });

  it("says the type of what it packed, and lets it be kept for ever", () => {
    const plain = headers.find(({ source }) => source === env.LOUPE_PARQUET_WASM);
    expect(plain?.headers).toContainEqual({ key: "Content-Type", value: "application/wasm" });
    expect(plain?.headers).toContainEqual({
      key: "Cache-Control",
      value: "public, max-age=31536000, immutable",
    });
  });
});
