import { expect, it } from "vitest";
import { wholeWords } from "./share-words";

it("says which rows the percentages of a facet are of", () => {
  const all = { rows: 44_866, hasFilters: false, hasSearch: false, isFinal: true };
  expect(wholeWords(all)).toBe("all 44,866 rows");
  expect(wholeWords({ ...all, isFinal: false })).toBe("all 44,866 rows so far");
  const part = { ...all, rows: 1520, hasFilters: true };
  expect(wholeWords(part)).toBe("the 1,520 rows that the other filters leave");
  expect(wholeWords({ ...part, hasSearch: true })).toBe(
    "the 1,520 rows that the other filters and the search leave",
  );
  expect(wholeWords({ ...part, rows: 1, hasFilters: false, hasSearch: true })).toBe(
    "the 1 row that the search leaves",
  );
});
