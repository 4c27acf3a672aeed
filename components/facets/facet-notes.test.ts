import { describe, expect, it } from "vitest";
import { chooseFacets } from "./choose-facets";
import { choiceFirst, emptyColumns, type FacetNotes, NO_VALUE, withNote } from "./facet-notes";

const column = (name: string) => ({
  name,
  field: name,
  type: "integer" as const,
  stored: "full" as const,
  isEnum: false,
});

describe("facets that offer no choice", () => {
  const none: FacetNotes = new Map();
  const notes = withNote(withNote(none, "a", "Every row has 1"), "b", NO_VALUE);

  it("come after all others", () => {
    const specs = chooseFacets([column("a"), column("b"), column("c")], {});
    expect(choiceFirst(specs, notes).map((spec) => spec.column.name)).toEqual(["c", "a", "b"]);
  });

  it("tell which columns are empty", () => {
    expect(emptyColumns(notes)).toEqual(["b"]);
    expect(emptyColumns(withNote(notes, "b", null))).toEqual([]);
  });

  it("stay the same when nothing is new", () => {
    expect(withNote(notes, "b", NO_VALUE)).toBe(notes);
    expect(withNote(notes, "c", null)).toBe(notes);
  });
});
