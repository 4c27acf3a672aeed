import { describe, expect, it } from "vitest";
import type { Column, ColumnType } from "@/lib/schema/model";
import { withFilter } from "./edit-view";
import { narrowByValue, valueFilters } from "./filter-value";
import { anyOfItems } from "./list-filter";
import { EMPTY_VIEW, type Filter } from "./model";

function column(type: ColumnType, more: Partial<Column> = {}): Column {
  return { name: "c", field: "c", type, stored: "full", isEnum: false, ...more };
}

function narrowed(type: ColumnType, value: string, how: Parameters<typeof narrowByValue>[3]): Filter[] {
  return [...narrowByValue(EMPTY_VIEW, column(type), value, how).filters];
}

describe("a value of a record narrows the view", () => {
  it("to rows with it, or without it", () => {
    expect(narrowed("text", "a", "only")).toEqual([
      { kind: "one-of", column: "c", values: ["a"], exclude: false },
    ]);
    expect(narrowed("boolean", "true", "not")).toEqual([
      { kind: "one-of", column: "c", values: ["true"], exclude: true },
    ]);
    expect(narrowed("list<text>", "calculator", "only")).toEqual([
      { kind: "list", column: "c", match: "any", values: ["calculator"], without: [] },
    ]);
  });

  it("leaving out one value after the other", () => {
    const first = narrowByValue(EMPTY_VIEW, column("list<text>"), "a", "not");
    expect(narrowByValue(first, column("list<text>"), "b", "not").filters).toEqual([
      { kind: "list", column: "c", match: "any", values: [], without: ["a", "b"] },
    ]);
    const beside = withFilter(EMPTY_VIEW, anyOfItems("c", ["a", "b"]));
    expect(narrowByValue(beside, column("list<text>"), "a", "not").filters).toEqual([
      { kind: "list", column: "c", match: "any", values: ["b"], without: ["a"] },
    ]);
    const text = narrowByValue(EMPTY_VIEW, column("text"), "a", "not");
    expect(narrowByValue(text, column("text"), "b", "not").filters).toEqual([
      { kind: "one-of", column: "c", values: ["a", "b"], exclude: true },
    ]);
    // From "not" to "only" nothing of the old choice is left.
    expect(narrowByValue(text, column("text"), "b", "only").filters).toEqual([
      { kind: "one-of", column: "c", values: ["b"], exclude: false },
    ]);
  });

  it("as a number with its bounds, each digit kept", () => {
    expect(narrowed("integer", "12", "only")).toEqual([
      { kind: "ranges", column: "c", ranges: [{ min: 12, max: 12 }], exclude: false },
    ]);
    expect(narrowed("double", "0.10", "at-least")).toEqual([
      { kind: "ranges", column: "c", ranges: [{ min: 0.1, max: null }], exclude: false },
    ]);
    expect(narrowed("integer", "9007199254740993", "at-most")).toEqual([
      { kind: "ranges", column: "c", ranges: [{ min: null, max: "9007199254740993" }], exclude: false },
    ]);
    expect(narrowed("integer", "9007199254740993", "not")).toEqual([
      { kind: "one-of", column: "c", values: ["9007199254740993"], exclude: true },
    ]);
  });

  it("not where the index holds only its beginning, or another form of it", () => {
    expect(valueFilters(column("text", { stored: "preview" }))).toEqual([]);
    expect(valueFilters(column("json"))).toEqual([]);
    expect(valueFilters(column("text"))).toEqual(["only", "not"]);
    expect(valueFilters(column("double"))).toContain("at-most");
  });
});
