import { expect, it } from "vitest";
import { parseRecordText } from "@/lib/format/parse-record-text";
import type { Column, ColumnType } from "@/lib/schema";
import { describeFields } from "./describe-fields";

/** Type of a field `a`, whose column has a type of its own, by what records hold. */
function typeOf(column: ColumnType, ...written: string[]): string | undefined {
  const columns: Column[] = [{ name: "a", field: "a", type: column, stored: "full", isEnum: false }];
  const records = written.map((text) => parseRecordText(`{"a": ${text}}`).value);
  return describeFields(columns, new Map(), records)[0]?.type;
}

it("calls numbers that are written with a fraction or an exponent float64", () => {
  expect(typeOf("integer", "0.0", "1.0")).toBe("float64");
  expect(typeOf("integer", "1e3", "null")).toBe("float64");
  expect(typeOf("list<integer>", "[1.0]", "[]")).toBe("list<float64>");
});

it("calls numbers that are written without one by the type of their column", () => {
  expect(typeOf("integer", "0", "1")).toBe("int64");
  expect(typeOf("list<integer>", "[1, 2]")).toBe("list<int64>");
  expect(typeOf("double", "1", "2")).toBe("float64");
  expect(typeOf("text", "1")).toBe("string");
  expect(typeOf("integer")).toBe("int64");
});

it("calls mixed values json, whatever the records looked at hold", () => {
  expect(typeOf("json", "1", "2.5")).toBe("json");
  expect(typeOf("json", "null")).toBe("json");
  expect(typeOf("json")).toBe("json");
  expect(typeOf("json", '{"b": 1}')).toBe("struct<b: int64>");
  expect(typeOf("json", "[[1]]")).toBe("list<list<int64>>");
});
