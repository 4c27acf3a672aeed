import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Cell } from "@/lib/engine";
import type { Column } from "@/lib/schema";
import { CellValue } from "./cell-value";

/** What a cell says, without its markup. */
function textOf(value: Cell, column: Partial<Column>, widthPx = 160): string {
  const whole: Column = {
    name: "a",
    field: "a",
    type: "list<text>",
    stored: "full",
    isEnum: false,
    ...column,
  };
  const drawn = renderToStaticMarkup(
    <CellValue value={value} context={{ column: whole, role: null, widthPx }} />,
  );
  return drawn.replace(/<[^>]*>/g, "");
}

describe("a list", () => {
  const tools = ["calculator", "web_search", "python_interpreter"];

  it("counts the items that a cell has no room for", () => {
    expect(textOf(tools, {})).toBe("calculator+2");
    expect(textOf(tools, {}, 220)).toBe("calculatorweb_search+1");
    expect(textOf(tools, {}, 400)).toBe(tools.join(""));
  });

  it("has one item in a narrow cell", () => {
    expect(textOf(tools, {}, 40)).toBe("calculator+2");
  });
});

describe("a list with nothing in it", () => {
  it("is no value in a column that Loupe measures", () => {
    expect(textOf([], { name: "_tools", field: null })).toBe("—");
    expect(textOf([], { name: "_flags", field: null })).toBe("");
  });

  it("is an empty list in a column of the data", () => {
    expect(textOf([], {})).toBe("empty list");
  });
});
