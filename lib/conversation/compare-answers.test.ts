import { describe, expect, it } from "vitest";
import { answersAgree } from "./compare-answers";

describe("answersAgree", () => {
  it.each([
    ["42", "42.0"],
    ["1,000", "1000"],
    ["1/2", "0.5"],
    ["\\frac{1}{2}", "0.50"],
    ["The answer is \\boxed{12}", "12"],
    ["$5", "5"],
    ["(A)", "a."],
    ["Paris", " paris! "],
    ["New York", "new york"],
    ["“Yes”", "yes"],
    ["\\boxed{\\frac{13}{6}}", "13/6"],
  ])("takes %j and %j as the same", (first, second) => {
    expect(answersAgree(first, second)).toBe(true);
    expect(answersAgree(second, first)).toBe(true);
  });

  it.each([
    ["-5", "5"],
    ["1.5", "15"],
    ["x+1", "x-1"],
    ["(1,2)", "12"],
    ["Paris", "Paris, France"],
    ["1e400", "2"],
    ["A", "B"],
  ])("tells %j from %j", (first, second) => {
    expect(answersAgree(first, second)).toBe(false);
  });
});
