import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { protectMath, restoreSource, splitAtSpans } from "./protect-math";

/** The formulas found, display ones in double dollars. */
function formulas(source: string): string[] {
  return protectMath(source).spans.flatMap((span) =>
    span.kind === "math" ? [span.isDisplay ? `$$${span.tex}$$` : `$${span.tex}$`] : [],
  );
}

describe("protectMath", () => {
  it("finds all four delimiters", () => {
    expect(formulas("a $x_1$ b \\(y^2\\) c\n\n$$z$$\n\n\\[\nw\n\\]")).toEqual([
      "$x_1$",
      "$y^2$",
      "$$z$$",
      "$$\nw\n$$",
    ]);
  });

  it("finds display formulas over lines that Markdown would take for lists and headings", () => {
    expect(formulas("\\[\nx\n- y\n# z\n= 1\n\\] end")).toEqual(["$$\nx\n- y\n# z\n= 1\n$$"]);
    expect(formulas("$$\\begin{aligned}\na &= b \\\\\n- c\n\\end{aligned}$$")).toHaveLength(1);
  });

  it("finds formulas whose backslashes were escaped twice", () => {
    expect(formulas("so \\\\(f(x)=2a-\\sin x\\\\), and \\\\[y\\\\]")).toEqual(["$f(x)=2a-\\sin x$", "$$y$$"]);
  });

  it("finds bare environments", () => {
    expect(formulas("so\n\\begin{align*}\na &= b\n\\end{align*}\nand")).toEqual([
      "$$\\begin{align*}\na &= b\n\\end{align*}$$",
    ]);
  });

  it("finds bare boxes", () => {
    expect(formulas("so \\boxed{\\frac{1}{2}}, not $\\boxed{3}$ but **\\boxed{x_1 * 2}**")).toEqual([
      "$\\boxed{\\frac{1}{2}}$",
      "$\\boxed{3}$",
      "$\\boxed{x_1 * 2}$",
    ]);
  });

  it.each([
    "the answer is \\boxed{yes it is}",
    "an empty \\boxed{} box",
    "a \\boxed{$5 box",
    "a \\boxed{never closed",
    "it costs $5 and $10",
    "US$5 to US$10",
    "from $5 up to 10$, more or less, a day",
    "the $ sign and the $ sign",
    "paid $ 10,410 in equipment and $ 20 more",
    "set $HOME and $PATH",
    "\\$5 and \\$6",
    "only one $x here",
    "two\n\nparagraphs $a\n\nb$",
    "| $5 | $6 |",
    "a \\[link\\](https://example.com)",
    "a line break\\\\[4pt] and more",
    "an \\( that never closes",
    "$$",
    "$$ never closed",
  ])("leaves %j alone", (source) => {
    expect(protectMath(source)).toEqual({ text: source, spans: [] });
  });

  it("leaves code alone", () => {
    for (const code of [
      "`$x$`",
      "``a ` $x$``",
      "```sh\necho $A $B$\n```",
      "~~~\n\\(x\\)\n~~~",
      "- item\n  ```\n  $x$\n  ```",
      "> ```\n> $x$\n> ```",
      "```\nnever closed $x$",
    ])
      expect(formulas(code)).toEqual([]);
    expect(formulas("```\n$a$\n```\nthen $b$")).toEqual(["$b$"]);
    expect(formulas("a ` lone backtick and $b$")).toEqual(["$b$"]);
  });

  it("allows spaces inside where only a formula can stand", () => {
    expect(formulas("let $ n\\ge 2 $ and $ n $ be $\\ldots $")).toEqual([
      "$ n\\ge 2 $",
      "$ n $",
      "$\\ldots $",
    ]);
  });

  it("needs no spaces around a formula in Chinese text", () => {
    expect(formulas("求$x$的值①$-2$")).toEqual(["$x$", "$-2$"]);
  });

  it("allows an ordinal after the closing dollar", () => {
    expect(formulas("the $n$th term, $x$-axis")).toEqual(["$n$", "$x$"]);
  });

  it("gives the source back from any text, its own placeholders included", () => {
    for (const source of [
      "a $x$ b \\[y\\] `$z$`",
      "\uF8D00\uF8D1 $x$ \uF8D1",
      "\\\uF8D00\uF8D1 $x$",
      "**例：**若 $x$",
    ]) {
      const { text, spans } = protectMath(source);
      expect(restoreSource(text, spans)).toBe(source);
      expect(
        splitAtSpans(text, spans)
          .map((piece) => (typeof piece === "string" ? piece : piece.source))
          .join(""),
      ).toBe(source);
    }
  });

  it("gives the source back for every solution of a real maths file", () => {
    const lines = readFileSync("../shared/data/numina-cot-sharegpt.jsonl", "utf8").trimEnd().split("\n");
    let found = 0;
    let missed = 0;
    for (const line of lines) {
      const record = JSON.parse(line) as { conversations: { value: string }[] };
      for (const { value } of record.conversations) {
        const { text, spans } = protectMath(value);
        found += spans.length;
        expect(restoreSource(text, spans)).toBe(value);
        if (/\\\([^\n]*\\\)/.test(text)) missed += 1;
      }
    }
    expect(lines).toHaveLength(1000);
    expect(found).toBeGreaterThan(10_000);
    // One text has "\\( he \\ \\)" with a paragraph break inside.
    expect(missed).toBeLessThanOrEqual(1);
  });

  it("takes hostile input without a quadratic pause", () => {
    // Of a million characters a pause that grows with their square would outlast this test.
    for (const piece of ["$a ", "\\[", "\\(", "`", "``a`", "$$a", "```\n", "\\begin{align}", "\n$$\n"]) {
      const text = piece.repeat(1_000_000 / piece.length);
      const { text: protectedText, spans } = protectMath(text);
      expect(restoreSource(protectedText, spans).length).toBe(text.length);
    }
  });
});
