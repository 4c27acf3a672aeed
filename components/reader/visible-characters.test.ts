import { describe, expect, it } from "vitest";
import { splitVisible, toVisibleLine } from "./visible-characters";

describe("splitVisible", () => {
  it("shows control characters, but not tabs and line breaks", () => {
    expect(toVisibleLine("a\u0000b\u001b[31m\u007f")).toBe("a‹NUL›b‹ESC›[31m‹DEL›");
    expect(splitVisible("a\tb\nc\r\nd")).toEqual([{ kind: "text", text: "a\tb\nc\nd" }]);
    expect(toVisibleLine("a\rb")).toBe("a‹CR›b");
  });

  it("shows bidirectional overrides and zero-width characters instead of obeying them", () => {
    expect(toVisibleLine("user\u202Etxt.exe\u2066\u200B\uFEFFend")).toBe(
      "user‹U+202E›txt.exe‹U+2066›‹U+200B›‹U+FEFF›end",
    );
  });

  it("shows text hidden in tag characters", () => {
    expect(toVisibleLine("hi\u{E0041}")).toBe("hi‹U+E0041›");
  });

  it("counts runs of the same character", () => {
    expect(splitVisible("\0".repeat(4096))).toEqual([
      { kind: "mark", mark: "NUL", name: "null character", count: 4096, isQuiet: false },
    ]);
  });

  it("shows half characters as U+FFFD with a mark, and keeps whole ones", () => {
    expect(toVisibleLine("a\uD800b\uDC00 😀")).toBe("a‹\uFFFD U+D800›b‹\uFFFD U+DC00› 😀");
    expect(splitVisible("\uD800")).toEqual([
      {
        kind: "mark",
        mark: "\uFFFD U+D800",
        name: "half of a character (lone surrogate U+D800)",
        count: 1,
        isQuiet: false,
      },
    ]);
  });

  it("shows every character that cannot be seen when asked to", () => {
    const shown = (text: string) =>
      splitVisible(text, true)
        .map((piece) => (piece.kind === "text" ? piece.text : `‹${piece.mark}›`))
        .join("");
    expect(shown("a\tb\r\nc d")).toBe("a‹HT›\tb‹CR›\nc d");
    expect(shown("5\u00a0km 😀\u200D❤\uFE0F می\u200Cخ")).toBe("5‹U+00A0›km 😀‹U+200D›❤‹U+FE0F› می‹U+200C›خ");
    expect(splitVisible("a\tb", true)[1]).toMatchObject({ mark: "HT", isQuiet: true });
    expect(shown("plain words\nand lines")).toBe("plain words\nand lines");
  });

  it.each([
    "family 👨‍👩‍👧, flag 🏴󠁧󠁢󠁥󠁮󠁧󠁿, dark thumb 👍🏿, heart ❤️‍🔥",
    "می‌خواهم",
    "क्‍ष",
    "שלום \u200Fabc",
    "日本語、한국어、中文",
  ])("keeps what belongs to a script: %s", (text) => {
    expect(splitVisible(text)).toEqual([{ kind: "text", text }]);
  });

  it("marks joiners where no script needs them", () => {
    expect(toVisibleLine("pass\u200Dword\u200C")).toBe("pass‹U+200D›word‹U+200C›");
  });

  it("breaks the line at a line separator", () => {
    expect(
      splitVisible("a\u2028b").map((piece) => (piece.kind === "text" ? piece.text : piece.mark)),
    ).toEqual(["a", "U+2028", "\nb"]);
  });
});
