import { describe, expect, it } from "vitest";
import {
  type Column,
  type ColumnStats,
  type ColumnType,
  columnLabel,
  type FacetKind,
  facetKind,
  orderFacets,
} from "./index";

function column(name: string, type: ColumnType, more: Partial<Column> = {}): Column {
  return { name, field: name.startsWith("_") ? null : name, type, stored: "full", isEnum: false, ...more };
}

function stats(more: Partial<ColumnStats> = {}): ColumnStats {
  return { column: "", distinct: 10, rows: 44_866, nulls: 0, min: null, max: null, meanLength: 12, ...more };
}

describe("the kind of a facet", () => {
  it.each<[string, Column, ColumnStats, FacetKind | null]>([
    ["2,122 categories", column("category", "text"), stats({ distinct: 2122 }), "values"],
    ["ids", column("id", "text"), stats({ distinct: 44_866 }), "text"],
    ["long text", column("answer", "text", { stored: "preview" }), stats(), "text"],
    ["a few values of a few rows", column("category", "text"), stats({ rows: 12, distinct: 7 }), "values"],
    ["a few rows that all differ", column("title", "text"), stats({ rows: 12, distinct: 12 }), "text"],
    ["an outcome", column("success", "boolean"), stats({ distinct: 2 }), "values"],
    ["a reward of 0 or 1", column("reward", "double"), stats({ distinct: 2 }), "values"],
    ["tokens", column("total_tokens", "integer"), stats({ distinct: 3000 }), "number"],
    [
      "turns, though all conversations have one",
      column("_turns", "integer"),
      stats({ distinct: 1 }),
      "number",
    ],
    ["days", column("day", "date"), stats(), "date"],
    ["labels", column("mlt", "list<text>"), stats(), "list"],
    ["lists of long texts", column("turns", "list<text>", { stored: "preview" }), stats(), "text"],
    ["vectors", column("embedding", "list<double>"), stats({ distinct: 100_000 }), null],
    ["problems", column("_problems", "list<text>"), stats({ distinct: 0 }), "problems"],
    ["nothing", column("empty", "text"), stats({ nulls: 44_866, distinct: 0 }), null],
    ["nested fields", column("info", "json"), stats(), "text"],
  ])("suits %s", (_, entry, measured, kind) => {
    expect(facetKind(entry, measured)).toBe(kind);
  });

  it("is none for numbers that name rows", () => {
    const id = column("question_id", "integer");
    expect(facetKind(id, stats({ distinct: 43_000 }), { id: ["question_id"] })).toBeNull();
    expect(facetKind(id, stats({ distinct: 332 }), { id: ["question_id"] })).toBe("number");
  });
});

describe("the order of facets", () => {
  it("begins with roles and ends with problems", () => {
    const names = [
      "_turns",
      "_chars",
      "_problems",
      "source",
      "note",
      "mlt",
      "success",
      "model",
      "category",
      "_file_name",
    ];
    const columns = names.map((name) => column(name, "text"));
    const roles = {
      category: ["category"],
      teacher: ["model"],
      labels: ["mlt"],
      success: ["success"],
      source: ["source"],
    };
    expect(orderFacets(columns, roles).map((entry) => entry.name)).toEqual([
      "category",
      "model",
      "mlt",
      "_turns",
      "success",
      "source",
      "_file_name",
      "note",
      "_chars",
      "_problems",
    ]);
  });
});

describe("what a column is called", () => {
  it("is its field's name, or plain words", () => {
    expect(["category", "_turns", "_assistant_chars", "__row"].map(columnLabel)).toEqual([
      "category",
      "turns",
      "assistant chars",
      "_row",
    ]);
  });
});
