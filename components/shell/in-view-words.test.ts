import { describe, expect, it } from "vitest";
import { inViewWords, searchedWords, sortedWords, sortingWords } from "./in-view-words";

const COUNT = { inView: 32_725, ofRows: 743_472, isFinal: true, searched: null, ahead: null };

describe("inViewWords", () => {
  it("says how many rows are in view", () => {
    expect(inViewWords(COUNT)).toBe("32,725 of 743,472 rows");
    expect(inViewWords({ ...COUNT, isFinal: false })).toBe("32,725 of 743,472 rows so far");
  });

  it("says that a count is of the view before", () => {
    const ahead = "searching";
    expect(inViewWords({ ...COUNT, ahead })).toBe("searching… (table as before: 32,725 rows)");
    expect(inViewWords({ ...COUNT, ahead: "failed" })).toBe("search failed (table as before: 32,725 rows)");
  });

  it("says how many rows a search has found, in which share of all", () => {
    const found = { ...COUNT, inView: 40, isFinal: false };
    expect(inViewWords({ ...found, searched: { share: "12.3%" } })).toBe("40 rows found in 12.3% so far");
    expect(inViewWords({ ...found, searched: { share: null } })).toBe("40 rows found so far");
  });

  it("says what is on its way before anything was counted", () => {
    expect(inViewWords({ ...COUNT, inView: null })).toBe("");
    expect(inViewWords({ ...COUNT, inView: null, ahead: "searching" })).toBe("searching…");
  });
});

describe("searchedWords", () => {
  const part = { matches: 40, searchedRows: 250, totalRows: 2000, hasAllRows: true };

  it("says of which share of the rows a count is", () => {
    expect(searchedWords(part)).toEqual({ share: "12.5%" });
    expect(searchedWords({ ...part, searchedRows: 2000 })).toBeNull();
    expect(searchedWords(null)).toBeNull();
  });

  it("tells no share of rows that become more", () => {
    expect(searchedWords({ ...part, hasAllRows: false })).toEqual({ share: null });
    // Nor is it through them when it has looked through those that are there.
    expect(searchedWords({ ...part, searchedRows: 2000, hasAllRows: false })).toEqual({ share: null });
  });
});

describe("sortingWords", () => {
  it("says what is sorted, by what", () => {
    expect(sortingWords(743_472, ["prompt"])).toBe("sorting 743,472 rows by prompt");
    expect(sortingWords(1, ["source", "prompt"])).toBe("sorting 1 row by source, then prompt");
    expect(sortingWords(null, ["prompt"])).toBe("sorting by prompt");
  });
});

describe("sortedWords", () => {
  it("says by what rows are sorted, and in which direction", () => {
    const tokens = { name: "total_tokens", isDescending: true };
    expect(sortedWords([tokens])).toBe("Sorted by total_tokens, descending");
    expect(sortedWords([{ name: "source", isDescending: false }, tokens])).toBe(
      "Sorted by source, then total_tokens, descending",
    );
  });
});
