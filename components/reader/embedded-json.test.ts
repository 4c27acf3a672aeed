import { expect, it } from "vitest";
import { findJson } from "./embedded-json";

function found(text: string): string[] {
  return findJson(text).map(({ start, end }) => text.slice(start, end));
}

it("finds objects and lists in prose, the outermost only", () => {
  const tool = '{"name": "add", "parameters": {"a": [1, 2], "b": "}"}}';
  const list = '[{"city": "Paris"}, {"city": "Rome"}]';
  expect(found(`Tools:\n${tool}\nThen ${list}.`)).toEqual([tool, list]);
  expect(found(tool)).toEqual([tool]);
});

it.each([
  "no braces",
  '```json\n{"name": "in a fence", "a": [1, 2, 3]}\n```\nend',
  "{not json at all, but long enough}",
  '{"short": 1}',
  '{"never": "closed", "a": [1, 2, 3]',
  "\\frac{1}{2} and [1] and [link](https://a.example)",
  "{".repeat(50_000),
  '{"'.repeat(50_000),
])("finds none in %.30j", (text) => {
  expect(found(text)).toEqual([]);
});
