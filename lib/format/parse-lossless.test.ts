import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mayHoldExactNumbers, mayHoldExactNumbersIn } from "./exact-number";
import { explainJsonError } from "./json-error";
import { JsonNumber } from "./json-number";
import { parseLossless } from "./parse-lossless";

function accepts(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}

/** JSON with one character removed, doubled, or put in; also pieces of JSON at random. */
const almostJson = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        '"',
        '"a"',
        "1",
        "-",
        "0",
        ".",
        "e",
        "+",
        "\\",
        "u12",
        " ",
        "\n",
        "\0",
        "true",
        "nul",
      ),
      { maxLength: 10 },
    )
    .map((parts) => parts.join("")),
  fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom("", '"', "\\", ",", "}", "]", "\t", "x", "'", "0"))
    .map(([json, at, put]) => {
      const place = at % (json.length + 1);
      return json.slice(0, place) + put + json.slice(place + (put === "" ? 1 : 0));
    }),
);

describe("the lossless parser", () => {
  it("accepts what JSON.parse accepts, and nothing else", () => {
    fc.assert(
      fc.property(almostJson, (text) => {
        fc.pre(!/NaN|Infinity/.test(text));
        expect(explainJsonError(text) === null).toBe(accepts(() => JSON.parse(text)));
      }),
      { numRuns: 3000 },
    );
  });

  it("gives the values of JSON.parse", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        fc.pre(!mayHoldExactNumbers(text));
        expect(parseLossless(text).value).toEqual(JSON.parse(text));
      }),
      { numRuns: 1000 },
    );
  });

  it("sees in bytes what it sees in text", () => {
    const piece = fc.constantFrom(
      "1234567890123456",
      "123456789012345",
      "0.12345678901234567",
      "1e999",
      "2E-100",
      "1e99",
      "e100",
      ", ",
      "é",
      "a",
      ":",
      "7",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.nat(3), (pieces, shift) => {
        const text = pieces.join("");
        const bytes = new TextEncoder().encode("#".repeat(shift) + text);
        if (mayHoldExactNumbers(text))
          expect(mayHoldExactNumbersIn(bytes, shift, bytes.length, text)).toBe(true);
      }),
      { numRuns: 2000 },
    );
    // Floats as Python prints them take the fast path.
    expect(mayHoldExactNumbers('{"a":0.30000000000000004,"b":-1234.5678901234567,"c":1e-07}')).toBe(false);
  });

  it.each([
    ["9007199254740991", 9007199254740991],
    ["9007199254740993", new JsonNumber("9007199254740993")],
    ["0.30000000000000004", 0.30000000000000004],
    ["1e100", new JsonNumber("1e100")],
    ["1e-400", new JsonNumber("1e-400")],
    ["0e999", new JsonNumber("0e999")],
    ["0.1000000000000000000", new JsonNumber("0.1000000000000000000")],
    ["0.1000000000000000000001", new JsonNumber("0.1000000000000000000001")],
    ["NaN", new JsonNumber("NaN")],
    ["-Infinity", new JsonNumber("-Infinity")],
  ])("reads %s", (text, value) => {
    expect(parseLossless(text).value).toEqual(value);
  });

  it("goes as deep as memory allows", () => {
    const depth = 200_000;
    const text = "[".repeat(depth) + "]".repeat(depth);
    expect(parseLossless(text).end).toBe(2 * depth);
    expect(explainJsonError("[".repeat(depth))).toEqual({
      column: depth + 1,
      reason: "the line is cut inside a list",
    });
  });

  it("makes __proto__ a field", () => {
    const { value } = parseLossless('{"__proto__":{"polluted":true}}');
    expect(Object.keys(value as object)).toEqual(["__proto__"]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it.each([
    ['{"a": None}', 7, "None is not JSON; it writes null"],
    ["{a: 1}", 2, "a name in double quotes was expected here, not a"],
    ['{"a" 1}', 6, "a colon after the name was expected here, not 1"],
    ['{"a": 1 "b": 2}', 9, 'a comma or } was expected here, not "'],
    ['{"a": 01}', 7, "01 is no number in JSON"],
    ['{"a": "\\x"}', 8, "\\x is no escape that JSON knows"],
    ['{"a": "👍👍", b}', 13, "a name in double quotes was expected here, not b"],
    ['{"a": tru', 10, "the line is cut inside a word"],
    ['{"a": "b\tc"}', 9, "tab character (U+0009) inside the text that starts at character 7"],
    ["", 1, "there is nothing here"],
  ])("explains %s", (text, column, reason) => {
    expect(explainJsonError(text)).toEqual({ column, reason });
  });

  it.each([
    ["1", 1],
    ["0.1", 0.1],
    ["1.0", new JsonNumber("1.0")],
    ["1e5", new JsonNumber("1e5")],
    ["-0", new JsonNumber("-0")],
    ["1.50", new JsonNumber("1.50")],
    ["9007199254740993", new JsonNumber("9007199254740993")],
  ])("keeps %s as written where it is asked to", (text, value) => {
    expect(parseLossless(text).value).toEqual(value);
  });
});
