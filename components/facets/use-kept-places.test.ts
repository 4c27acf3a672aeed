import { describe, expect, it } from "vitest";
import type { FacetSpec } from "./choose-facets";
import { placed } from "./use-kept-places";

const facet = (name: string, isOpenAtFirst: boolean, kind: FacetSpec["kind"] = "text"): FacetSpec => ({
  column: { name, field: name, type: "text", stored: "full", isEnum: kind === "values" },
  role: null,
  ...{ kind, isOpenAtFirst },
});

describe("facets that keep their places", () => {
  it("stand as before, and show what is known now", () => {
    const before = [facet("turns", true), facet("domain", false), facet("note", false)];
    const now = [facet("domain", true, "values"), facet("note", false), facet("turns", true)];
    expect(placed(now, before)).toEqual([
      facet("turns", true),
      facet("domain", false, "values"),
      facet("note", false),
    ]);
  });

  it("are followed by those that come later", () => {
    const before = [facet("b", true), facet("a", true)];
    const names = placed([facet("late", true), facet("a", true), facet("b", true)], before);
    expect(names.map(({ column }) => column.name)).toEqual(["b", "a", "late"]);
  });

  it("leave out those that are gone", () => {
    expect(placed([facet("a", true)], [facet("b", true), facet("a", true)])).toEqual([facet("a", true)]);
  });
});
