import { describe, expect, it } from "vitest";
import type { Column, ColumnType } from "@/lib/schema/model";
import { chooseFacets } from "./choose-facets";

const column = (name: string, type: ColumnType, isEnum = false): Column => ({
  name,
  field: name.startsWith("_") ? null : name,
  type,
  stored: "full",
  isEnum,
});

const columns = [
  column("_turns", "integer"),
  column("_problems", "list<text>"),
  column("id", "text"),
  column("note", "text"),
  column("latency", "double"),
  column("success", "boolean"),
  column("mlt", "list<text>"),
  column("teacher_model", "text"),
  column("category", "text", true),
  column("made", "date"),
];

describe("chooseFacets", () => {
  it("lists texts of the data before what is measured of conversations", () => {
    const specs = chooseFacets(
      [column("_prompt", "text"), column("_models", "list<text>"), column("case", "text")],
      {},
    );
    expect(specs.map((spec) => spec.column.name)).toEqual(["case", "_prompt", "_models"]);
  });

  const roles = {
    id: ["id"],
    category: ["category"],
    teacher: ["teacher_model"],
    labels: ["mlt"],
    success: ["success"],
    latency: ["latency"],
  };
  const specs = chooseFacets(columns, roles);

  it("puts roles first and gives every column a facet", () => {
    expect(specs.map((spec) => spec.column.name)).toEqual([
      "category",
      "teacher_model",
      "mlt",
      "_turns",
      "success",
      "_problems",
      "latency",
      "made",
      "id",
      "note",
    ]);
  });

  it("chooses the kind by type, and lists models before the index knows they are few", () => {
    const kinds = Object.fromEntries(specs.map((spec) => [spec.column.name, spec.kind]));
    expect(kinds).toEqual({
      category: "values",
      teacher_model: "values",
      mlt: "list",
      _turns: "number",
      success: "values",
      _problems: "list",
      latency: "number",
      made: "date",
      id: "text",
      note: "text",
    });
  });

  it("puts what is measured of conversations behind the data where there are none, and closes it", () => {
    const without = chooseFacets([...columns, column("_value", "text")], roles, false);
    expect(without.map((spec) => spec.column.name)).toEqual([
      "category",
      "teacher_model",
      "mlt",
      "success",
      "_problems",
      "latency",
      "made",
      "_value",
      "id",
      "note",
      "_turns",
    ]);
    expect(without.filter((spec) => spec.isOpenAtFirst).map((spec) => spec.column.name)).toEqual([
      "category",
      "teacher_model",
      "mlt",
      "success",
      "_problems",
      "made",
    ]);
  });

  it("prefers the data's own count of turns to the measured one", () => {
    const withTurns = chooseFacets([...columns, column("turns", "integer")], { turns: ["turns"] });
    expect(withTurns[0]?.column.name).toBe("turns");
  });
});
