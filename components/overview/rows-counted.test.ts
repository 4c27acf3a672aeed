import { describe, expect, it } from "vitest";
import type { FirstRows, RoundAnswer } from "./ask-round";
import { firstRowsWords } from "./chart-words";
import { growingWords, partOfRows } from "./rows-counted";

const ALL = { rows: 743_472, hasAll: true };
const pending = { rowEnd: 80_000, rows: 743_472, names: new Set(["_turns"]) };

describe("the rows a chart is of", () => {
  it("are all rows for columns that are there, whatever is read of others", () => {
    expect(partOfRows({ pending }, ["source"], ALL)).toBeNull();
  });

  it("are those with a value in every column that is asked", () => {
    expect(partOfRows({ pending }, ["source", "_turns"], ALL)).toEqual({ rowEnd: 80_000, rows: 743_472 });
  });

  it("are those read until now while others come, of a number that nobody knows", () => {
    const read = { rows: 128, hasAll: false };
    expect(partOfRows({ pending: null }, ["source"], read)).toEqual({ rowEnd: 128, rows: null });
    expect(partOfRows({ pending }, ["_turns"], { ...ALL, hasAll: false })).toEqual({
      rowEnd: 80_000,
      rows: null,
    });
  });

  it("are told in the words of facets", () => {
    expect(firstRowsWords({ rowEnd: 128, rows: null })).toBe("first 128 rows");
    expect(firstRowsWords({ rowEnd: 80_000, rows: 743_472 })).toBe("first 80,000 of 743,472 rows");
  });
});

describe("the words above growing charts", () => {
  const answers = (...parts: (FirstRows | null)[]) =>
    new Map(
      parts.map((part, at): [string, RoundAnswer<number>] => [
        String(at),
        { key: "", part, value: 1, error: null },
      ]),
    );
  const some = { rowEnd: 128, rows: null };

  it("do not call a chart one of all rows before it is", () => {
    expect(growingWords(null, false)).toMatch(/^Charts are of the rows read until now/);
    expect(growingWords(answers(some, some), false)).toMatch(/^Charts are of the rows read until now/);
    expect(growingWords(answers(some, null), false)).toMatch(/^Charts that say so/);
    expect(growingWords(answers(null, null), false)).toBe("");
  });

  it("leave open what a search will find", () => {
    expect(growingWords(answers(null, null), true)).toMatch(/more are being counted/);
  });
});
