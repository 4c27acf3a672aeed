import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PassedLines, RunFinder } from "./run-finder";

const encoder = new TextEncoder();

const RUN = { lower: "mile high", upper: "MILE HIGH", rare: [5, 8], isAscii: true } as const;
const WIDE = { lower: "里 hi", upper: "里 HI", rare: [0, 4], isAscii: false } as const;

function finderOf({ lower, upper, ...rest }: typeof RUN | typeof WIDE): RunFinder {
  const finder = RunFinder.create({ lower: encoder.encode(lower), upper: encoder.encode(upper), ...rest });
  if (finder === null) throw new Error("no SIMD here");
  return finder;
}

/** Stretches of lines that the finder leaves to others, and how many lines it passed over. */
function leftBy(finder: RunFinder, bytes: Uint8Array) {
  const left: string[] = [];
  const passed = { lines: 0, blanks: 0 };
  for (let at = 0; at < bytes.length; ) {
    const next: PassedLines = finder.passOver(bytes, at, bytes.length);
    passed.lines += next.lines;
    passed.blanks += next.blanks;
    // Each begins and ends with a line.
    for (const place of [next.at, next.until]) expect(place === 0 || bytes[place - 1] === 10).toBe(true);
    if (next.until > next.at) left.push(Buffer.from(bytes.subarray(next.at, next.until)).toString());
    else expect(next.at).toBe(bytes.length);
    at = next.until;
  }
  return { ...passed, left };
}

describe("a finder of runs", () => {
  it.each([
    ["the run in any case", "a mIlE HIgh club", true],
    ["part of it", "a mile hig h", false],
    ["one of its letters escaped", "a mil\\u0065 high", true],
    ["its escape in other digits", "a mile hi\\u0067h", true],
    ["the escape of an escape", "a mil\\\\u0065 high", true],
    ["escapes of others", "caf\\u00e9 \\u4e2d \\n \\u001b", false],
    ["a dotted capital I", "a mİle high", true],
    ["that, escaped", "a m\\u0130le high", true],
    ["the Kelvin sign", "\u212a", true],
    ["that, escaped", "\\u212A", true],
    ["characters that begin as it does", "“quoted” č ı", false],
    ["nothing", "", false],
  ])("stops at %s", (_, text, isLeft) => {
    const line = `${text}\n`;
    expect(leftBy(finderOf(RUN), encoder.encode(line)).left).toEqual(isLeft ? [line] : []);
  });

  it("stops at any escape where the run is not of ASCII", () => {
    const { left } = leftBy(finderOf(WIDE), encoder.encode("\\u91cc hi\n里 no\nx里 Hi\n\\n\n"));
    expect(left.join("")).toBe("\\u91cc hi\n里 no\nx里 Hi\n\\n\n");
  });

  it("counts what it passes over, whatever lines there are", () => {
    const piece = fc.constantFrom("mile", " ", "HIGH", "x", "mile hig", "中", "\\n", "\\u00e9", "\t", "”");
    const word = fc.oneof({ weight: 20, arbitrary: piece }, fc.constantFrom("MILE high", "\\u0065"));
    const line = fc.oneof(
      fc.constantFrom("", " ", "\r", " \t\r", "\r\r"),
      fc.array(word, { maxLength: 30 }).map((words) => words.join("")),
      fc.nat(70_000).map((length) => "mile ".repeat(length / 5)),
    );
    const finder = finderOf(RUN);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
        const bytes = encoder.encode(lines.map((text) => `${text}\n`).join(""));
        const found = leftBy(finder, bytes);
        const left = found.left.join("").split("\n").slice(0, -1);
        const isRun = (text: string) => /mile high/i.test(text);
        const isBlank = (text: string) => /^[ \t\r]*$/.test(text);
        expect(left.filter(isRun)).toEqual(lines.filter(isRun));
        expect(left.filter((text) => text.includes("\\u0065"))).toHaveLength(
          lines.filter((text) => text.includes("\\u0065")).length,
        );
        expect(found.lines).toBe(lines.length - left.length);
        expect(found.blanks).toBe(lines.filter(isBlank).length - left.filter(isBlank).length);
        if (!lines.some((text) => text.includes("\\u0065"))) expect(left.every(isRun)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
