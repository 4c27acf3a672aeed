import { describe, expect, it } from "vitest";
import { joinPairModels } from "./pair-models";

describe("the models of pairs", () => {
  it("stand with both their sides, those in most pairs first, equal ones by name", () => {
    const chosen = [
      { value: "a", selected: 1, total: 5 },
      { value: "b", selected: 4, total: 4 },
      { value: null, selected: 0, total: 1 },
    ];
    const rejected = [
      { value: "b", selected: 2, total: 9 },
      { value: "c", selected: 0, total: 5 },
    ];
    expect(joinPairModels(chosen, rejected)).toEqual([
      { model: "b", chosen: { selected: 4, total: 4 }, rejected: { selected: 2, total: 9 } },
      { model: "a", chosen: { selected: 1, total: 5 }, rejected: { selected: 0, total: 0 } },
      { model: "c", chosen: { selected: 0, total: 0 }, rejected: { selected: 0, total: 5 } },
      { model: null, chosen: { selected: 0, total: 1 }, rejected: { selected: 0, total: 0 } },
    ]);
  });
});
