import { describe, expect, it } from "vitest";
import { type FileVersion, identify, isIndexOf, keptBytesOf, noteOpened } from "./model";

const FILE: FileVersion = { name: "a.jsonl", sizeBytes: 5_000_000, fingerprint: "f1", version: "1000" };

describe("what an index is kept under", () => {
  it("is another for a file that was touched, though its samples are the same", async () => {
    const one = await identify([FILE], "[]");
    const other = await identify([{ ...FILE, version: "2000" }], "[]");
    expect(other?.fingerprint).toBe(one?.fingerprint);
    expect(other?.key).not.toBe(one?.key);
    expect(other?.files).not.toBe(one?.files);
  });

  it("is unknown when nothing would tell a file that changed between its samples", async () => {
    expect(await identify([{ ...FILE, version: null }], "[]")).toBeNull();
    expect(await identify([FILE, { ...FILE, version: null }], "[]")).toBeNull();
    // The fingerprint of a small file is of every byte.
    expect(await identify([{ ...FILE, sizeBytes: 196_608, version: null }], "[]")).not.toBeNull();
  });

  it("is another for other choices, for files in another order, and for other names beside each other", async () => {
    const second = { ...FILE, name: "b.jsonl", fingerprint: "f2" };
    const identities = await Promise.all([
      identify([FILE], "[]"),
      identify([FILE], '["messages"]'),
      identify([FILE, second], "[]"),
      identify([second, FILE], "[]"),
      identify([FILE, { ...second, name: "c.jsonl" }], "[]"),
    ]);
    expect(new Set(identities.map((identity) => identity?.key)).size).toBe(5);
  });

  it("is the same for a file under another name: no row holds it", async () => {
    const one = await identify([FILE], "[]");
    expect(await identify([{ ...FILE, name: "copy.jsonl" }], "[]")).toMatchObject({
      key: one?.key,
      files: one?.files,
    });
  });
});

describe("what is kept of a listed dataset", () => {
  const opened = (names: string, files: string) => ({ names, files });
  const index = (files: string, sizeBytes: number) => ({ fingerprint: "f1", files, sizeBytes });

  it("is the index of the very files that it was opened as, not one of the same fingerprint", () => {
    const mine = { fingerprint: "f1", opened: [opened("mine", "v1")] };
    const other = { fingerprint: "f1", opened: [opened("other", "v2")] };
    expect(keptBytesOf(mine, [index("v1", 10)])).toBe(10);
    expect(keptBytesOf(other, [index("v1", 10)])).toBe(0);
    expect(keptBytesOf({ ...mine, fingerprint: "f2" }, [index("v1", 10)])).toBe(0);
    expect(keptBytesOf(mine, [])).toBe(0);
  });

  it("is every index of it, read in one way or another, and those of its copies", () => {
    const dataset = { fingerprint: "f1", opened: [opened("mine", "v1"), opened("copy", "v2")] };
    expect(keptBytesOf(dataset, [index("v1", 10), index("v1", 5), index("v2", 1), index("v3", 100)])).toBe(
      16,
    );
  });

  it("is nothing when only a copy has an index: opened again, it is read", () => {
    const dataset = { fingerprint: "f1", opened: [opened("mine", "v1"), opened("copy", "v2")] };
    expect(keptBytesOf(dataset, [index("v2", 1)])).toBe(0);
    expect(isIndexOf(index("v2", 1), dataset)).toBe(true);
  });

  it("is nothing where it is not known as what it was opened", () => {
    expect(keptBytesOf({ fingerprint: "f1" }, [index("v1", 10)])).toBe(0);
  });

  it("goes over to a new version of the file, and stays beside that of a copy", () => {
    const first = noteOpened([], opened("mine", "v1"));
    expect(noteOpened(first, opened("mine", "v2"))).toEqual([opened("mine", "v2")]);
    const both = noteOpened(first, opened("copy", "v2"));
    expect(both).toEqual([opened("copy", "v2"), opened("mine", "v1")]);
    expect(noteOpened(both, opened("mine", "v1"))).toEqual([opened("mine", "v1"), opened("copy", "v2")]);
    const many = ["a", "b", "c", "d"].reduce((known, name) => noteOpened(known, opened(name, name)), both);
    expect(many.map(({ names }) => names)).toEqual(["d", "c", "b", "a"]);
  });
});
