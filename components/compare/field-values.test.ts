import { expect, it } from "vitest";
import { jsonValue } from "@/lib/format/json-value";
import { parseRecordText } from "@/lib/format/parse-record-text";
import { comparedText, isSameField } from "./field-values";

const same = (a: unknown, b: unknown) =>
  isSameField(...([a, b].map((value) => (value === undefined ? null : jsonValue(value))) as [null, null]));

it("a field says the same where its JSON means the same", () => {
  expect(same("5", "5")).toBe(true);
  expect(same(5, "5")).toBe(false);
  expect(same(true, "true")).toBe(false);
  expect(same([1, 2], [1, 2])).toBe(true);
  expect(same([1, 2], [1, "2"])).toBe(false);
  expect(same({ a: [1] }, { a: [2] })).toBe(false);
});

it("no value and null are one, but nothing else is", () => {
  expect(same(undefined, null)).toBe(true);
  expect(same(null, "")).toBe(false);
  expect(same(undefined, [])).toBe(false);
});

it("numbers that are written otherwise are equal at any depth, and not marked where something else differs", () => {
  const field = (json: string) => {
    const value = parseRecordText(`{"x": ${json}}`).value.get("x");
    if (value === null) throw new Error("no field");
    return value;
  };
  const sameJson = (a: string, b: string) => isSameField(field(a), field(b));
  expect(sameJson("0.0", "0")).toBe(true);
  expect(sameJson("-0.0", "0")).toBe(true);
  expect(sameJson("1e3", "1000")).toBe(true);
  expect(sameJson("[1.0, 2]", "[1, 2.00]")).toBe(true);
  expect(sameJson('{"a": [{"b": 5.0}]}', '{"a": [{"b": 5}]}')).toBe(true);
  expect(sameJson("0.1", "0")).toBe(false);
  // As doubles they would be one.
  expect(sameJson("10000000000000000999", "10000000000000001000")).toBe(false);
  expect(comparedText(field('{"a": 5.0, "b": 1}'))).toBe(comparedText(field('{"a": 5, "b": 1.0}')));
});
