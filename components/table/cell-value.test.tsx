import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Cell } from "@/lib/engine";
import type { Column } from "@/lib/schema";
import { CellValue } from "./cell-value";

/** A cell as it is drawn. */
function drawn(value: Cell, column: Partial<Column>, widthPx = 160): string {
  const whole: Column = {
    name: "a",
    field: "a",
    type: "list<text>",
    stored: "full",
    isEnum: false,
    ...column,
  };
  return renderToStaticMarkup(<CellValue value={value} context={{ column: whole, role: null, widthPx }} />);
}

/** What a cell says, without its markup. */
function textOf(...cell: Parameters<typeof drawn>): string {
  return drawn(...cell).replace(/<[^>]*>/g, "");
}

describe("a moment", () => {
  const moment = new Date(Date.UTC(2024, 0, 31, 9, 5, 20));

  it("has a time only where its column has", () => {
    expect(textOf(new Date(Date.UTC(2024, 0, 31)), { type: "date" })).toBe("2024-01-31");
    expect(textOf(moment, { type: "timestamp" })).toBe("2024-01-31 09:05:20");
  });
});

describe("a number", () => {
  it("that is rounded has all its digits as its tooltip", () => {
    const type = "double";
    expect(drawn(1_729_556_596.0514803, { type })).toBe(
      '<span title="1729556596.0514803">1,729,556,596.05</span>',
    );
    expect(drawn(0.5000000006, { type })).toBe('<span title="0.5000000006">0.5</span>');
    expect(drawn(1234.5, { type })).toBe("1,234.5");
  });
});

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
