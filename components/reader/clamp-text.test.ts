import { describe, expect, it } from "vitest";
import { clampText, cutBefore, describeHidden } from "./clamp-text";

describe("clampText", () => {
  it("keeps short text whole", () => {
    expect(clampText("a\nb", 5, 100)).toEqual({ shown: "a\nb", hiddenLines: 0, hiddenCharacters: 0 });
  });

  it("cuts at a line and says how many are left", () => {
    const text = Array.from({ length: 100 }, (_, index) => `line ${index}`).join("\n");
    const clamped = clampText(text, 10, 10_000);
    expect(clamped.shown.split("\n")).toHaveLength(10);
    expect(clamped.hiddenLines).toBe(90);
    expect(clamped.shown.length + clamped.hiddenCharacters).toBe(text.length);
    expect(describeHidden(clamped)).toBe("Show 90 more lines");
  });

  it("cuts one long line at a space", () => {
    const clamped = clampText("word ".repeat(10_000), 10, 1000);
    expect(clamped.shown).toHaveLength(1000);
    expect(describeHidden(clamped)).toBe("Show 49,000 more characters");
  });

  it("does not hide a small rest", () => {
    const text = Array.from({ length: 11 }, () => "line").join("\n");
    expect(clampText(text, 10, 1000).hiddenCharacters).toBe(0);
  });

  it("splits no surrogate pair", () => {
    const text = "😀".repeat(1000);
    expect(text.slice(0, cutBefore(text, 501)).isWellFormed()).toBe(true);
  });
});
