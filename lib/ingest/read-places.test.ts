import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { type Place, readPlaces } from "./read-places";
import { RecordStore } from "./record-store";

/** Three files of numbered bytes, and a store of them. */
function files(sizeBytes: number) {
  const contents = [3, 5, 7].map((step) =>
    Uint8Array.from({ length: sizeBytes }, (_, at) => (at * step + (at >> 8)) & 255),
  );
  const store = new RecordStore(
    contents.map((bytes, file) => ({
      kind: "blob",
      name: `${file}.jsonl`,
      blob: new Blob([bytes]),
      lastModified: null,
    })),
  );
  const wanted = ({ file, offset, length }: Place) => contents[file]?.subarray(offset, offset + length);
  return { store, wanted };
}

describe("records anywhere in the files", () => {
  it("come in the order in which they are asked for, whatever stands between them", async () => {
    const { store, wanted } = files(100_000);
    const place = fc.record({
      file: fc.nat(2),
      offset: fc.nat(95_000),
      length: fc.oneof(fc.nat(300), fc.nat(5000)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(place, { maxLength: 30 }), async (places) => {
        expect(await readPlaces(store, places)).toEqual(places.map(wanted));
      }),
    );
  });

  it("take few reads when they stand close, in any order", async () => {
    const { store, wanted } = files(100_000);
    const reads = vi.spyOn(store, "readBytes");
    const places = Array.from({ length: 1000 }, (_, at) => ({
      file: 1,
      offset: ((at * 7919) % 1000) * 100,
      length: 99,
    }));
    expect(await readPlaces(store, places)).toEqual(places.map(wanted));
    expect(reads.mock.calls.length).toBe(1);
  });

  it("reject with what their file fails with", async () => {
    const { store } = files(1000);
    vi.spyOn(store, "readBytes").mockRejectedValue(new Error("1.jsonl is gone"));
    await expect(readPlaces(store, [{ file: 1, offset: 0, length: 9 }])).rejects.toThrow("1.jsonl is gone");
  });
});
