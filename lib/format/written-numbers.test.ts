import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRecordText } from "./parse-record-text";

const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), maxLength: 20 });
const number = fc
  .tuple(
    fc.constantFrom("", "-"),
    fc.oneof(
      fc.constant("0"),
      fc.tuple(fc.constantFrom(..."123456789"), digits).map((parts) => parts.join("")),
    ),
    fc.oneof(
      fc.constant(""),
      digits.filter((text) => text !== "").map((text) => `.${text}`),
    ),
    fc.oneof(
      fc.constant(""),
      fc.tuple(fc.constantFrom("e", "E", "e+", "E-"), fc.nat(400)).map((parts) => parts.join("")),
    ),
  )
  .map((parts) => parts.join(""));
const space = fc.constantFrom("", " ", "\n  ");

describe("numbers of a record", () => {
  it("say the digits that stand in the text, wherever they are", () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 4 }), space, (numbers, gap) => {
        const list = `[${numbers.map((each) => gap + each + gap).join(",")}]`;
        const record = parseRecordText(`{"x":${gap}${numbers[0]},"deep":{"list":${list}}}`).value;
        expect(record.get("x")?.text()).toBe(numbers[0]);
        const deep = record.get("deep")?.get("list");
        expect([...(deep?.items() ?? [])].map((item) => item.text())).toEqual(numbers);
        expect(numbers.map((_, index) => deep?.item(index)?.text())).toEqual(numbers);
        expect([...(record.get("deep")?.fields() ?? [])][0]?.[1].item(0)?.text()).toBe(numbers[0]);
        expect(record.fieldAt(0)?.text()).toBe(numbers[0]);
      }),
      { numRuns: 2000 },
    );
  });

  it("say them of a record that is nothing else", () => {
    for (const text of ["1.0", "-0.0", "1E6", "2.50"]) expect(parseRecordText(text).value.text()).toBe(text);
  });
});
