import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { trimExports } from "./trim-exports.mjs";

const whole = readFileSync(
  fileURLToPath(new URL("../../node_modules/parquet-wasm/esm/parquet_wasm_bg.wasm", import.meta.url)),
);

async function exportsOf(module: Buffer): Promise<string[]> {
  return WebAssembly.Module.exports(await WebAssembly.compile(new Uint8Array(module))).map(
    ({ name }) => name,
  );
}

describe("exports of a WebAssembly module", () => {
  it("are left out unless somebody asks for them", async () => {
    const all = await exportsOf(whole);
    expect(all.length).toBeGreaterThan(100);
    const some = all.filter((_, index) => index % 7 === 0);
    expect(await exportsOf(trimExports(whole, (name) => some.includes(name)))).toEqual(some);
  });

  it("stay as they are when all are asked for", () => {
    expect(trimExports(whole, () => true).equals(whole)).toBe(true);
  });

  it("cannot all be left out", () => {
    expect(() => trimExports(whole, () => false)).toThrow("no export of the WebAssembly module is needed");
    const empty = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    expect(() => trimExports(empty, () => true)).toThrow("the WebAssembly module has no exports");
  });
});
