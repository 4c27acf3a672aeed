import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openSource, ReadMemory } from "@/lib/source";
import { readStream } from "./read-memory";

const content = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 31 + (at >> 8)) & 255);
const source = openSource({ kind: "blob", name: "a.jsonl", blob: new Blob([content]), lastModified: null });

/** A stream of bytes that hands out the pieces as they are asked for. */
function streamOf(...pieces: readonly Uint8Array<ArrayBuffer>[]): ReadableStream<Uint8Array> {
  const left = [...pieces];
  return new ReadableStream({
    type: "bytes",
    pull(controller) {
      const piece = left.shift();
      if (piece !== undefined) {
        controller.enqueue(piece.slice());
        return;
      }
      controller.close();
      controller.byobRequest?.respond(0);
    },
  });
}

describe("reading into memory", () => {
  it("gives the bytes of every stretch, whatever was in the memory before", async () => {
    const stretch = fc.tuple(fc.nat(310_000), fc.nat(120_000));
    await fc.assert(
      fc.asyncProperty(fc.array(stretch, { minLength: 1, maxLength: 6 }), async (stretches) => {
        const memory = new ReadMemory();
        for (const [start, length] of stretches) {
          const bytes = await source.read(start, start + length, memory);
          expect(Buffer.compare(bytes, content.subarray(start, start + length))).toBe(0);
          memory.give(bytes);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("keeps stretches apart that are read at once", async () => {
    const memory = new ReadMemory();
    const both = await Promise.all([source.read(0, 1000, memory), source.read(1000, 2000, memory)]);
    expect(Buffer.compare(Buffer.concat(both), content.subarray(0, 2000))).toBe(0);
  });

  it("reads into the memory that was given back", async () => {
    const memory = new ReadMemory();
    const first = await readStream(streamOf(content), content.length, memory);
    const size = first?.buffer.byteLength;
    memory.give(first as Uint8Array<ArrayBuffer>);
    const second = await readStream(streamOf(content.slice(0, 10)), 10, memory);
    expect(second).toEqual(content.slice(0, 10));
    expect(second?.buffer.byteLength).toBe(size);
  });

  it("tells of a stream that ends early, and of one that does not end", async () => {
    const [start, rest] = [content.slice(0, 500), content.slice(500, 1000)];
    expect(await readStream(streamOf(start, rest), 2000, new ReadMemory())).toEqual(content.slice(0, 1000));
    await expect(readStream(streamOf(start, rest), 700, new ReadMemory())).rejects.toThrow(RangeError);
  });

  it("leaves a stream alone that cannot be read into memory", async () => {
    const stream = new ReadableStream<Uint8Array>({ start: (controller) => controller.close() });
    expect(await readStream(stream, 10, new ReadMemory())).toBeNull();
    expect(stream.locked).toBe(false);
  });
});
