import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dataMounts } from "./data-mounts.mjs";
import { listDataFiles } from "./list-data-files";

let base = "";
let root = "";

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), "loupe-list-"));
  root = join(base, "root");
  mkdirSync(join(root, "runs", ".cache"), { recursive: true });
  for (const name of [
    "b.jsonl",
    "a.parquet",
    "runs/c.ndjson.gz",
    "notes.md",
    ".secret.jsonl",
    "runs/.cache/d.jsonl",
  ])
    writeFileSync(join(root, name), name);
  writeFileSync(join(base, "out.jsonl"), "out");
  symlinkSync(join(base, "out.jsonl"), join(root, "link-out.jsonl"));
  symlinkSync(join(root, "b.jsonl"), join(root, "link-in.jsonl"));
  symlinkSync(root, join(root, "runs", "circle"));
});

afterAll(() => rmSync(base, { recursive: true, force: true }));

describe("listDataFiles", () => {
  it("lists data files below the folder by path, and neither hidden ones nor links that lead out", async () => {
    const listing = await listDataFiles(dataMounts({ LOUPE_DATA: root }));
    expect(listing.files.map(({ path }) => path)).toEqual([
      "a.parquet",
      "b.jsonl",
      "link-in.jsonl",
      "runs/c.ndjson.gz",
    ]);
    expect(listing).toMatchObject({ isServed: true, isTruncated: false, otherFileCount: 1 });
    expect(listing.files[1]).toMatchObject({ name: "b.jsonl", sizeBytes: 7 });
    expect(Math.abs((listing.files[1]?.modifiedMs ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it("stops at the limit and says so", async () => {
    const listing = await listDataFiles([{ path: "", target: root }], 2);
    expect(listing.files).toHaveLength(2);
    expect(listing.isTruncated).toBe(true);
  });

  it("lists named files under their own names, also several folders", async () => {
    const mounts = [
      { path: "named.jsonl", target: join(root, "b.jsonl") },
      { path: "runs", target: join(root, "runs") },
    ];
    const listing = await listDataFiles(
      dataMounts({ LOUPE_MOUNTS: JSON.stringify(mounts), LOUPE_DATA: root }),
    );
    expect(listing.files.map(({ path }) => path)).toEqual(["named.jsonl", "runs/c.ndjson.gz"]);
  });

  it("is not served without a folder, and empty for one that is gone", async () => {
    expect(await listDataFiles(dataMounts({}))).toMatchObject({ isServed: false, files: [] });
    expect(await listDataFiles(dataMounts({ LOUPE_DATA: join(base, "gone") }))).toMatchObject({
      isServed: true,
      files: [],
    });
  });
});
