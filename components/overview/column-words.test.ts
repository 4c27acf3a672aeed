import { describe, expect, it } from "vitest";
import { columnWords } from "./column-words";

const written = (head: string, ...numbers: number[]) =>
  numbers.map(columnWords(head, [...numbers, null, "a"]));

describe("the numbers of a column", () => {
  it("have all the same decimals, as many as tell them apart", () => {
    expect(written("rows", 13_245, 4, 0)).toEqual(["13,245", "4", "0"]);
    expect(written("mean margin", -0.25, 1.5, 12)).toEqual(["−0.25", "1.50", "12.00"]);
    expect(written("mean tokens", 677.1234, 71, 1204.5)).toEqual(["677.1", "71.0", "1,204.5"]);
    expect(written("mean cost", 0.000406, 0.0101, 0.0102)).toEqual(["0.00041", "0.01010", "0.01020"]);
  });

  it("of shares have two, and one of something never reads as nothing", () => {
    expect(written("A, %", 100, 29.5213, 0.0022, 0)).toEqual(["100.00", "29.52", "<0.01", "0.00"]);
    expect(written("difference, pp", 1.256, -12, 0.001, -0.001, 0)).toEqual([
      "+1.26",
      "−12.00",
      "+<0.01",
      "−<0.01",
      "0.00",
    ]);
  });

  it("are written with a power of ten where decimals would not end", () => {
    expect(written("mean cost", 1.25e-9, 2e-9)).toEqual(["1.250e-9", "2.000e-9"]);
    expect(written("mean", -2e20, 0.5)).toEqual(["−2e+20", "0.5"]);
  });
});
