import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AnswerRule, compareAnswers } from "./compare-answers";

describe("two answers say the same", () => {
  it.each<[string, string, AnswerRule[]]>([
    ["Paris", "Paris", ["identical"]],
    ["New York", "new york", ["case"]],
    ["Paris", "  Paris\n", ["spaces"]],
    ["x + 1", "x+1", ["spaces"]],
    ["Paris", " paris! ", ["spaces", "case", "punctuation"]],
    ["(A)", "A.", ["punctuation"]],
    ["(A)", "a", ["case", "punctuation"]],
    ["“Yes”", "yes", ["case", "punctuation"]],
    ["**42**", "42", ["punctuation"]],
    ["(1,2)", "(1, 2)", ["spaces"]],
    ["[1, 2]", "(1,2)", ["spaces", "punctuation"]],
    ["a well-known man", "a well known man", ["spaces", "punctuation"]],
    ["2020–2021", "2020-2021", ["notation"]],
    ["The answer is \\boxed{12}", "12", ["boxed"]],
    ["so \\boxed{x^2}, and \\boxed{ X^2 }.", "x^2", ["boxed", "spaces", "case"]],
    ["\\boxed{\\frac{13}{6}}", "13/6", ["boxed", "notation"]],
    ["\\boxed{1,000}", "1000", ["boxed", "thousands"]],
    ["\\boxed{7", "7", ["boxed"]],
    ["\\dfrac{1}{2}", "\\frac{1}{2}", ["notation"]],
    ["\\frac12", "1/2", ["notation"]],
    ["\\frac{\\sqrt{3}}{2}", "√3/2", ["notation"]],
    ["\\frac{1}{\\frac{2}{3}}", "1/(2/3)", ["notation"]],
    ["\\text{Yes}", "yes", ["notation", "case"]],
    ["\\left(0, 1\\right]", "(0,1]", ["notation"]],
    ["x^{2}", "x²", ["notation"]],
    ["x \\le 3", "x ≤ 3", ["notation"]],
    ["\\pi", "π", ["notation"]],
    ["−5", "-5", ["notation"]],
    ["Ａ", "A", ["notation"]],
    ["e\u0301te\u0301", "été", ["notation"]],
    ["٤٢", "42", ["digits"]],
    ["४२", "٤٢", ["digits"]],
    ["４２", "42", ["digits"]],
    ["𝟜𝟚", "42", ["digits"]],
    ["١٬٢٣٤٫٥", "1234.50", ["digits", "thousands", "decimals"]],
    ["٥٠٪", "0.5", ["digits", "percent"]],
    ["\\boxed{٤٢}", "42", ["boxed", "digits"]],
    ["الجواب: ٤٢", "الجواب 42", ["digits", "punctuation"]],
    ["42", "42.0", ["decimals"]],
    ["0.50", ".5", ["decimals"]],
    ["007", "7", ["notation"]],
    ["1,000", "1000", ["thousands"]],
    ["1 000 000", "1,000,000", ["spaces", "punctuation"]],
    ["1 000 000", "1000000", ["thousands"]],
    ["12{,}345", "12345", ["thousands"]],
    ["1,234.50", "1234.5", ["thousands", "decimals"]],
    ["1/2", "0.5", ["fraction"]],
    ["\\frac{1}{2}", "0.50", ["fraction"]],
    ["-\\frac{3}{4}", "-0.75", ["fraction"]],
    ["2/4", "1/2", ["fraction"]],
    ["1 1/2", "1.5", ["fraction"]],
    ["1½", "3/2", ["notation"]],
    ["1½", "1.5", ["fraction"]],
    ["6/3", "2", ["fraction"]],
    ["1/3", "0.33333", ["rounded"]],
    ["2/3", "0.6667", ["rounded"]],
    ["1e3", "1000", ["scientific"]],
    ["3 \\times 10^{8}", "300,000,000", ["thousands", "scientific"]],
    ["2.5e-3", "0.0025", ["scientific"]],
    ["2 million", "2,000,000", ["thousands", "magnitude"]],
    ["50%", "0.5", ["percent"]],
    ["50%", "50", ["percent"]],
    ["50 percent", "50%", ["unit"]],
    ["12.5\\%", "1/8", ["percent"]],
    ["$5", "5", ["punctuation"]],
    ["$5.00", "5", ["decimals", "unit"]],
    ["5 dollars", "$5.00", ["decimals"]],
    ["18 cm", "18", ["unit"]],
    ["18\\text{ cm}", "18 centimeters", ["unit"]],
    ["90^\\circ", "90 degrees", ["unit"]],
    ["9.81 m/s^2", "9.81", ["unit"]],
    ["20 square meters", "20 m^2", ["unit"]],
    ["60 miles per hour", "60", ["unit"]],
    ["5 apples", "5", ["unit"]],
    ["9007199254740993", "9,007,199,254,740,993", ["thousands"]],
  ])("%j and %j, by %j", (first, second, rules) => {
    expect(compareAnswers(first, second)).toEqual(rules);
    expect(compareAnswers(second, first)).toEqual(rules);
  });

  it.each([
    ["٤٫٢", "٤٢"],
    ["٫٥", "٥"],
    ["٤ ٢", "٤٢"],
    ["４．２", "４２"],
    ["٤٢", "24"],
    ["٤٫٢", "42"],
    ["-5", "5"],
    ["−5", "5"],
    ["1.5", "15"],
    ["1 2", "12"],
    ["1, 2", "12"],
    ["(1,2)", "12"],
    ["1*2", "12"],
    ["x+1", "x-1"],
    ["a-b", "ab"],
    ["Paris", "Paris, France"],
    ["1e400", "2"],
    ["1e999999999", "1e999999998"],
    ["A", "B"],
    ["(0, 1]", "[0, 1]"],
    ["5 m", "5 km"],
    ["5 am", "5 pm"],
    ["$5", "5 euros"],
    ["5 apples", "5 oranges"],
    ["5 or", "5"],
    ["5 and 6", "5"],
    ["2x", "2"],
    ["3 pi", "3"],
    ["10 million", "10"],
    ["1/3", "0.33"],
    ["1/3", "0.3334"],
    ["-1/3", "0.33333"],
    ["1/0", "2/0"],
    ["9007199254740993", "9007199254740992"],
    ["0.1", "0.10000000000000001"],
    ["", "0"],
    ["\\frac{1}{2}", "\\frac{1}{3}"],
    ["\\frac{1", "1"],
    ["\\sqrt{2}", "2"],
    ["x^2", "x_2"],
    ["50%", "5"],
  ])("but not %j and %j", (first, second) => {
    expect(compareAnswers(first, second)).toBeNull();
    expect(compareAnswers(second, first)).toBeNull();
  });

  it("whichever comes first, whatever they hold", () => {
    const piece = fc.constantFrom(
      ...[
        "1",
        "2",
        "0",
        ".",
        ",",
        "-",
        "/",
        "%",
        "$",
        " ",
        "\\frac",
        "\\boxed{",
        "{",
        "}",
        "(",
        ")",
        "x",
        "cm",
        "½",
        "é",
        "e",
      ],
      ...["^", "\\text{", "million", "[", "]", "\n", "−", "²"],
    );
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, text, (first, second) => {
        expect(compareAnswers(first, second)).toEqual(compareAnswers(second, first));
        expect(compareAnswers(first, first)).toEqual(["identical"]);
      }),
      { numRuns: 3000 },
    );
  });

  it("as equal numbers are, however written", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 1, max: 9 }),
        (above, below, factor) => {
          const fraction = `${above}/${below}`;
          expect(compareAnswers(fraction, `\\frac{${above * factor}}{${below * factor}}`)).not.toBeNull();
          expect(compareAnswers(fraction, `${above + 1}/${below}`)).toBeNull();
          expect(compareAnswers(String(above), above.toLocaleString("en-US"))).not.toBeNull();
          expect(compareAnswers(`${above}.5`, `${above}.50 kg`)).not.toBeNull();
        },
      ),
    );
  });
});
