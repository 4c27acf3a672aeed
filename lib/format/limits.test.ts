import { afterEach, describe, expect, it } from "vitest";
import { LIMITS } from "./limits";
import { blobHandle, readWholeFile } from "./testing";

const before = { ...LIMITS };
afterEach(() => Object.assign(LIMITS, before));

const long = JSON.stringify({ id: 2, text: "x".repeat(5_000) });

describe("a record beyond the limit", () => {
  it.each([
    ["a line", `{"id":1}\n${long}\n{"id":3}\n`, 2],
    ["an element of an array", `[{"id":1},\n${long},\n{"id":3}]`, 2],
  ])("is named with its place and left out, and the others are read: %s", async (_, text, line) => {
    LIMITS.recordBytes = 4_000;
    const whole = await readWholeFile(blobHandle(text), { firstChunkBytes: 100, chunkBytes: 1_000 });
    expect(whole.records.map(({ value }) => value.get("id")?.number())).toEqual([1, 3]);
    expect(whole.problems).toHaveLength(1);
    expect(whole.problems[0]).toMatchObject({ line, offset: text.indexOf(long) });
    expect(whole.problems[0]?.reason).toBe(
      "this record is 0.0050 MB long, and at most 0.0040 MB can be read as one",
    );
    expect(whole.problems[0]?.excerpt).toContain('{"id":2');
    LIMITS.recordBytes = before.recordBytes;
    const all = await readWholeFile(blobHandle(text), { firstChunkBytes: 100, chunkBytes: 1_000 });
    expect(all.records).toHaveLength(3);
  });
});
