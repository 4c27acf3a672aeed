import { type Data, Utf8, vectorFromArray } from "apache-arrow";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packTexts } from "./pack-texts";
import { TextStore } from "./text-store";

type Texts = readonly (string | null)[];

/** A store of batches, each with the columns `a` and `b`. */
function storeOf(batches: readonly (readonly [a: Texts, b: Texts])[], onLost?: () => void): TextStore {
  const store = new TextStore(onLost);
  for (const columns of batches) {
    const rows = columns[0].length;
    const data = columns.map((texts) => vectorFromArray(texts, new Utf8()).data[0] as Data<Utf8>);
    const { bytes, starts } = packTexts(data, rows);
    store.append({
      ...{ rows, starts, sizeBytes: bytes.byteLength },
      // Not at the start, as in a file of many.
      ...{ blob: new Blob(["before", bytes, "after"]), start: 6 },
      columns: ["a", "b"].map((name, at) => ({
        ...{ name, isJson: false, textBytes: data[at]?.valueOffsets[rows] ?? 0 },
      })),
    });
  }
  return store;
}

const text = fc.option(fc.string({ unit: "grapheme", maxLength: 12 }), { nil: null, freq: 4 });
const batch = fc
  .array(fc.tuple(text, text), { minLength: 1, maxLength: 70 })
  .map((rows): [Texts, Texts] => [rows.map(([a]) => a), rows.map(([, b]) => b)]);

describe("texts beside", () => {
  it("are read back by row, whatever they hold, whichever are asked for, also from one file that keeps them", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(batch, { maxLength: 4 }),
        fc.array(fc.nat(299), { maxLength: 40 }),
        async (batches, rows) => {
          const [a, b] = [0, 1].map((place) => batches.flatMap((columns) => columns[place] ?? []));
          const store = storeOf(batches);
          const { bytes, layout } = store.keep();
          const kept = TextStore.restore(bytes, structuredClone(layout), () => {});
          for (const each of [store, kept]) {
            // Twice: from the bytes, and from what was read before.
            for (let time = 0; time < 2; time++) {
              const found = await each.read(["b", "a", "no such column"], rows);
              expect(found.get("a")).toEqual(rows.map((row) => a?.[row] ?? null));
              expect(found.get("b")).toEqual(rows.map((row) => b?.[row] ?? null));
              expect(found.get("no such column")).toEqual(rows.map(() => null));
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("are JSON once other values came", async () => {
    const store = storeOf([
      [
        ['say "hi"', null],
        ["x", ""],
      ],
    ]);
    store.turnToJson("a");
    expect((await store.read(["a", "b"], [0, 1])).get("a")).toEqual(['"say \\"hi\\""', null]);
    expect((await store.read(["a", "b"], [0, 1])).get("b")).toEqual(["x", ""]);
  });

  it("tell when their bytes are gone, or are others", async () => {
    let lost = 0;
    const store = storeOf([
      [
        ["one", "two"],
        [null, "three"],
      ],
    ]);
    const { bytes, layout } = store.keep();
    const damaged = new Uint8Array(await bytes.arrayBuffer());
    damaged.fill(7, 0, 4);
    for (const other of [new Blob([damaged]), bytes.slice(0, 9)]) {
      const restored = TextStore.restore(other, layout, () => lost++);
      await expect(restored.read(["a"], [0])).rejects.toThrow(RangeError);
    }
    expect(lost).toBe(2);
  });
});
