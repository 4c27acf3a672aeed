import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Cell } from "@/lib/engine";
import type { Column } from "@/lib/schema";
import { CellValue } from "./cell-value";

/** What a cell says, without its markup. */
function textOf(value: Cell, column: Partial<Column>): string {
  const whole: Column = {
    name: "a",
    field: "a",
    type: "list<text>",
    stored: "full",
    isEnum: false,
    ...column,
  };
  const drawn = renderToStaticMarkup(<CellValue value={value} context={{ column: whole, role: null }} />);
  return drawn.replace(/<[^>]*>/g, "");
}

describe("a list with nothing in it", () => {
  it("is no value in a column that Loupe measures", () => {
    expect(textOf([], { name: "_tools", field: null })).toBe("—");
    expect(textOf([], { name: "_flags", field: null })).toBe("");
  });

  it("is an empty list in a column of the data", () => {
    expect(textOf([], {})).toBe("empty list");
  });
});
