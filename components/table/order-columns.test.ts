import { describe, expect, it } from "vitest";
import type { Column } from "@/lib/schema/model";
import { columnLabel } from "./column-label";
import { layoutColumns } from "./order-columns";

const column = (name: string, field: string | null = name): Column => ({
  name,
  field,
  type: "text",
  stored: "full",
  isEnum: false,
});

describe("layoutColumns", () => {
  const columns = [
    column("latency"),
    column("category"),
    column("id"),
    column("_row", null),
    column("_offset", null),
    column("_prompt", null),
    column("_file", null),
    column("__odd", "_odd"),
  ];

  it("starts with the columns that play a role and leaves no column out", () => {
    const layout = layoutColumns(columns, { id: ["id"], category: ["category"] }, 1);
    expect(layout.order).toEqual(["id", "category", "_prompt", "latency", "__odd", "_file", "_offset"]);
  });

  it("hides bookkeeping at first, and the file name of a single file", () => {
    expect(layoutColumns(columns, {}, 1).hidden).toEqual(["_file", "_offset"]);
    expect(layoutColumns(columns, {}, 2).hidden).toEqual(["_offset"]);
  });

  it("ignores a role whose column the dataset lacks", () => {
    expect(layoutColumns(columns, { teacher: ["model"] }, 1).order).not.toContain("model");
  });
});

describe("columnLabel", () => {
  it("shows the field as the data names it", () => {
    expect(columnLabel(column("__odd", "_odd"))).toBe("_odd");
    expect(columnLabel(column("", ""))).toBe("(empty name)");
    expect(columnLabel(column("_problems", null))).toBe("problems");
  });
});
