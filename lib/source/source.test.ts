import { File } from "node:buffer";
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { fingerprint, openSource } from "@/lib/source";

const bytes = (length: number, seed = 0) =>
  Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8) + seed) & 255);
const blobSource = (content: Uint8Array<ArrayBuffer>) =>
  openSource({ kind: "blob", name: "a.jsonl", blob: new Blob([content]), lastModified: null });

describe("a Blob as a source", () => {
  it("reads any range, clamped to its size", async () => {
    const content = bytes(1000);
    const source = blobSource(content);
    expect(await source.read(10, 20)).toEqual(content.slice(10, 20));
    expect(await source.read(990, 2000)).toEqual(content.slice(990));
    expect(await source.read(-5, 5)).toEqual(content.slice(0, 5));
    expect((await source.read(1000, 2000)).length).toBe(0);
  });

  it("says when the file is another than the one that was opened", async () => {
    const file = new File(["{}"], "a.jsonl", { lastModified: 2 });
    const source = openSource({ kind: "blob", name: "a.jsonl", blob: file as Blob, lastModified: 1 });
    await expect(source.read(0, 1)).rejects.toMatchObject({
      code: "changed",
      message: expect.stringMatching(/a\.jsonl has changed on disk.*Open it again/),
    });
  });

  it.each([
    ["NotFoundError", "gone"],
    ["NotReadableError", "changed"],
  ])("turns %s into a sentence", async (name, code) => {
    // What a browser does when a file was deleted or changed; Node has no such files.
    const blob = new Blob(["{}"]);
    blob.slice = () => {
      throw new DOMException("no", name);
    };
    const source = openSource({ kind: "blob", name: "a.jsonl", blob, lastModified: null });
    await expect(source.read(0, 1)).rejects.toMatchObject({ name: "SourceError", code });
  });
});

describe("the fingerprint", () => {
  it("is the same for the same bytes, and SHA-256 of size and samples", async () => {
    const content = bytes(1_000_000);
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(1_000_000n);
    const middle = Math.floor((1_000_000 - 65_536) / 2);
    const expected = createHash("sha256")
      .update(size)
      .update(content.subarray(0, 65_536))
      .update(content.subarray(middle, middle + 65_536))
      .update(content.subarray(1_000_000 - 65_536))
      .digest("hex");
    expect(await fingerprint(blobSource(content))).toBe(expected);
  });

  it("tells apart small files by any byte, and large ones by size", async () => {
    for (const length of [1, 65_536, 65_537, 131_072, 150_000, 196_608]) {
      const content = bytes(length);
      const first = await fingerprint(blobSource(content));
      for (const at of [0, Math.floor(length / 2), Math.floor(length * 0.7), length - 1]) {
        const other = content.slice();
        other[at] = (other[at] ?? 0) ^ 1;
        expect(await fingerprint(blobSource(other)), `${length} bytes, byte ${at}`).not.toBe(first);
      }
    }
    const zeros = await fingerprint(blobSource(new Uint8Array(300_000)));
    expect(await fingerprint(blobSource(new Uint8Array(300_001)))).not.toBe(zeros);
    expect(await fingerprint(blobSource(new Uint8Array(0)))).toMatch(/^[0-9a-f]{64}$/);
  });
});
