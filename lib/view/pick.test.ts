import { describe, expect, it } from "vitest";
import { filterOn } from "./edit-view";
import { EMPTY_VIEW } from "./model";
import { isLeftOut, pickItem, pickRange, pickValue, stateOfRange, stateOfValue } from "./pick";

describe("picking on a chart", () => {
  it("selects one value, adds to it, and takes each back", () => {
    const one = pickValue(EMPTY_VIEW, "category", "a", "only");
    expect(one.filters).toEqual([{ kind: "one-of", column: "category", values: ["a"], exclude: false }]);
    expect(pickValue(one, "category", "a", "only").filters).toEqual([]);
    const two = pickValue(one, "category", null, "add");
    expect(two.filters[0]).toMatchObject({ values: ["a", null] });
    expect(pickValue(two, "category", "a", "add").filters[0]).toMatchObject({ values: [null] });
    expect(pickValue(two, "category", "b", "only").filters[0]).toMatchObject({ values: ["b"] });
  });

  it("leaves values out, one after the other, instead of what was selected", () => {
    const one = pickValue(pickValue(EMPTY_VIEW, "c", "a", "only"), "c", "b", "exclude");
    expect(one.filters).toEqual([{ kind: "one-of", column: "c", values: ["b"], exclude: true }]);
    const two = pickValue(one, "c", "d", "exclude");
    expect(two.filters[0]).toMatchObject({ values: ["b", "d"], exclude: true });
    expect(isLeftOut(filterOn(two, "c"), "d")).toBe(true);
    expect(stateOfValue(filterOn(two, "c"), "a")).toBe("in");
  });

  it("does the same with items of lists, and keeps whether all are asked for", () => {
    const all = {
      ...EMPTY_VIEW,
      filters: [{ kind: "list", column: "mlt", values: ["a"], match: "all" } as const],
    };
    expect(pickItem(all, "mlt", "b", "add").filters[0]).toMatchObject({ values: ["a", "b"], match: "all" });
    expect(pickItem(all, "mlt", "b", "only").filters[0]).toMatchObject({ values: ["b"], match: "any" });
    const none = pickItem(all, "mlt", "b", "exclude");
    expect(none.filters[0]).toMatchObject({ values: ["b"], match: "none" });
    expect(stateOfValue(filterOn(none, "mlt"), "b")).toBe("out");
  });

  it("draws a range longer, leaves one out, and takes it back", () => {
    const one = pickRange(EMPTY_VIEW, "n", { min: 5, max: 9 }, "only");
    expect(pickRange(one, "n", { min: 1, max: 2 }, "add").filters[0]).toMatchObject({ min: 1, max: 9 });
    expect(pickRange(one, "n", { min: null, max: 2 }, "add").filters[0]).toMatchObject({ min: null, max: 9 });
    expect(pickRange(one, "n", { min: 5, max: 9 }, "only").filters).toEqual([]);
    const out = pickRange(one, "n", { min: 5, max: 9 }, "exclude");
    expect(out.filters).toEqual([{ kind: "outside", column: "n", min: 5, max: 9 }]);
    expect(pickRange(out, "n", { min: 5, max: 9 }, "exclude").filters).toEqual([]);
    expect(stateOfRange(filterOn(out, "n"), { start: 6, end: 7 }, Number)).toBe("out");
    expect(stateOfRange(filterOn(out, "n"), { start: 1, end: 2 }, Number)).toBe("in");
    expect(stateOfRange(filterOn(one, "n"), { start: 8, end: 10 }, Number)).toBe("out");
  });
});
