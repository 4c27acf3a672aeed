import { expect, it } from "vitest";
import { jsonValue, parseRecordText } from "@/lib/format";
import { jsonPreview, jsonText } from "./json-preview";

it("writes values that are short whole, as JSON does", () => {
  const value = [{ role: "user", text: 'a "b"\n😀' }, [1.5, null, true], "c"];
  const { text, isCut } = jsonPreview(jsonValue(value), 1_000);
  expect(JSON.parse(text)).toEqual(value);
  expect(isCut).toBe(false);
  expect(jsonText(jsonValue(value))).toBe(text);
});

it("prints numbers in one way for the index, and as they are written for a record", () => {
  const { value } = parseRecordText('{"a": [1.0, 1e5, 12.50, -0, 9007199254740993, 1e400]}');
  expect(jsonPreview(value, 1_000).text).toBe('{"a": [1, 100000, 12.5, -0, 9007199254740993, 1e400]}');
  expect(jsonText(value)).toBe('{"a": [1.0, 1e5, 12.50, -0, 9007199254740993, 1e400]}');
});

it("writes of a long text no more than is wanted", () => {
  const long = `${"é".repeat(50)}${"x".repeat(100_000)}`;
  const { text, isCut } = jsonPreview(jsonValue(["before", long, "behind"]), 100);
  expect(isCut).toBe(true);
  expect(text).toBe(`["before", "${long.slice(0, 90)}"`);
});
