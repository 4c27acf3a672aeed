import { describe, expect, it } from "vitest";
import { visibleLine, visibleText } from "./visible-text";

describe("visibleText", () => {
  it("leaves ordinary text, emoji and newlines alone", () => {
    const text = "naïve 世界 👩‍👩‍👧 \n\tstay";
    expect(visibleText(text)).toBe(text);
  });

  it("shows controls, bidi marks and zero-width characters", () => {
    expect(visibleText("a\u0000b")).toBe("a␀b");
    expect(visibleText("user\u202egnp.exe")).toBe("user⟨U+202E⟩gnp.exe");
    expect(visibleText("a\u200bb\ufeff")).toBe("a⟨U+200B⟩b⟨U+FEFF⟩");
    expect(visibleText("\u007f\u0085")).toBe("␡⟨U+0085⟩");
  });

  it("names half characters and keeps whole ones", () => {
    expect(visibleText("\ud800x\udc00 \ud83d\ude00")).toBe("\\uD800x\\uDC00 😀");
  });

  it("puts text on one line without losing where lines ended", () => {
    expect(visibleLine("one\r\n  two\n\nthree   four")).toBe("one ↵ two ↵ three four");
  });
});
