import { describe, expect, it } from "vitest";
import { filterOn } from "./edit-view";
import { EMPTY_VIEW, type ValueRange, type ViewState } from "./model";
import { nextBelow } from "./next-below";
import {
  isLeftOut,
  isReached,
  pickItem,
  pickItems,
  pickRange,
  pickValue,
  pickValues,
  stateOfRange,
  stateOfValue,
} from "./pick";

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

  it("leaves values out, one after the other, and gives them back", () => {
    const one = pickValue(EMPTY_VIEW, "c", "b", "exclude");
    expect(one.filters).toEqual([{ kind: "one-of", column: "c", values: ["b"], exclude: true }]);
    const two = pickValue(one, "c", "d", "exclude");
    expect(two.filters[0]).toMatchObject({ values: ["b", "d"], exclude: true });
    expect(isLeftOut(filterOn(two, "c"), "d")).toBe(true);
    expect(stateOfValue(filterOn(two, "c"), "a")).toBe("in");
    expect(pickValue(two, "c", "b", "exclude").filters[0]).toMatchObject({ values: ["d"], exclude: true });
    expect(pickValue(two, "c", "b", "add").filters[0]).toMatchObject({ values: ["d"], exclude: true });
    expect(pickValue(two, "c", "a", "add").filters).toEqual(two.filters);
    expect(pickValue(one, "c", "b", "add").filters).toEqual([]);
    expect(pickValue(two, "c", "b", "only").filters[0]).toMatchObject({ values: ["b"], exclude: false });
  });

  it("takes what is left out of the selection, and nothing else", () => {
    const two = pickValue(pickValue(EMPTY_VIEW, "c", "a", "only"), "c", null, "add");
    expect(pickValue(two, "c", "z", "exclude").filters).toEqual(two.filters);
    const one = pickValue(two, "c", null, "exclude");
    expect(one.filters[0]).toMatchObject({ values: ["a"], exclude: false });
    // With nothing left of it, the selection was about what is left out now.
    expect(pickValue(one, "c", "a", "exclude").filters[0]).toMatchObject({ values: ["a"], exclude: true });
  });

  it("does the same with items of lists, and keeps whether all are asked for", () => {
    const all = {
      ...EMPTY_VIEW,
      filters: [{ kind: "list", column: "mlt", match: "all", values: ["a"], without: [] } as const],
    };
    expect(pickItem(all, "mlt", "b", "add").filters[0]).toMatchObject({ values: ["a", "b"], match: "all" });
    expect(pickItem(all, "mlt", "b", "only").filters[0]).toMatchObject({ values: ["b"], match: "any" });
    const both = pickItem(all, "mlt", "b", "add");
    expect(pickItem(both, "mlt", "a", "exclude").filters[0]).toMatchObject({
      ...{ values: ["b"], without: ["a"], match: "all" },
    });
    expect(pickItem(all, "mlt", "a", "exclude").filters[0]).toMatchObject({ values: [], without: ["a"] });
    expect(pickItem(all, "mlt", "a", "only").filters).toEqual([]);
    expect(pickItem(all, "mlt", "a", "add").filters).toEqual([]);
  });

  it("leaves items of lists out beside those that are selected", () => {
    const list = (values: string[], without: string[]) => [
      { kind: "list", column: "mlt", match: "any", values, without },
    ];
    const one = pickItem(pickItem(EMPTY_VIEW, "mlt", "a", "only"), "mlt", "c", "exclude");
    expect(one.filters).toEqual(list(["a"], ["c"]));
    const states = ["a", "b", "c", null].map((item) => stateOfValue(filterOn(one, "mlt"), item));
    expect(states).toEqual(["in", "out", "out", "out"]);
    expect(["a", "b", "c", null].map((item) => isLeftOut(filterOn(one, "mlt"), item))).toEqual([
      ...[false, false, true, false],
    ]);
    const two = pickItem(pickItem(one, "mlt", "b", "add"), "mlt", "d", "exclude");
    expect(two.filters).toEqual(list(["a", "b"], ["c", "d"]));
    expect(pickItem(two, "mlt", "c", "exclude").filters).toEqual(list(["a", "b"], ["d"]));
    expect(pickItem(two, "mlt", "c", "add").filters).toEqual(list(["a", "b"], ["d"]));
    // Taken away is not left out: a row may have it beside one that is asked for.
    expect(pickItem(two, "mlt", "a", "add").filters).toEqual(list(["b"], ["c", "d"]));
    expect(pickItem(two, "mlt", "a", "exclude").filters).toEqual(list(["b"], ["c", "d", "a"]));
    expect(pickItem(two, "mlt", "c", "only").filters).toEqual(list(["c"], []));
    expect(pickItem(one, "mlt", "a", "exclude").filters).toEqual(list([], ["c", "a"]));
    const none = pickItem(one, "mlt", "a", "add");
    expect(none.filters).toEqual(list([], ["c"]));
    expect(stateOfValue(filterOn(none, "mlt"), "b")).toBe("in");
    expect(pickItem(none, "mlt", "b", "add").filters).toEqual(list(["b"], ["c"]));
    expect(pickItem(none, "mlt", "c", "exclude").filters).toEqual([]);
  });
});

describe("picking several values at once", () => {
  it("selects items of lists, adds to them, leaves them out, and takes each back", () => {
    const list = (values: string[], without: string[]) => [
      { kind: "list", column: "mlt", match: "any", values, without },
    ];
    const some = pickItems(EMPTY_VIEW, "mlt", ["a", "b"], "only");
    expect(some.filters).toEqual(list(["a", "b"], []));
    expect(pickItems(some, "mlt", ["a", "b"], "only").filters).toEqual(some.filters);
    const more = pickItems(some, "mlt", ["b", "c"], "add");
    expect(more.filters).toEqual(list(["a", "b", "c"], []));
    expect(pickItems(more, "mlt", ["b", "c"], "add").filters).toEqual(list(["a"], []));
    const fewer = pickItems(more, "mlt", ["c", "d"], "exclude");
    expect(fewer.filters).toEqual(list(["a", "b"], ["c", "d"]));
    expect(pickItems(fewer, "mlt", ["d", "e"], "add").filters).toEqual(list(["a", "b", "d", "e"], ["c"]));
    expect(pickItems(fewer, "mlt", ["c", "d"], "exclude").filters).toEqual(list(["a", "b"], []));
    expect(pickItems(fewer, "mlt", ["c", "d"], "add").filters).toEqual(list(["a", "b"], []));
  });

  it("does so with values of a field that has one of them", () => {
    const one = (values: (string | null)[], exclude: boolean) => [
      { kind: "one-of", column: "c", values, exclude },
    ];
    const some = pickValues(EMPTY_VIEW, "c", ["a", null], "only");
    expect(some.filters).toEqual(one(["a", null], false));
    expect(pickValues(some, "c", [null, "b"], "add").filters).toEqual(one(["a", null, "b"], false));
    expect(pickValues(some, "c", [null, "b"], "exclude").filters).toEqual(one(["a"], false));
    const without = pickValues(some, "c", ["a", null, "b"], "exclude");
    expect(without.filters).toEqual(one(["a", null, "b"], true));
    expect(pickValues(without, "c", ["a", "d"], "add").filters).toEqual(one([null, "b"], true));
    expect(pickValues(without, "c", ["a", "d"], "exclude").filters).toEqual(one(["a", null, "b", "d"], true));
  });
});

describe("picking bins of numbers", () => {
  const whole = { name: "n", type: "integer" } as const;
  const real = { name: "n", type: "double" } as const;
  const selected = (...ranges: ValueRange[]): ViewState => ({
    ...EMPTY_VIEW,
    filters: [{ kind: "ranges", column: "n", ranges, exclude: false }],
  });
  const leftOut = (...ranges: ValueRange[]): ViewState => ({
    ...EMPTY_VIEW,
    filters: [{ kind: "ranges", column: "n", ranges, exclude: true }],
  });
  const from = (min: number, max: number): ValueRange => ({ min, max });

  it("selects one, adds others with gaps between them, and takes each back", () => {
    const one = pickRange(EMPTY_VIEW, whole, from(5, 9), "only");
    expect(one).toEqual(selected(from(5, 9)));
    expect(pickRange(one, whole, from(5, 9), "only")).toEqual(EMPTY_VIEW);
    const two = pickRange(one, whole, from(1, 2), "add");
    expect(two).toEqual(selected(from(1, 2), from(5, 9)));
    expect(pickRange(two, whole, from(3, 4), "add")).toEqual(selected(from(1, 9)));
    expect(pickRange(two, whole, from(5, 9), "add")).toEqual(selected(from(1, 2)));
    expect(pickRange(two, whole, from(7, 7), "add")).toEqual(selected(from(1, 2), from(5, 6), from(8, 9)));
    expect(pickRange(two, whole, from(5, 9), "only")).toEqual(selected(from(5, 9)));
    expect(pickRange(one, whole, from(5, 9), "add")).toEqual(EMPTY_VIEW);
  });

  it("leaves out one after the other, and gives each back", () => {
    const one = pickRange(EMPTY_VIEW, whole, from(5, 9), "exclude");
    const two = pickRange(one, whole, from(20, 29), "exclude");
    expect(two).toEqual(leftOut(from(5, 9), from(20, 29)));
    expect(pickRange(two, whole, from(5, 9), "exclude")).toEqual(leftOut(from(20, 29)));
    expect(pickRange(two, whole, from(5, 9), "add")).toEqual(leftOut(from(20, 29)));
    expect(pickRange(two, whole, from(10, 19), "add")).toEqual(two);
    expect(pickRange(one, whole, from(5, 9), "exclude")).toEqual(EMPTY_VIEW);
  });

  it("cuts what is left out of the selection, and changes nothing for what is not in it", () => {
    expect(pickRange(selected(from(0, 99)), whole, from(20, 29), "exclude")).toEqual(
      selected(from(0, 19), from(30, 99)),
    );
    expect(pickRange(selected(from(0, 99)), whole, from(100, 109), "exclude")).toEqual(selected(from(0, 99)));
    expect(pickRange(selected(from(5, 9)), whole, from(5, 9), "exclude")).toEqual(leftOut(from(5, 9)));
    const halves = selected({ min: 0, max: nextBelow(1) }, { min: 5, max: null });
    expect(pickRange(halves, real, { min: 5.5, max: nextBelow(6) }, "exclude")).toEqual(
      selected({ min: 0, max: nextBelow(1) }, { min: 5, max: nextBelow(5.5) }, { min: 6, max: null }),
    );
  });

  it("counts single numbers, as a record's value leaves them out, among ranges", () => {
    const without: ViewState = {
      ...EMPTY_VIEW,
      filters: [{ kind: "one-of", column: "n", values: ["7"], exclude: true }],
    };
    expect(pickRange(without, whole, from(20, 29), "exclude")).toEqual(leftOut(from(7, 7), from(20, 29)));
    expect(stateOfRange(filterOn(without, "n"), from(7, 7), "integer")).toBe("out");
  });

  it("marks a bin as in when all of it is let through, as out when nothing is", () => {
    const filter = filterOn(selected(from(1, 4), from(5, 9)), "n");
    expect(stateOfRange(filter, from(3, 6), "integer")).toBe("in");
    expect(stateOfRange(filter, from(3, 6), "double")).toBeNull();
    expect(stateOfRange(filter, from(8, 10), "integer")).toBeNull();
    expect(stateOfRange(filter, from(10, 12), "integer")).toBe("out");
    expect(isReached(filter, from(8, 10), "integer")).toBe(true);
    const out = filterOn(leftOut(from(5, 9)), "n");
    expect(stateOfRange(out, from(6, 7), "integer")).toBe("out");
    expect(stateOfRange(out, from(8, 12), "integer")).toBeNull();
    expect(stateOfRange(out, from(1, 2), "integer")).toBe("in");
    expect(isReached(out, from(8, 12), "integer")).toBe(true);
    expect(isReached(out, from(6, 7), "integer")).toBe(false);
  });
});
