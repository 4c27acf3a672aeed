import { describe, expect, it } from "vitest";
import {
  clearFilters,
  cycleSort,
  EMPTY_VIEW,
  excludeValue,
  type Filter,
  filterOn,
  selectListValues,
  selectOnly,
  selectValues,
  toggleListValue,
  toggleValue,
  type ViewState,
  withBounds,
  withExclude,
  withFilter,
  withGroupedTeachers,
  withListMatch,
  withoutFilter,
  withSearch,
} from "./index";

const oneOf = (column: string, values: (string | null)[], exclude = false): Filter => ({
  kind: "one-of",
  column,
  values,
  exclude,
});

/** Applies steps one after the other and gives the filters. */
function filtersAfter(...steps: ((view: ViewState) => ViewState)[]): readonly Filter[] {
  return steps.reduce((view, step) => step(view), EMPTY_VIEW).filters;
}

describe("the checkboxes of a facet", () => {
  it("tick and untick values", () => {
    expect(filtersAfter((view) => toggleValue(view, "category", "a"))).toEqual([oneOf("category", ["a"])]);
    expect(
      filtersAfter(
        (view) => toggleValue(view, "category", "a"),
        (view) => toggleValue(view, "category", null),
        (view) => toggleValue(view, "category", "a"),
      ),
    ).toEqual([oneOf("category", [null])]);
  });

  it("remove the filter with their last tick", () => {
    const steps = [
      (view: ViewState) => toggleValue(view, "c", ""),
      (view: ViewState) => toggleValue(view, "c", ""),
    ];
    expect(filtersAfter(...steps)).toEqual([]);
  });

  it("tick all found beside those ticked, once each", () => {
    expect(
      filtersAfter(
        (view) => toggleValue(view, "c", "b"),
        (view) => selectValues(view, "c", ["a", "b", null]),
      ),
    ).toEqual([oneOf("c", ["b", "a", null])]);
  });

  it("show only one value, or hide some", () => {
    expect(
      filtersAfter(
        (view) => selectValues(view, "c", ["a", "b"]),
        (view) => selectOnly(view, "c", "z"),
      ),
    ).toEqual([oneOf("c", ["z"])]);
    expect(
      filtersAfter(
        (view) => toggleValue(view, "c", "a"),
        (view) => excludeValue(view, "c", "b"),
        (view) => excludeValue(view, "c", null),
      ),
    ).toEqual([oneOf("c", ["b", null], true)]);
    expect(
      filtersAfter(
        (view) => toggleValue(view, "c", "a"),
        (view) => withExclude(view, "c", true),
        (view) => toggleValue(view, "c", "b"),
      ),
    ).toEqual([oneOf("c", ["a", "b"], true)]);
  });

  it("ask lists for any, all or none", () => {
    expect(
      filtersAfter(
        (view) => toggleListValue(view, "tools", "think"),
        (view) => withListMatch(view, "tools", "all"),
        (view) => selectListValues(view, "tools", ["calculator", "think"]),
      ),
    ).toEqual([
      { kind: "list", column: "tools", match: "all", values: ["think", "calculator"], without: [] },
    ]);
    expect(
      filtersAfter(
        (view) => toggleListValue(view, "tools", "think"),
        (view) => withListMatch(view, "tools", "none"),
        (view) => toggleListValue(view, "tools", "think"),
      ),
    ).toEqual([]);
  });

  it("tick items of lists beside those that are left out", () => {
    const list = (values: string[], without: string[]): Filter => {
      return { kind: "list", column: "tools", match: "any", values, without };
    };
    const both = withFilter(EMPTY_VIEW, list(["a"], ["c"]));
    expect(toggleListValue(both, "tools", "b").filters).toEqual([list(["a", "b"], ["c"])]);
    expect(toggleListValue(both, "tools", "c").filters).toEqual([list(["a"], [])]);
    expect(selectListValues(both, "tools", ["b", "c"]).filters).toEqual([list(["a", "b", "c"], [])]);
    const none = withListMatch(both, "tools", "none");
    expect(none.filters).toEqual([list([], ["c", "a"])]);
    expect(toggleListValue(none, "tools", "b").filters).toEqual([list([], ["c", "a", "b"])]);
    expect(selectListValues(none, "tools", ["a", "b"]).filters).toEqual([list([], ["c", "a", "b"])]);
    expect(withListMatch(none, "tools", "any").filters).toEqual([list(["c", "a"], [])]);
  });
});

it("ends a random walk when other rows come into view, and only then", () => {
  const walking: ViewState = { ...EMPTY_VIEW, walk: { seed: 7, step: 3 } };
  const filtered = toggleValue(walking, "category", "a");
  expect(filtered.walk).toBeNull();
  expect(clearFilters({ ...filtered, walk: walking.walk }).walk).toBeNull();
  expect(withSearch(walking, "word").walk).toBeNull();
  expect(cycleSort(walking, "category", false).walk).toEqual(walking.walk);
});

describe("the filters of a view", () => {
  const three = [oneOf("a", ["1"]), oneOf("b", ["2"]), oneOf("c", ["3"])].reduce(withFilter, EMPTY_VIEW);

  it("keep their places when one changes", () => {
    const bounds: Filter = { kind: "ranges", column: "b", ranges: [{ min: 1, max: null }], exclude: false };
    expect(withFilter(three, bounds).filters).toEqual([oneOf("a", ["1"]), bounds, oneOf("c", ["3"])]);
  });

  it("are one per column, even if a link brought two", () => {
    const twice: ViewState = {
      ...EMPTY_VIEW,
      filters: [oneOf("a", ["1"]), oneOf("b", ["2"]), oneOf("a", ["3"])],
    };
    expect(withFilter(twice, oneOf("a", ["4"])).filters).toEqual([oneOf("a", ["4"]), oneOf("b", ["2"])]);
    expect(withoutFilter(twice, "a").filters).toEqual([oneOf("b", ["2"])]);
  });

  it("go when they ask for nothing", () => {
    expect(withBounds(three, "b", null, null).filters.map((filter) => filter.column)).toEqual(["a", "c"]);
    expect(
      withFilter(three, { kind: "contains", column: "c", text: "", exclude: false }).filters,
    ).toHaveLength(2);
    expect(withFilter(three, { kind: "equals", column: "c", text: "", exclude: false }).filters).toHaveLength(
      3,
    );
    expect(clearFilters(withSearch(three, "word"))).toEqual(EMPTY_VIEW);
  });

  it("leave the view as it is when there is nothing to remove", () => {
    expect(withoutFilter(three, "z")).toBe(three);
    expect(filterOn(three, "z")).toBeNull();
    expect(filterOn(three, "b")).toEqual(oneOf("b", ["2"]));
  });

  it("on teacher models go when their values are grouped", () => {
    expect(withGroupedTeachers(three, true, ["b"])).toEqual({
      ...three,
      groupTeachers: true,
      filters: [oneOf("a", ["1"]), oneOf("c", ["3"])],
    });
    expect(withGroupedTeachers(three, false, ["b"])).toBe(three);
  });
});

describe("sorting", () => {
  it("goes up, down and away", () => {
    let view: ViewState = EMPTY_VIEW;
    const seen: unknown[] = [];
    for (let step = 0; step < 3; step++) {
      view = cycleSort(view, "a", false);
      seen.push(view.sort);
    }
    expect(seen).toEqual([[{ column: "a", descending: false }], [{ column: "a", descending: true }], []]);
  });

  it("keeps other keys with Shift, and their order", () => {
    const two = cycleSort(cycleSort(EMPTY_VIEW, "a", false), "b", true);
    const turned = cycleSort(two, "a", true);
    expect(turned.sort).toEqual([
      { column: "a", descending: true },
      { column: "b", descending: false },
    ]);
    expect(cycleSort(turned, "a", true).sort).toEqual([{ column: "b", descending: false }]);
    expect(cycleSort(turned, "b", false).sort).toEqual([{ column: "b", descending: true }]);
  });
});
