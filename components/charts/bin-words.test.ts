import { describe, expect, it } from "vitest";
import { binWords, boundWords, digitsOfBounds } from "./bin-words";

/** Words of all bounds of so many bins. */
function wordsOf(start: number, step: number): string[] {
  const edges = Array.from({ length: 41 }, (_, place) => start + place * step);
  const digits = digitsOfBounds(edges);
  return edges.map((edge) => boundWords(edge, "double", digits));
}

describe("bounds of bins in words", () => {
  it("are told apart, however close they stand", () => {
    const starts: readonly [start: number, step: number][] = [
      [0, 0.25],
      [1_700_000_000.5, 0.5],
      [1_700_000_000.5, 1800],
      [2 ** 60, 2 ** 30],
      [-(2 ** 60), 2 ** 30],
      [-0.001, 1e-9],
    ];
    for (const [start, step] of starts) {
      const words = wordsOf(start, step);
      expect([start, new Set(words).size]).toEqual([start, words.length]);
    }
  });

  it("have few digits where these suffice", () => {
    expect(wordsOf(0, 1000 / 7)[1]).toBe("142.9");
    expect(wordsOf(2 ** 60, 2 ** 58)[1]).toBe("1.441e+18");
    expect(boundWords(-1 / 3, "double", digitsOfBounds([0.001, 0.01, 1000]))).toBe("−0.3333");
  });

  it("are those of the bin", () => {
    expect(binWords(1_700_000_000.5, 1_700_000_001, "double", false, 11)).toBe(
      "1,700,000,000.5 to 1,700,000,001",
    );
    expect(binWords(100, 200, "integer", false)).toBe("100 to 199");
    expect(binWords(Date.UTC(2026, 0, 1), Date.UTC(2026, 1, 1), "date", false)).toBe(
      "2026-01-01 to 2026-01-31",
    );
  });
});
