import { expect, it } from "vitest";
import { missingRowWords } from "./missing-row-words";

it("names a missing row by the number that the link gives it", () => {
  const row = { kind: "position", row: 99_999_998 } as const;
  expect(missingRowWords(row, 44_866, "all")).toBe(
    "Row 99,999,999, which the link opens, is not in this dataset: it has 44,866 rows.",
  );
  expect(missingRowWords(row, 128, "until cancelled")).toBe(
    "Row 99,999,999, which the link opens, is not among the 128 rows that were read: reading was cancelled.",
  );
  expect(missingRowWords({ kind: "id", id: "nobody" }, 3, "all")).toBe(
    "The record that the link opens is not in this dataset.",
  );
});
