import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseView } from "@/lib/view";
import { addressOf, readTargets, StartError } from "./read-targets.mjs";

let base = "";

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), "loupe-targets-"));
  mkdirSync(join(base, "one"));
  mkdirSync(join(base, "two"));
  for (const name of ["one/a b!.jsonl", "one/b.parquet", "one/.hidden.jsonl", "two/a b!.jsonl"])
    writeFileSync(join(base, name), "{}\n");
});

afterAll(() => rmSync(base, { recursive: true, force: true }));

/** The files that the browser opens for an address. */
function opened(address: string): string[] {
  const { view } = parseView(address.slice(address.indexOf("?") + 1));
  return view.src.map((ref) => (ref.kind === "data" ? ref.path : `not data: ${ref.kind}`));
}

describe("readTargets", () => {
  it("names files by their names, and equal ones differently", () => {
    const mounts = readTargets(["one/a b!.jsonl", "two/a b!.jsonl"], base);
    expect(mounts).toEqual([
      { path: "a b!.jsonl", target: join(base, "one/a b!.jsonl") },
      { path: "a b!-2.jsonl", target: join(base, "two/a b!.jsonl") },
    ]);
    expect(opened(addressOf(mounts))).toEqual(["a b!.jsonl", "a b!-2.jsonl"]);
  });

  it("takes one folder as the data folder, whose files the home page lists", () => {
    const mounts = readTargets(["one"], base);
    expect(mounts).toEqual([{ path: "", target: join(base, "one") }]);
    expect(addressOf(mounts)).toBe("/");
  });

  it("puts several folders under their names, and opens only the files that were named", () => {
    const mounts = readTargets(["one", "one/b.parquet", "two"], base);
    expect(mounts.map(({ path }) => path)).toEqual(["one", "b.parquet", "two"]);
    expect(opened(addressOf(mounts))).toEqual(["b.parquet"]);
    expect(addressOf(readTargets(["one", "two"], base))).toBe("/");
  });

  it("serves a hidden file that was named outright under a name that can be opened", () => {
    expect(opened(addressOf(readTargets(["one/.hidden.jsonl"], base)))).toEqual(["hidden.jsonl"]);
  });

  it("says which file is not there", () => {
    expect(() => readTargets(["gone.jsonl"], base)).toThrow(StartError);
    expect(() => readTargets(["gone.jsonl"], base)).toThrow("There is no file or folder gone.jsonl");
  });

  it("leads home when nothing was named", () => {
    expect(addressOf([])).toBe("/");
  });
});
