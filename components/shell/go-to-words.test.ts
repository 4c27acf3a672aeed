import { describe, expect, it } from "vitest";
import { nothingThereWords, rowNumberWords } from "./go-to-words";

const all = { totalRows: 743_472, rowsRead: "all" } as const;
const soFar = { totalRows: 128, rowsRead: "so far" } as const;
const cancelled = { totalRows: 391_049, rowsRead: "until cancelled" } as const;

describe("the rows to go to", () => {
  it("are numbered, and those that are read until now are not said to be all", () => {
    expect(rowNumberWords(all, null)).toBe("1 to 743,472, as in the column #");
    expect(rowNumberWords(soFar, 10)).toBe("1 to 128 so far, as in the column #; 10 of them in view");
    expect(rowNumberWords(cancelled, null)).toBe(
      "1 to 391,049 until reading was cancelled, as in the column #",
    );
    expect(rowNumberWords({ ...soFar, totalRows: 0 }, null)).toBe("No row is read yet.");
  });

  it("are denied only once all are read", () => {
    expect(nothingThereWords(all, 743_473)).toBe("No row has this number or id.");
    expect(nothingThereWords(soFar, 5000)).toBe(
      "Row 5,000 is not read yet: 128 rows so far. Reading goes on.",
    );
    expect(nothingThereWords(soFar, null)).toBe(
      "None of the 128 rows read so far has this id. Reading goes on.",
    );
    expect(nothingThereWords(cancelled, 400_000)).toBe(
      "None of the 391,049 rows that were read has this number or id: reading was cancelled.",
    );
  });
});
