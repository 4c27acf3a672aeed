import { describe, expect, it } from "vitest";
import { findPlainRun } from "./plain-run";
import { rawTextSearch } from "./raw-text-search";

describe("the plain run of a needle", () => {
  it.each([
    ["the flight", "the flight"],
    ['say "hi there"', "hi there"],
    ["one\ntwo three", "two three"],
    ["\\frac{1}{2}", "1"],
    ["\\u00e9tude", "tude"],
    ['"city":"paris"', "paris"],
    ["1234567 ab", "1234567 ab"],
    ["1234567:ab", "ab"],
    ["οδος και", " και"],
    ["漢字😀", "漢字😀"],
  ])("of %j is %j", (needle, run) => {
    expect(findPlainRun(needle)).toBe(run);
  });

  it.each(['"', "\n", "{}", "\\", "://", "σ"])("of %j is none", (needle) => {
    expect(findPlainRun(needle)).toBeNull();
    expect(rawTextSearch(needle)).toBeNull();
  });
});

describe("a search of raw text", () => {
  const placesOf = (needle: string, text: string): number[] => {
    const next = rawTextSearch(needle)?.(text);
    const places: number[] = [];
    for (let at = next?.(0) ?? -1; at >= 0; at = next?.(at + 1) ?? -1) places.push(at);
    return places;
  };

  it("gives every place in turn, in any case", () => {
    expect(placesOf("fox", "Fox, fOX and box")).toEqual([0, 5]);
    expect(placesOf("a.c", "abc a.c")).toEqual([4]);
  });

  it("looks at places where letters are escaped", () => {
    expect(placesOf("é", "caf\\u00E9 \\u00c9 \\u00e8")).toEqual([3, 10]);
    expect(placesOf("fé", "ca\\u0066\\\\u00e9")).toEqual([2]);
  });

  it("takes numbers as they are written", () => {
    expect(placesOf("150", "[1.5e2, 15, 1500]")).toEqual([12]);
    expect(placesOf("1.5e2", "[1.5E2, 150]")).toEqual([1]);
  });
});
