import { describe, expect, it } from "vitest";
import { boundOf, boundsAt, edgeOf, edgesOf, numberOf, readBound } from "./bounds";

const edges = [0, 2.5, 5, 7.5, 10];

describe("bounds of a histogram", () => {
  it("leaves a bound open where its handle stands at the end", () => {
    expect(boundsAt(edges, 0, 4, false)).toEqual({ min: null, max: null });
    expect(boundsAt(edges, 1, 3, false)).toEqual({ min: 2.5, max: 7.5 });
  });

  it("selects exactly the whole numbers inside the bins", () => {
    expect(boundsAt(edges, 1, 2, true)).toEqual({ min: 3, max: 4 });
    expect(boundsAt([1, 2, 3, 4], 1, 2, true)).toEqual({ min: 2, max: 2 });
  });

  it("puts the handles around typed bounds", () => {
    expect(edgeOf(edges, 6, "min")).toBe(2);
    expect(edgeOf(edges, 6, "max")).toBe(3);
    expect(edgeOf(edges, -5, "min")).toBe(0);
    expect(edgeOf(edges, 99, "max")).toBe(4);
    expect(edgeOf(edges, 10, "min")).toBe(4);
  });

  it("takes edges from the bins", () => {
    const bin = (start: number, end: number) => ({ start, end, selected: 0, total: 1 });
    const facet = {
      bins: [bin(0, 1), bin(1, 3)],
      min: 0,
      max: 3,
      emptySelected: 0,
      emptyTotal: 0,
      isLog: true,
    };
    expect(edgesOf(facet)).toEqual([0, 1, 3]);
    expect(edgesOf({ ...facet, bins: [] })).toEqual([]);
  });

  it("writes dates as ISO text and reads them back", () => {
    const day = Date.UTC(2024, 0, 31);
    expect(boundOf(day, "date")).toBe("2024-01-31");
    expect(numberOf(boundOf(day, "timestamp"))).toBe(day);
    expect(numberOf("never")).toBeNull();
  });

  it("reads typed bounds with separators and refuses what is no number", () => {
    expect(readBound(" 1,234 ", "integer")).toBe(1234);
    expect(readBound("", "double")).toBeNull();
    expect(readBound("abc", "double")).toBeUndefined();
    expect(readBound("2024-01-31", "date")).toBe("2024-01-31");
    expect(readBound("yesterday", "date")).toBeUndefined();
  });
});
