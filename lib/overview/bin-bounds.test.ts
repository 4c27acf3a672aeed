import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextBelow } from "@/lib/view";
import { boundNumber, boundsOfBins } from "./bin-bounds";

describe("bounds of bins", () => {
  it("are the whole numbers inside, and the last bin holds its end", () => {
    expect(boundsOfBins([1, 2, 3], 0, 0, "integer")).toEqual({ min: 1, max: 1 });
    expect(boundsOfBins([0, 50, 100], 0, 0, "integer")).toEqual({ min: 0, max: 49 });
    expect(boundsOfBins([0, 50, 100], 1, 1, "integer")).toEqual({ min: 50, max: 100 });
    expect(boundsOfBins([0, 0.5, 1], 0, 1, "integer")).toEqual({ min: 0, max: 1 });
  });

  it("hold every double of their bins and no other", () => {
    const rising = fc
      .uniqueArray(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 3, maxLength: 9 })
      .map((edges) => edges.map((edge) => edge + 0).sort((a, b) => a - b));
    fc.assert(
      fc.property(
        rising,
        fc.nat(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (edges, seed, other) => {
          const bin = seed % (edges.length - 1);
          const { min, max } = boundsOfBins(edges, bin, bin, "double");
          for (const value of [...edges, other]) {
            const isLast = bin === edges.length - 2;
            const end = edges[bin + 1] ?? 0;
            const isIn = value >= (edges[bin] ?? 0) && (value < end || (isLast && value === end));
            expect(value >= Number(min) && value <= Number(max)).toBe(isIn);
          }
        },
      ),
    );
  });

  it("of dates are days, of times the last microsecond", () => {
    const edges = [Date.UTC(2024, 0, 1), Date.UTC(2024, 1, 1), Date.UTC(2024, 2, 1)];
    expect(boundsOfBins(edges, 0, 0, "date")).toEqual({ min: "2024-01-01", max: "2024-01-31" });
    expect(boundsOfBins(edges, 0, 0, "timestamp")).toEqual({
      min: "2024-01-01T00:00:00.000Z",
      max: "2024-01-31T23:59:59.999999Z",
    });
    expect(boundNumber("2024-01-31T23:59:59.999999Z")).toBe(Date.UTC(2024, 1, 1) - 1);
    expect(boundNumber("2024-01-31")).toBe(Date.UTC(2024, 0, 31));
  });

  it("steps to the next double below, through zero", () => {
    expect(nextBelow(1)).toBe(1 - Number.EPSILON / 2);
    expect(nextBelow(0)).toBe(-Number.MIN_VALUE);
    expect(nextBelow(-1)).toBe(-1 - Number.EPSILON);
    expect(nextBelow(Number.MIN_VALUE)).toBe(0);
  });
});
