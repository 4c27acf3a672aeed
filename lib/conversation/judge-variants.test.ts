import { describe, expect, it } from "vitest";
import { judgeVariants } from "./judge-variants";

function pair(chosen: number | null, rejected: number | null) {
  return [
    { name: "chosen", rating: chosen, score: null },
    { name: "rejected", rating: rejected, score: null },
  ];
}

describe("the verdict on variants", () => {
  it("gives the margin of a pair", () => {
    expect(judgeVariants(pair(8.5, 6.2))).toEqual([
      { measure: "rating", kind: "ahead", best: [0], value: 8.5, next: { value: 6.2, margin: 2.3 } },
    ]);
  });

  it("marks ratings that tie, or contradict the pair", () => {
    expect(judgeVariants(pair(5, 5))).toMatchObject([{ kind: "tied", best: [0, 1], next: null }]);
    expect(judgeVariants(pair(2, 7))).toMatchObject([
      { kind: "inverted", best: [1], next: { value: 2, margin: 5 } },
    ]);
  });

  it("compares any number of completions, and none of them is preferred beforehand", () => {
    const completions = [3, null, 5, 5].map((rating, n) => ({
      name: `completion ${n + 1}`,
      rating,
      score: n === 1 ? null : n,
    }));
    expect(judgeVariants(completions)).toEqual([
      { measure: "rating", kind: "tied", best: [2, 3], value: 5, next: { value: 3, margin: 2 } },
      { measure: "score", kind: "ahead", best: [3], value: 3, next: { value: 2, margin: 1 } },
    ]);
    const two = [1, 2].map((rating, n) => ({ name: `completion ${n + 1}`, rating, score: null }));
    expect(judgeVariants(two)).toMatchObject([{ kind: "ahead", best: [1] }]);
  });

  it("says nothing where fewer than two are rated", () => {
    expect(judgeVariants(pair(1, null))).toEqual([]);
    expect(judgeVariants(pair(Number.NaN, 1))).toEqual([]);
  });
});
