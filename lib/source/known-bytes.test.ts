import { describe, expect, it } from "vitest";
import { KnownSource, RememberingSource } from "./known-bytes";
import type { ByteSource } from "./model";

const BYTES = Uint8Array.from({ length: 100 }, (_, place) => place);

function sourceOf(reads: [start: number, end: number][]): ByteSource {
  return {
    name: "file",
    sizeBytes: BYTES.length,
    async read(start, end) {
      reads.push([start, end]);
      return BYTES.slice(start, end);
    },
  };
}

const known = [
  [60, 70],
  [10, 30],
  [25, 40],
].map(([start = 0, end]) => ({ start, bytes: new Blob([BYTES.slice(start, end)]) }));

describe("a source of which some stretches are known", () => {
  it.each([
    { range: [12, 20], asked: [] },
    { range: [10, 40], asked: [] },
    {
      range: [0, 100],
      asked: [
        [0, 10],
        [40, 60],
        [70, 100],
      ],
    },
    {
      range: [35, 65],
      asked: [[40, 60]],
    },
    { range: [80, 90], asked: [[80, 90]] },
    { range: [65, 120], asked: [[70, 100]] },
    { range: [50, 50], asked: [[50, 50]] },
  ] as const)("reads only the others of $range", async ({ range: [start, end], asked }) => {
    const reads: [number, number][] = [];
    const source = new KnownSource(sourceOf(reads), known);
    expect([...(await source.read(start, end))]).toEqual([...BYTES.slice(start, end)]);
    expect(reads).toEqual(asked);
  });

  it("knows what another one remembers", async () => {
    const remembering = new RememberingSource(sourceOf([]));
    await remembering.read(5, 15);
    await remembering.read(90, 100);
    const reads: [number, number][] = [];
    const source = new KnownSource(sourceOf(reads), remembering.known);
    expect([...(await source.read(0, 100))]).toEqual([...BYTES]);
    expect(reads).toEqual([
      [0, 5],
      [15, 90],
    ]);
  });
});
