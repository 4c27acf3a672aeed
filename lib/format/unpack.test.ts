import { readFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { openSource } from "@/lib/source";
import { PartsSource } from "./parts-source";
import { blobHandle, readWholeFile } from "./testing";

/** Two rows each, as the zstd tool packs them: with a checksum, and without. */
const ZSTD_WITH_CHECKSUM = Buffer.from("KLUv/QRYgQAAeyJhIjoxfQp7ImEiOjJ9Cu7trPI=", "base64");
const ZSTD_WITHOUT = Buffer.from("KLUv/QBYgQAAeyJhIjozfQp7ImEiOjR9Cg==", "base64");
/** A skippable frame of 4 bytes, as pzstd writes first. */
const ZSTD_SKIPPABLE = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4]);

const packedFile = readFileSync("../shared/data/hh-rlhf-harmless-test.jsonl.gz");
const unpackedFile = gunzipSync(packedFile);
const sizes = { firstChunkBytes: 10_000, chunkBytes: 200_000 };

describe("gzip", () => {
  it("keeps the whole text readable through its parts", async () => {
    const { parts, chunks } = await readWholeFile(blobHandle(packedFile), sizes);
    expect(chunks).toBeGreaterThan(10);
    const source = new PartsSource("x", parts);
    expect(source.sizeBytes).toBe(unpackedFile.length);
    expect(Buffer.compare(Buffer.from(await source.read(0, source.sizeBytes)), unpackedFile)).toBe(0);
    for (const [start, end] of [
      [0, 1],
      [9_990, 450_000],
      [source.sizeBytes - 5, source.sizeBytes + 5],
    ] as const) {
      expect(Buffer.from(await source.read(start, end))).toEqual(unpackedFile.subarray(start, end));
    }
  });

  it("reads a file of many members, empty ones included", async () => {
    const members = [gzipSync("")];
    for (let at = 0; at < unpackedFile.length; at += 65_280)
      members.push(gzipSync(unpackedFile.subarray(at, at + 65_280)));
    members.push(gzipSync(""));
    const { records, problems, error } = await readWholeFile(blobHandle(Buffer.concat(members)), sizes);
    expect(error).toBeNull();
    expect([records.length, problems.length]).toEqual([2312, 0]);
  });

  it("does not mind zeros after the end", async () => {
    const { records, error } = await readWholeFile(
      blobHandle(Buffer.concat([packedFile, Buffer.alloc(1000)])),
    );
    expect(error).toBeNull();
    expect(records.length).toBe(2312);
  });

  it("keeps the rows before a fault and says where it is", async () => {
    const damaged = Buffer.from(packedFile);
    damaged.fill(0xff, 500_000, 500_100);
    const { records, error } = await readWholeFile(blobHandle(damaged));
    expect(error).toMatchObject({ code: "codec", message: expect.stringContaining("damaged") });
    expect(records.length).toBeGreaterThan(1400);
  });

  it("tells packed bytes read, up to all of them", async () => {
    const told: number[] = [];
    await readWholeFile(blobHandle(packedFile), { onProgress: (readBytes) => told.push(readBytes) });
    expect(told.at(-1)).toBe(packedFile.length);
  });

  it("stops when told to", async () => {
    const { error } = await readWholeFile(blobHandle(packedFile), { signal: AbortSignal.abort() });
    expect(error).toMatchObject({ name: "AbortError" });
  });

  it("says so when a file was packed twice, or is Parquet inside", async () => {
    expect((await readWholeFile(blobHandle(gzipSync(packedFile)))).error).toMatchObject({ code: "not-data" });
    const parquet = gzipSync(readFileSync("../shared/data/gsm8k-verl.parquet"));
    expect((await readWholeFile(blobHandle(parquet))).error).toMatchObject({
      code: "not-data",
      message: expect.stringContaining("Parquet"),
    });
  });
});

describe("zstd", () => {
  it("reads several frames in a row, skippable ones too", async () => {
    const file = Buffer.concat([ZSTD_SKIPPABLE, ZSTD_WITH_CHECKSUM, ZSTD_WITHOUT]);
    const { records, detection, error } = await readWholeFile(blobHandle(file));
    expect(error).toBeNull();
    expect(detection).toEqual({ packing: "zstd", framing: "lines" });
    expect(records.map(({ value }) => value.get("a")?.number())).toEqual([1, 2, 3, 4]);
    expect(records.map(({ offset }) => offset)).toEqual([0, 8, 16, 24]);
  });

  it("keeps the frames before the one that is cut", async () => {
    const file = Buffer.concat([ZSTD_WITH_CHECKSUM, ZSTD_WITHOUT.subarray(0, -4)]);
    const { records, error } = await readWholeFile(blobHandle(file));
    expect(records.length).toBe(2);
    expect(error).toMatchObject({ code: "truncated", message: expect.stringContaining("ends early") });
  });
});

it("an array that is packed is cut between its elements", async () => {
  const bytes = readFileSync("../shared/data/dpo-en-sharegpt.json");
  const plain = await readWholeFile(blobHandle(bytes));
  const packed = await readWholeFile(blobHandle(gzipSync(bytes)), sizes);
  const places = (whole: typeof plain) =>
    whole.records.map(({ line, offset, length }) => [line, offset, length]);
  expect(packed.chunks).toBeGreaterThan(4);
  expect(places(packed)).toEqual(places(plain));
  const source = openSource(blobHandle(bytes));
  const { offset = 0, length = 0 } = packed.records.at(-1) ?? {};
  const text = new TextDecoder().decode(await source.read(offset, offset + length));
  expect(Object.keys(JSON.parse(text) as object)).toEqual(["conversations", "chosen", "rejected"]);
});
