import { expect, it } from "vitest";
import { jsonValue } from "@/lib/format/json-value";
import { isSameField } from "./field-values";

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
