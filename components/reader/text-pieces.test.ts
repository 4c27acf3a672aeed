import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutOutBlocks, linkDefinitions, splitMarkdown, splitPlain, type TextPiece } from "./text-pieces";

function texts(text: string, pieces: readonly TextPiece[]): string[] {
  return pieces.map(({ start, end }) => text.slice(start, end));
}

const paragraph = `${"words ".repeat(100)}\n\n`;

describe("splitMarkdown", () => {
  it("cuts between paragraphs", () => {
    const text = paragraph.repeat(40);
    const pieces = texts(text, splitMarkdown(text));
    expect(pieces.length).toBeGreaterThan(4);
    for (const piece of pieces) expect(piece.startsWith("words ") && piece.endsWith("\n\n")).toBe(true);
  });

  it.each([
    ["fenced code", "```py\n", "\n```\n\n"],
    ["code inside a list", "- item\n  ~~~\n", "\n  ~~~\n\n"],
    ["a formula in dollars", "$$\n", "\n$$\n\n"],
    ["a formula in brackets", "\\[\n", "\n\\]\n\n"],
    ["an environment", "\\begin{align*}\n", "\n\\end{align*}\n\n"],
    ["a list", "- one\n\n", "\n\n"],
  ])("keeps %s whole", (_, open, close) => {
    const lines = open === "- one\n\n" ? "  more of it\n\n".repeat(600) : "x = 1\n\ny = 2\n".repeat(600);
    const block = `${open}${lines}${close}`;
    const text = `${paragraph.repeat(6)}${block}${paragraph.repeat(12)}`;
    const pieces = texts(text, splitMarkdown(text));
    expect(pieces.some((piece) => piece.includes(block.trimEnd()))).toBe(true);
    expect(pieces.length).toBeGreaterThan(1);
  });

  it("cuts a long list between its items", () => {
    const text = Array.from({ length: 2000 }, (_, index) => `${index + 1}. an item of a list\n`).join("");
    const pieces = texts(text, splitMarkdown(text));
    expect(pieces.length).toBeGreaterThan(1);
    for (const piece of pieces) expect(piece).toMatch(/^\d+\. /);
  });
});

describe("cutOutBlocks", () => {
  const text = "# Head\n\nOne $x$ here.\n\n- a $x$\n\n- b\n\nTwo.\n\n$$\nx\n\ny\n$$\n\nEnd.";
  const cut = (...found: string[]) =>
    texts(
      text,
      cutOutBlocks(
        text,
        splitMarkdown(text),
        found.map((part) => text.indexOf(part)),
      ),
    );

  it("takes the block around a place out, and leaves the rest whole", () => {
    expect(cut("One")).toEqual([
      "# Head\n\n",
      "One $x$ here.\n\n- a $x$\n\n- b\n\n",
      text.slice(text.indexOf("Two")),
    ]);
    expect(cut("Head")).toEqual(["# Head\n\n", text.slice(8)]);
    expect(cut()).toEqual([text]);
  });

  it("keeps a formula whole, and blocks that touch apart", () => {
    expect(cut("y\n$$", "End")).toEqual([text.slice(0, text.indexOf("$$")), "$$\nx\n\ny\n$$\n\n", "End."]);
  });
});

describe("splitPlain", () => {
  it("leaves a line of 100,000 characters whole", () => {
    expect(splitPlain("x".repeat(100_000))).toHaveLength(1);
  });

  it("does not look through the whole of one endless line for each piece", () => {
    const pieces = splitPlain("x".repeat(40_000_000));
    expect(pieces).toHaveLength(334);
    expect(pieces.at(-1)?.end).toBe(40_000_000);
  });

  it("breaks a line of five million characters at spaces", () => {
    const text = "word ".repeat(1_000_000);
    const pieces = texts(text, splitPlain(text));
    expect(pieces.length).toBeGreaterThan(40);
    for (const piece of pieces) expect(piece.endsWith(" ")).toBe(true);
  });
});

it("covers any text without gaps, and splits no character", () => {
  const line = fc.constantFrom(
    "a b c\n",
    "\n",
    "```\n",
    "$$\n",
    "- x\n",
    "😀".repeat(50),
    "\\[",
    "\\]\n",
    "word ",
  );
  const text = fc.array(fc.tuple(line, fc.integer({ min: 1, max: 400 })), { maxLength: 30 });
  fc.assert(
    fc.property(text, (parts) => {
      const whole = parts.map(([part, times]) => part.repeat(times)).join("");
      for (const split of [splitMarkdown, splitPlain]) {
        const pieces = texts(whole, split(whole));
        expect(pieces.join("")).toBe(whole);
        expect(pieces.every((piece) => piece.isWellFormed())).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

it("finds the definitions of links", () => {
  expect(linkDefinitions("see [a][1]\n\n[1]: https://a.example\n[b]: <https://b.example> 'b'\nend")).toBe(
    "[1]: https://a.example\n[b]: <https://b.example> 'b'",
  );
});
