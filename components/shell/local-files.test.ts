import { describe, expect, it } from "vitest";
import { type LocalFile, type LocalRef, pairFiles, registerFiles } from "./local-files";
import { recallHandle } from "./source-memory";

const ref = (name: string, fingerprint: string): LocalRef => ({
  kind: "local",
  name,
  sizeBytes: 10,
  rows: null,
  fingerprint,
  schema: null,
});
const file = (name: string, fingerprint: string): LocalFile => ({
  ref: ref(name, fingerprint),
  handle: { kind: "blob", name, blob: new Blob([name]), lastModified: null },
});

describe("pairFiles", () => {
  it("knows a file by its content before its name", () => {
    const pairs = pairFiles(
      [ref("a.jsonl", "1"), ref("b.jsonl", "2")],
      [file("b.jsonl", "9"), file("renamed.jsonl", "1")],
    );
    expect(pairs.map((pair) => [pair.wanted.name, pair.given?.ref.name, pair.match])).toEqual([
      ["a.jsonl", "renamed.jsonl", "same"],
      ["b.jsonl", "b.jsonl", "other"],
    ]);
  });

  it("says which files are still missing", () => {
    const pairs = pairFiles([ref("a", "1"), ref("b", "2")], [file("b", "2")]);
    expect(pairs.map((pair) => pair.given?.ref.name ?? null)).toEqual([null, "b"]);
  });
});

describe("registerFiles", () => {
  it("keeps a file under its fingerprint", async () => {
    const one = new File(["{}\n"], "one.jsonl", { lastModified: 5 });
    const [registered] = await registerFiles([{ file: one, handle: null }]);
    expect(registered?.ref).toMatchObject({ kind: "local", name: "one.jsonl", sizeBytes: 3, rows: null });
    expect(registered?.ref.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    const again = await registerFiles([{ file: new File(["{}\n"], "copy.jsonl"), handle: null }]);
    expect(again[0]?.ref.fingerprint).toBe(registered?.ref.fingerprint);
    expect(registered && recallHandle(registered.ref)?.name).toBe("copy.jsonl");
  });
});
