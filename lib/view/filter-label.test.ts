import { describe, expect, it } from "vitest";
import { duplicatesLabel, type Filter, filterLabel, nextBelow, type SourceRef, sourceName } from "./index";

it("a group of duplicates is called after its first row, not by a hash", () => {
  const filter = { kind: "equals", column: "_prompt_hash", text: "123", exclude: false } as const;
  expect(duplicatesLabel(filter, 1234)).toBe("same prompt as row 1,235");
  expect(duplicatesLabel({ ...filter, exclude: true }, 1234)).toBe("another prompt than row 1,235");
  expect(duplicatesLabel({ ...filter, column: "prompt" }, 1234)).toBe(null);
});

describe("a filter in words", () => {
  it.each<[Filter, string]>([
    [
      { kind: "one-of", column: "category", values: ["High School Math", "General Math"], exclude: false },
      "category is High School Math or General Math",
    ],
    [
      { kind: "one-of", column: "c", values: ["a", "b", "c", "d", "e"], exclude: true },
      "c is not a, b, c or 2 more",
    ],
    [{ kind: "equals", column: "_hash", text: "18446744073709551615", exclude: false }, "same conversation"],
    [{ kind: "one-of", column: "c", values: ["a", "b", "c", "d"], exclude: false }, "c is a, b, c or d"],
    [{ kind: "one-of", column: "c", values: [null, ""], exclude: false }, "c is no value or empty text"],
    [{ kind: "ranges", column: "_turns", ranges: [{ min: 2, max: 5 }], exclude: false }, "turns from 2 to 5"],
    [
      { kind: "ranges", column: "total_tokens", ranges: [{ min: 12345.5, max: null }], exclude: false },
      "total_tokens at least 12,345.5",
    ],
    [
      { kind: "ranges", column: "n", ranges: [{ min: 2.5, max: 7.5 - 4 * Number.EPSILON }], exclude: false },
      "n from 2.5 to below 7.5",
    ],
    [
      { kind: "ranges", column: "n", ranges: [{ min: null, max: -Number.MIN_VALUE }], exclude: true },
      "n not below 0",
    ],
    [
      { kind: "ranges", column: "n", ranges: [{ min: 1.6e-8, max: 5.61e-8 }], exclude: false },
      "n from 1.6e-8 to 5.61e-8",
    ],
    [
      { kind: "ranges", column: "n", ranges: [{ min: 1_729_556_596.05148, max: 2 ** 60 }], exclude: false },
      "n from 1,729,556,596.05148 to 1.152921504606847e+18",
    ],
    [
      { kind: "ranges", column: "n", ranges: [{ min: null, max: 1 / 3 }], exclude: false },
      "n at most 0.3333333333333333",
    ],
    [
      { kind: "ranges", column: "day", ranges: [{ min: null, max: "2024-01-31" }], exclude: false },
      "day at most 2024-01-31",
    ],
    [{ kind: "ranges", column: "n", ranges: [{ min: 3, max: 3 }], exclude: false }, "n is 3"],
    [
      {
        kind: "ranges",
        column: "n",
        ranges: [
          { min: null, max: 3 },
          { min: 7, max: 7 },
          { min: 12, max: 13 },
          { min: 20, max: nextBelow(25) },
        ],
        exclude: false,
      },
      "n is at most 3, 7, 12 to 13 or 20 to below 25",
    ],
    [
      {
        kind: "ranges",
        column: "_turns",
        ranges: [
          { min: 12, max: 13 },
          { min: 20, max: null },
        ],
        exclude: true,
      },
      "turns is not 12 to 13 or at least 20",
    ],
    [
      { kind: "list", column: "tools", match: "any", values: [], without: ["calculator"] },
      "tools has none of calculator",
    ],
    [
      { kind: "list", column: "tools", match: "all", values: ["a", "b"], without: [] },
      "tools has all of a and b",
    ],
    [
      { kind: "list", column: "tools", match: "any", values: ["a", "b"], without: ["c"] },
      "tools has any of a or b, none of c",
    ],
    [
      { kind: "list", column: "tools", match: "all", values: ["a"], without: ["c", "d"] },
      "tools has a, none of c or d",
    ],
    [{ kind: "list", column: "mlt", match: "any", values: ["[MLT:50]"], without: [] }, "mlt has [MLT:50]"],
    [
      {
        kind: "pairs",
        column: "chosen",
        other: "_turns",
        pairs: [
          ["a", { min: 1, max: 3 }],
          [null, { min: 2, max: 2 }],
        ],
        without: [],
      },
      "chosen with turns is a with 1 to 3 or no value with 2",
    ],
    [
      { kind: "pairs", column: "tools", other: "source", pairs: [["a", "x"]], without: [["b", "x"]] },
      "tools with source is a with x, but not b with x",
    ],
    [{ kind: "steps", column: "tools", pairs: [], without: [["a", "b"]] }, "tools does not have a then b"],
    [
      {
        kind: "steps",
        column: "tools",
        pairs: Array.from({ length: 200 }, (_, at) => [`a${at}`, "b"] as const),
        without: [
          ["c", "d"],
          ["d", "c"],
        ],
      },
      "tools has a0 then b, a1 then b, a2 then b or 197 more, but not c then d or d then c",
    ],
    [
      {
        kind: "places",
        column: "mlt",
        pairs: [
          ["3", "[MLT:5]"],
          ["12+", "[MLT:5]"],
        ],
        without: [],
      },
      "mlt has [MLT:5] at place 3 or [MLT:5] at place 12 or later",
    ],
    [{ kind: "contains", column: "_prompt", text: "hi", exclude: true }, "prompt does not contain “hi”"],
    [{ kind: "equals", column: "__row", text: "", exclude: false }, "_row is exactly “”"],
    [{ kind: "empty", column: "x", exclude: true }, "x is not empty"],
  ])("%j", (filter, label) => {
    expect(filterLabel(filter)).toBe(label);
  });
});

describe("the name of a source", () => {
  it.each<[SourceRef, string]>([
    [{ kind: "sample", name: "tool-calls" }, "tool-calls"],
    [{ kind: "data", path: "runs/may/all.jsonl" }, "all.jsonl"],
    [{ kind: "url", url: "https://example.org/a%20b.parquet?token=1#x" }, "a b.parquet"],
    [{ kind: "url", url: "https://example.org" }, "https://example.org"],
    [{ kind: "url", url: "https://example.org/100%.jsonl" }, "100%.jsonl"],
    [{ kind: "url", url: "/samples/x.jsonl" }, "x.jsonl"],
    [
      { kind: "local", name: "mine.jsonl", sizeBytes: 1, rows: null, fingerprint: "ab", schema: null },
      "mine.jsonl",
    ],
  ])("of %j is %s", (ref, name) => {
    expect(sourceName(ref)).toBe(name);
  });
});
