import { formatCount } from "./format-number";

/** That all rows have one number, with all its digits. `words`: a number that a double holds, as the column shows it. */
export function constantWords(
  only: number | bigint,
  hasRowsWithout: boolean,
  words: (value: number) => string,
): string {
  const value = typeof only === "bigint" ? formatCount(only) : words(only);
  return `${hasRowsWithout ? "Every row with a value has" : "Every row has"} ${value}`;
}
