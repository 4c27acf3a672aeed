import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TextHasher } from "./text-hash";

function hashOf(feed: (hasher: TextHasher) => void): bigint {
  const hasher = new TextHasher();
  feed(hasher);
  return hasher.digest();
}

describe("TextHasher", () => {
  it("gives a text the hash of its UTF-8 bytes, however they are fed", () => {
    const unit = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme", maxLength: 60 }));
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 8 }), (texts) => {
        const bytes = new TextEncoder().encode(texts.map((text) => text.toWellFormed()).join(""));
        const byByte = hashOf((hasher) => {
          for (const byte of bytes) hasher.byte(byte);
        });
        const byText = hashOf((hasher) => {
          for (const text of texts) hasher.text(text);
        });
        expect(byText).toBe(byByte);
        expect(hashOf((hasher) => hasher.utf8(bytes, 0, bytes.length))).toBe(byByte);
      }),
    );
  });

  it.each([16_380, 16_383, 16_384, 16_385, 40_000])(
    "agrees across the end of its buffer, %i characters in",
    (n) => {
      const text = `${"x".repeat(n)}é😀${"ü".repeat(9000)}`;
      const bytes = new TextEncoder().encode(text);
      expect(hashOf((hasher) => hasher.text(text))).toBe(
        hashOf((hasher) => hasher.utf8(bytes, 0, bytes.length)),
      );
    },
  );

  it("counts a lone surrogate as U+FFFD", () => {
    expect(hashOf((hasher) => hasher.text("a\ud800b"))).toBe(hashOf((hasher) => hasher.text("a\ufffdb")));
  });

  it("starts anew after a digest, and tells trailing zeros apart", () => {
    const hasher = new TextHasher();
    hasher.text("first");
    hasher.digest();
    hasher.text("second");
    expect(hasher.digest()).toBe(hashOf((other) => other.text("second")));
    expect(hashOf((other) => other.text("a"))).not.toBe(hashOf((other) => other.text("a\0")));
  });

  it("gives 100,000 near texts 100,000 hashes", () => {
    const hasher = new TextHasher();
    const seen = new Set<bigint>();
    for (let i = 0; i < 100_000; i++) {
      hasher.text(`conversation number ${i} of many`);
      seen.add(hasher.digest());
    }
    expect(seen.size).toBe(100_000);
  });
});
