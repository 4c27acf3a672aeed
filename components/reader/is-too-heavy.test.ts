import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { isTooHeavy } from "./is-too-heavy";

it.each([">", "> ", "- ", "1. ", "a_b*c", "[", "*a "])("finds %j repeated", (piece) => {
  expect(isTooHeavy(piece.repeat(12_000 / piece.length))).toBe(true);
});

it("finds nesting on a later line", () => {
  expect(isTooHeavy(`fine\n\n${"> ".repeat(200)}x`)).toBe(true);
});

it("lets every real prompt through", () => {
  const lines = readFileSync("../shared/data/arena-hard-v2-question.jsonl", "utf8").trimEnd().split("\n");
  const heavy = lines.filter((line) => isTooHeavy((JSON.parse(line) as { prompt: string }).prompt));
  expect(heavy).toEqual([]);
});

it("counts dollars in one paragraph, not those of many", () => {
  expect(isTooHeavy("$a ".repeat(4000))).toBe(true);
  expect(isTooHeavy("$a$ and $b$\n\n".repeat(4000))).toBe(false);
});
