import { describe, expect, it } from "vitest";
import { EMPTY_VIEW, type ViewState } from "@/lib/view";
import { usableView } from "./usable-view";

const columns = [
  { name: "category", field: "category", type: "text", stored: "full", isEnum: true },
] as const;

describe("usableView", () => {
  it("leaves out what the dataset has no column for, and names it once", () => {
    const view: ViewState = {
      ...EMPTY_VIEW,
      filters: [
        { kind: "one-of", column: "category", values: ["a"], exclude: false },
        { kind: "contains", column: "_gone", text: "x", exclude: false },
      ],
      sort: [{ column: "_gone", descending: false }],
      roles: { teacher: ["model"] },
    };
    const { view: usable, missing } = usableView(view, columns);
    expect(usable.filters.map((filter) => filter.column)).toEqual(["category"]);
    expect(usable.sort).toEqual([]);
    expect(missing).toEqual(["gone", "model"]);
  });

  it("tells marks that are elsewhere from fields that are not there", () => {
    const view: ViewState = {
      ...EMPTY_VIEW,
      filters: [{ kind: "list", column: "_flags", match: "any", values: ["loop"], without: [] }],
      sort: [
        { column: "_starred", descending: true },
        { column: "gone", descending: false },
      ],
    };
    expect(usableView(view, columns)).toEqual({
      view: { ...view, filters: [], sort: [] },
      missing: ["gone"],
      missingMarks: ["flags", "starred"],
    });
  });

  it("hands back the very view when all of it can be answered", () => {
    expect(usableView(EMPTY_VIEW, columns).view).toBe(EMPTY_VIEW);
  });
});
