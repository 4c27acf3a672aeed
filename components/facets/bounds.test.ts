import { describe, expect, it } from "vitest";
import { boundsBetween, boundText, edgeOf, edgesOf, handleWords, readBound } from "./bounds";

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
    expect(readBound("<7.5", "double", "max")).toBe(max);
    expect(readBound("< 8", "integer", "max")).toBe(7);
    expect(readBound("<", "double", "max")).toBeUndefined();
    expect([boundText(7.5), boundText(1 / 3), boundText(null)]).toEqual(["7.5", String(1 / 3), ""]);
  });

  it("puts the handles around typed bounds", () => {
    expect(edgeOf(edges, 6, "min")).toBe(2);
    expect(edgeOf(edges, 6, "max")).toBe(3);
    expect(edgeOf(edges, -5, "min")).toBe(0);
    expect(edgeOf(edges, 99, "max")).toBe(4);
    expect(edgeOf(edges, 10, "min")).toBe(4);
  });

  it("says of each handle what it lets through", () => {
    const at = (edge: number, end: "min" | "max", type: "integer" | "double") =>
      handleWords(edges, edge, end, type, String);
    expect([at(1, "min", "double"), at(3, "max", "double")]).toEqual(["from 2.5", "below 7.5"]);
    expect([at(1, "min", "integer"), at(3, "max", "integer")]).toEqual(["from 3", "up to 7"]);
  });

  it("takes edges from the bins", () => {
    const bin = (start: number, end: number) => ({ start, end, selected: 0, total: 1 });
    const facet = {
      bins: [bin(0, 1), bin(1, 3)],
      min: 0,
      max: 3,
      only: null,
      emptySelected: 0,
      emptyTotal: 0,
      isLog: true,
    };
    expect(edgesOf(facet)).toEqual([0, 1, 3]);
    expect(edgesOf({ ...facet, bins: [] })).toEqual([]);
  });

  it("reads typed bounds with separators and refuses what is no number", () => {
    expect(readBound(" 1,234 ", "integer", "max")).toBe(1234);
    expect(readBound("", "double", "max")).toBeNull();
    expect(readBound("abc", "double", "max")).toBeUndefined();
    expect(readBound("2024-01-31", "date", "max")).toBe("2024-01-31");
    expect(readBound("yesterday", "date", "max")).toBeUndefined();
  });

  it("keeps the digits of integers that a double would round", () => {
    expect(readBound("9,007,199,254,740,993", "integer", "min")).toBe("9007199254740993");
    expect(readBound("9007199254740991", "integer", "min")).toBe(9007199254740991);
  });

  it("reads days, months, years and times as the database does", () => {
    const ends = (text: string) => [readBound(text, "timestamp", "min"), readBound(text, "timestamp", "max")];
    expect(ends("2024")).toEqual(["2024-01-01", "2024-12-31"]);
    expect(ends("2024-2")).toEqual(["2024-02-01", "2024-02-29"]);
    expect(ends(" 2024-1-5 ")).toEqual(["2024-01-05", "2024-01-05"]);
    expect(ends("2024-06-05 9:30")[0]).toBe("2024-06-05T09:30:00Z");
    expect(ends("2024-06-05T10:00:00.123456Z")[0]).toBe("2024-06-05T10:00:00.123456Z");
    expect(ends("2024-06-05 01:00+02:00")[0]).toBe("2024-06-04T23:00:00Z");
    expect(ends("2024-06-05 01:00:00.25-0130")[0]).toBe("2024-06-05T02:30:00.25Z");
  });

  // Date.parse takes most of these.
  it.each([
    "5",
    "abc 1",
    "2024-02-30",
    "2023-02-29",
    "2024-13",
    "Jan 5 2024",
    "05/01/2024",
    "2024-06-05 24:01",
    "2024-06-05 10:61",
    "2024-06-05 10",
    "soon",
  ])("refuses %s as a time", (text) => {
    expect(readBound(text, "timestamp", "min")).toBeUndefined();
  });
});
