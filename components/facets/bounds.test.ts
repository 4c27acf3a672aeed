import { describe, expect, it } from "vitest";
import { boundsBetween, boundText, edgeOf, edgesOf, readBound } from "./bounds";

const edges = [0, 2.5, 5, 7.5, 10];

describe("bounds of a histogram", () => {
  it("leaves a bound open where its handle stands at the end", () => {
    expect(boundsBetween(edges, 0, 4, "double")).toEqual({ min: null, max: null });
    expect(boundsBetween(edges, 1, 4, "double")).toEqual({ min: 2.5, max: null });
  });

  it("selects exactly the values inside the bins", () => {
    expect(boundsBetween(edges, 1, 2, "integer")).toEqual({ min: 3, max: 4 });
    expect(boundsBetween([1, 2, 3, 4], 1, 2, "integer")).toEqual({ min: 2, max: 2 });
    // A bin ends before the next one begins.
    const { min, max } = boundsBetween(edges, 1, 3, "double");
    expect(min).toBe(2.5);
    expect(max).toBe(7.5 - Number.EPSILON * 4);
  });

  it("writes the end of a bin as the next bin's start, and reads it back to the same bound", () => {
    const { max } = boundsBetween(edges, 1, 3, "double");
    expect(boundText(max)).toBe("<7.5");
    expect(readBound("<7.5", "double")).toBe(max);
    expect(readBound("< 8", "integer")).toBe(7);
    expect(readBound("<", "double")).toBeUndefined();
    expect([boundText(7.5), boundText(1 / 3), boundText(null)]).toEqual(["7.5", String(1 / 3), ""]);
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

  it("reads typed bounds with separators and refuses what is no number", () => {
    expect(readBound(" 1,234 ", "integer")).toBe(1234);
    expect(readBound("", "double")).toBeNull();
    expect(readBound("abc", "double")).toBeUndefined();
    expect(readBound("2024-01-31", "date")).toBe("2024-01-31");
    expect(readBound("yesterday", "date")).toBeUndefined();
  });
});
