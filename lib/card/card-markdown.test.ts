import { describe, expect, it } from "vitest";
import { cardMarkdown } from "./card-markdown";
import type { CardFacts, CardTable } from "./model";

const EMPTY: CardFacts = {
  name: "train",
  files: [{ name: "train.jsonl", sizeBytes: 1234567, format: "JSONL" }],
  rowsInView: 4000,
  rowsTotal: 4000,
  reading: "whole",
  conditions: [],
  messages: 9000,
  assistantMessages: 4600,
  counts: [],
  splits: [{ name: "train", files: [0], rows: 4000 }],
  fields: [],
  sampledRecords: 0,
  tables: [],
  numbers: [],
};

function table(values: [string | null, number][], more: Partial<CardTable> = {}): CardTable {
  return {
    title: "Source Distribution",
    valueHeading: "Source",
    countHeading: "Count",
    values: values.map(([value, count]) => ({ value, count, byFile: [count] })),
    distinct: values.length,
    named: values.length,
    total: values.reduce((sum, [, count]) => sum + count, 0),
    isOfItems: false,
    hasSplits: true,
    ...more,
  };
}

describe("a dataset card", () => {
  it("opens with the size class of the Hub and the exact size", () => {
    const card = cardMarkdown(EMPTY);
    expect(card.split("\n").slice(0, 6)).toEqual([
      "---",
      "size_categories:",
      "- 1K<n<10K",
      "---",
      "",
      "# train",
    ]);
    expect(card).toContain("| Samples | 4,000 |");
    expect(card).toContain("| File | train.jsonl (JSONL, 1,234,567 bytes) |");
    expect(card).toContain("| Average turns | 1.15 |");
    expect(card).not.toContain("## Splits");
  });

  it("says when it is not of the whole dataset", () => {
    const partial = "**Not the whole dataset:**";
    expect(cardMarkdown(EMPTY)).not.toContain(partial);
    expect(cardMarkdown({ ...EMPTY, reading: "so-far" })).toContain(
      `${partial} counted when only 4,000 samples had been read.`,
    );
    expect(cardMarkdown({ ...EMPTY, reading: "stopped", rowsTotal: 2 })).toContain(
      "**Not the whole dataset:** reading stopped after 2 samples.",
    );
    expect(cardMarkdown({ ...EMPTY, reading: "cancelled", rowsTotal: 1 })).toContain(
      `${partial} reading was cancelled after 1 sample.`,
    );
  });

  it("has no turns where nobody answered", () => {
    expect(cardMarkdown({ ...EMPTY, assistantMessages: 0 })).not.toContain("Average turns");
  });

  it("names the class by where it ends", () => {
    const classOf = (rowsInView: number) => cardMarkdown({ ...EMPTY, rowsInView }).split("\n")[2];
    expect(classOf(999)).toBe("- n<1K");
    expect(classOf(1000)).toBe("- 1K<n<10K");
    expect(classOf(743_472)).toBe("- 100K<n<1M");
    expect(classOf(5_557_354)).toBe("- 1M<n<10M");
  });

  it("says of which samples it speaks when not of all", () => {
    const card = cardMarkdown({ ...EMPTY, rowsInView: 1000, conditions: ["category is A|B", "turns is 2"] });
    expect(card).toContain(
      "Counted over 1,000 of 4,000 samples (25.0%): those where category is A\\|B and turns is 2.",
    );
  });

  it("names what shares of a list field are of", () => {
    const tables = [table([["calculator", 3388]], { distinct: 1, total: 8260, isOfItems: true })];
    expect(cardMarkdown({ ...EMPTY, tables })).toContain(
      "| calculator | 3,388 | 41.0% |\n\nShares are of the 8,260 listed in all samples together; one sample can list several.",
    );
    expect(cardMarkdown({ ...EMPTY, tables: [table([["a", 1]])] })).not.toContain("Shares are of");
  });

  it("writes shares with one decimal, and what a table leaves out", () => {
    const tables = [
      table(
        [
          ["a", 2999],
          [null, 1],
          ["", 0],
        ],
        { distinct: 7, total: 4000 },
      ),
    ];
    expect(cardMarkdown({ ...EMPTY, tables })).toContain(
      [
        "## Source Distribution",
        "",
        "| Source | Count | Percentage |",
        "|---|---:|---:|",
        "| a | 2,999 | 75.0% |",
        "| *no value* | 1 | 0.0% |",
        "| *empty text* | 0 | 0.0% |",
        "",
        "4 more, 1,000 in all (25.0%).",
      ].join("\n"),
    );
  });

  it("gives each split a column", () => {
    const splits = [
      { name: "train", files: [0, 2], rows: 3 },
      { name: "test", files: [1], rows: 4 },
    ];
    const values = [{ value: "a", count: 7, byFile: [1, 4, 2] }];
    const card = cardMarkdown({ ...EMPTY, splits, tables: [table([], { values, total: 7 })] });
    expect(card).toContain("| Source | Count | Percentage | train | test |");
    expect(card).toContain("| a | 7 | 100.0% | 3 | 4 |");
  });

  it("keeps text of the data from becoming markup", () => {
    const nasty = [
      "a|b",
      "<img src=x>",
      "*bold*",
      "`code`",
      "[x](y)",
      "line\nbreak",
      "__init__",
      "snake_case",
    ];
    const tables = [table(nasty.map((value) => [value, 1]))];
    const card = cardMarkdown({ ...EMPTY, tables });
    for (const cell of ["a\\|b", "\\<img src=x>", "\\*bold\\*", "\\`code\\`", "[x\\](y)", "line break"]) {
      expect(card).toContain(`| ${cell} | 1 |`);
    }
    expect(card).toContain("| \\_\\_init\\_\\_ | 1 |");
    expect(card).toContain("| snake_case | 1 |");
    const fields = [{ name: "a`b|c", type: "string", filled: 4000 }];
    expect(cardMarkdown({ ...EMPTY, fields })).toContain("| `a'b\\|c` | `string` | 4,000 | 100.0% |");
  });
});
