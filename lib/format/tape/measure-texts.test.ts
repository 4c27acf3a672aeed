import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonValue } from "../json-value";
import { countCodePoints } from "../parquet/count-code-points";
import { measureTexts } from "./measure-texts";

function columnOf(texts: readonly string[]): { bytes: Uint8Array; offsets: Int32Array } {
  const parts = texts.map((text) => Buffer.from(text));
  const offsets = new Int32Array(texts.length + 1);
  for (const [index, part] of parts.entries()) offsets[index + 1] = (offsets[index] ?? 0) + part.length;
  return { bytes: new Uint8Array(Buffer.concat(parts)), offsets };
}

function expectMeasured(texts: readonly string[]): void {
  const { bytes, offsets } = columnOf(texts);
  const measures = measureTexts(bytes, offsets);
  if (measures === null) throw new Error("these tests need WebAssembly SIMD");
  const values = texts.map(jsonValue);
  expect(texts.map((_, index) => measures.length(index))).toEqual(values.map(({ length }) => length));
  expect(texts.map((_, index) => measures.isBroken(index))).toEqual(values.map(({ isBroken }) => isBroken));
  // What stands in where there is no SIMD.
  const counted = texts.map((_, index) =>
    countCodePoints(bytes, offsets[index] as number, offsets[index + 1] as number),
  );
  expect(counted).toEqual(values.map(({ length }) => length));
}

describe("measureTexts", () => {
  it("measures each text as if it were alone", () => {
    const piece = fc.constantFrom("", "a", "plain words ", "é", "漢字", "，", "😀", "\ufffd", "\uffff", "\0");
    const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));
    fc.assert(fc.property(fc.array(text, { maxLength: 30 }), expectMeasured));
  });

  it("measures more texts than a window takes, and longer ones", () => {
    expectMeasured(Array.from({ length: 40_000 }, (_, index) => "é".repeat(index % 3)));
    expectMeasured(["a", "漢".repeat(300_000), "", "b\ufffd", "x".repeat(262_144), "é"]);
  });
});
