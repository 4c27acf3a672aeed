import { describe, expect, it } from "vitest";
import { type FileVersion, identify } from "./model";

const FILE: FileVersion = { name: "a.jsonl", sizeBytes: 5_000_000, fingerprint: "f1", version: "1000" };

describe("what an index is kept under", () => {
  it("is another version for a file that was touched, though its samples are the same", async () => {
    const one = await identify([FILE], "[]");
    const other = await identify([{ ...FILE, version: "2000" }], "[]");
    expect(other?.key).toBe(one?.key);
    expect(other?.versions).not.toBe(one?.versions);
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
    expect(await identify([{ ...FILE, name: "copy.jsonl" }], "[]")).toEqual(await identify([FILE], "[]"));
  });
});
