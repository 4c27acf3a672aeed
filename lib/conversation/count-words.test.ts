import { expect, it } from "vitest";
import { countWords } from "./count-words";

it.each([
  ["", 0],
  ["  \n\t ", 0],
  ["one", 1],
  ["it's 3.5 per cent,\nor so", 6],
  ["a\u00a0b", 2],
  ["שלום עולם", 2],
  ["今天天气很好", 3],
])("counts the words of %j", (text, words) => {
  expect(countWords(text)).toBe(words);
});

it("counts a long text without spaces between its words by white space", () => {
  expect(countWords("好 ".repeat(30_000))).toBe(30_000);
});
