import { describe, expect, it } from "vitest";
import { type ColumnType, elementType, indexColumnName, isoDateType, uniqueColumnName, widen } from "./index";

const TYPES: readonly ColumnType[] = [
  "boolean",
  "integer",
  "double",
  "text",
  "date",
  "timestamp",
  "list<boolean>",
  "list<integer>",
  "list<double>",
  "list<text>",
  "json",
];

describe("widening", () => {
  it("goes from integer to double to JSON", () => {
    expect(widen("integer", "double")).toBe("double");
    expect(widen("double", "text")).toBe("json");
    expect(widen("boolean", "integer")).toBe("json");
    expect(widen("list<integer>", "list<double>")).toBe("list<double>");
    expect(widen("list<text>", "text")).toBe("json");
    expect(widen("date", "timestamp")).toBe("timestamp");
    expect(widen("date", "text")).toBe("text");
  });

  it("goes from integers beyond 2^53 to JSON", () => {
    expect(widen("integer", "double", true)).toBe("json");
    expect(widen("list<double>", "list<integer>", true)).toBe("json");
    expect(widen("integer", "integer", true)).toBe("integer");
  });

  it("gives the same type in whatever order the parts of a file are read", () => {
    for (const a of TYPES) {
      expect(widen(a, a)).toBe(a);
      expect(widen(a, "json")).toBe("json");
      for (const b of TYPES) {
        expect(widen(a, b)).toBe(widen(b, a));
        for (const c of TYPES) expect(widen(widen(a, b), c)).toBe(widen(a, widen(b, c)));
      }
    }
  });

  it("knows the elements of lists", () => {
    expect(TYPES.map(elementType).filter((type) => type !== null)).toEqual([
      "boolean",
      "integer",
      "double",
      "text",
    ]);
  });
});

describe("names of index columns", () => {
  it("keep the field's name unless it cannot be one", () => {
    expect(indexColumnName("category")).toBe("category");
    expect(indexColumnName("a.b c")).toBe("a.b c");
    expect(indexColumnName("_row")).toBe("__row");
    expect(indexColumnName("__proto__")).toBe("___proto__");
    expect(indexColumnName("")).toBe("(empty)");
    expect(indexColumnName("\0")).toBe("␀");
    expect(indexColumnName("a\nb\u007f")).toBe("a␊b␡");
    expect(indexColumnName("\ud800")).toBe("\ufffd");
  });

  it("are unique whatever the case", () => {
    const taken = new Set<string>();
    const names = ["A", "a", "(empty)", "", "a (2)", "Ä", "ä", "\ud800", "\udc00"].map((field) => {
      const name = uniqueColumnName(field, taken);
      taken.add(name.toLowerCase());
      return name;
    });
    expect(names.slice(0, 5)).toEqual(["A", "a (2)", "(empty)", "(empty) (2)", "a (2) (2)"]);
    expect(taken.size).toBe(names.length);
  });
});

describe("ISO 8601", () => {
  it.each([
    ["2024-02-29", "date"],
    ["2023-02-29", null],
    ["2024-13-01", null],
    ["2024-1-1", null],
    ["0001-01-01", "date"],
    ["2024-01-01T10:00:00Z", "timestamp"],
    ["2024-01-01 10:00:00.123456", "timestamp"],
    ["2024-01-01T10:00", "timestamp"],
    ["2024-01-01T24:00:00", null],
    ["2024-01-01T10:00:00+02:00", null],
    ["2024-01-01T10:00:00.1234567", null],
    ["20240101", null],
    ["", null],
  ])("reads %j as %s", (text, type) => {
    expect(isoDateType(text)).toBe(type);
  });
});
