import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ByteSource, openSource, SourceError } from "@/lib/source";
import { StretchReader } from "./stretch-reader";

const content = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 31 + (at >> 8)) & 255);
const source = openSource({ kind: "blob", name: "a.jsonl", blob: new Blob([content]), lastModified: null });

/** A source whose stream is made by the test. */
function sourceWith(stream: () => ReadableStream<Uint8Array>, read = source.read.bind(source)): ByteSource {
  return { name: "a.jsonl", sizeBytes: content.length, read, stream: async () => stream() };
}

/** Hands out the pieces as they are asked for, then ends or fails. */
function streamOf(
  pieces: readonly Uint8Array<ArrayBuffer>[],
  failure: Error | null = null,
): ReadableStream<Uint8Array> {
  const left = [...pieces];
  return new ReadableStream({
    type: "bytes",
    pull(controller) {
      const piece = left.shift();
      if (piece !== undefined) controller.enqueue(piece.slice());
      else if (failure !== null) controller.error(failure);
      else {
        controller.close();
        controller.byobRequest?.respond(0);
      }
    },
  });
}

/** All bytes of a stretch; of what is there at a time, as many are used up as `use` says. */
async function readAll(
  of: ByteSource,
  start: number,
  end: number,
  roomBytes: number,
  use: (there: number) => number = (there) => there,
): Promise<Uint8Array> {
  const reader = await StretchReader.open(of, start, end, roomBytes);
  const pieces: Uint8Array[] = [];
  let used = 0;
  while (await reader.more(used)) {
    expect(
      Buffer.compare(reader.bytes, content.subarray(reader.start, reader.start + reader.bytes.length)),
    ).toBe(0);
    used = use(reader.bytes.length);
    pieces.push(reader.bytes.slice(0, used));
  }
  pieces.push(reader.bytes.slice());
  reader.close();
  return Buffer.concat(pieces);
}

describe("reading a stretch", () => {
  it("gives every byte once, whatever the room and however much of it is used up at a time", async () => {
    const places = fc.tuple(
      fc.nat(310_000),
      fc.nat(120_000),
      fc.integer({ min: 1, max: 90_000 }),
      fc.nat(100),
    );
    await fc.assert(
      fc.asyncProperty(places, async ([start, length, room, percent]) => {
        const use = (there: number) => Math.floor((there * percent) / 100);
        // A hundred thousand steps through little room show no more than a thousand.
        const end = start + Math.min(length, room * 1000);
        const read = await readAll(source, start, end, room, use);
        expect(Buffer.compare(read, content.subarray(start, end))).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ["has no streams", { name: "a", sizeBytes: content.length, read: source.read.bind(source) }],
    [
      "has streams of pieces only",
      sourceWith(
        () => new ReadableStream({ start: (controller) => controller.enqueue(content.slice(0, 9)) }),
      ),
    ],
    [
      "has a stream that fails midway",
      sourceWith(() => streamOf([content.slice(50, 1000)], new Error("no"))),
    ],
    ["has a stream that ends early", sourceWith(() => streamOf([content.slice(50, 1000)]))],
  ])("reads piece by piece where the source %s", async (_, of) => {
    const read = await readAll(of, 50, 200_000, 400, (there) => there - 7);
    expect(Buffer.compare(read, content.subarray(50, 200_000))).toBe(0);
  });

  it("says what the source says of a file that changed midway", async () => {
    const gone = new SourceError("changed", "a.jsonl has changed on disk");
    const of = sourceWith(
      () => streamOf([content.slice(0, 1000)], new Error("no")),
      () => Promise.reject(gone),
    );
    await expect(readAll(of, 0, 5000, 400)).rejects.toBe(gone);
  });
});
