import { expect, it } from "vitest";
import { compileFind, matchAll } from "./find-query";

function found(text: string, query: string, switches = ""): string[] {
  const expression = compileFind({
    text: query,
    isCaseSensitive: switches.includes("c"),
    isWholeWord: switches.includes("w"),
    isRegex: switches.includes("r"),
  });
  if (expression === null) return [];
  const places = matchAll(text, expression, 1000);
  return Array.from({ length: places.length / 2 }, (_, index) =>
    text.slice(places[2 * index], places[2 * index + 1]),
  );
}

it.each([
  ["Word word wording", "word", "", ["Word", "word", "word"]],
  ["Word word wording", "word", "c", ["word", "word"]],
  ["Word word wording sword", "word", "w", ["Word", "word"]],
  ["Größe größer GRÖSSE", "größe", "w", ["Größe"]],
  ["a.b axb", "a.b", "", ["a.b"]],
  ["a.b axb", "a.b", "r", ["a.b", "axb"]],
  ["C:\\temp (x) [y] $5", "\\temp (x) [y] $5", "", ["\\temp (x) [y] $5"]],
  ["one\ntwo", "^t", "r", ["t"]],
  ["a-b", "a\\-b", "r", ["a-b"]],
  ["aaa", "a*?", "r", []],
  ["今天天气很好", "天气", "", ["天气"]],
  ["x", "", "", []],
])("finds in %j %j (%s)", (text, query, switches, matches) => {
  expect(found(text, query, switches)).toEqual(matches);
});

it("says that an expression is none", () => {
  expect(() => found("x", "(", "r")).toThrow(SyntaxError);
  expect(found("(", "(")).toEqual(["("]);
});

it("stops at the limit", () => {
  expect(matchAll("a".repeat(100), /a/gu, 10)).toHaveLength(20);
});
