import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countWords } from "@/lib/schema";
import { diffTexts } from "./diff-texts";
import type { TextComparison } from "./model";

/** Removed words in [-…-], added ones in {+…+}; rows on lines of their own. */
function marked({ rows }: TextComparison): string[] {
  const sign = { same: ["", ""], removed: ["[-", "-]"], added: ["{+", "+}"] } as const;
  return rows.map((row) => row.map(({ kind, text }) => `${sign[kind][0]}${text}${sign[kind][1]}`).join(""));
}

function sideOf(comparison: TextComparison, leftOut: "removed" | "added"): string {
  return comparison.rows
    .flat()
    .filter(({ kind }) => kind !== leftOut)
    .map(({ text }) => text)
    .join("");
}

const filler = Array.from(
  { length: 30 },
  (_, n) => `Sentence number ${n} says something of its own about topic ${n * 7}.`,
);

describe("the comparison of two texts", () => {
  it("is by words, and joins changes with no word between them", () => {
    expect(marked(diffTexts("The big red dog runs.", "The small brown dog runs fast."))).toEqual([
      "The [-big red-]{+small brown+} dog runs{+ fast+}.",
    ]);
    expect(marked(diffTexts("x = 1", "x = 2"))).toEqual(["x = [-1-]{+2+}"]);
  });

  it("gives both texts back, whatever they hold", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc
        .array(
          fc.constantFrom("a", "b", " ", "\n", ". ", "猫", "が", "é", "e\u0301", "👩‍👩‍👧", "\r\n", "\uD800"),
          { maxLength: 200 },
        )
        .map((parts) => parts.join("")),
      fc.array(fc.constantFrom(...filler), { maxLength: 20 }).map((parts) => parts.join(" ")),
    );
    fc.assert(
      fc.property(text, text, (before, after) => {
        const comparison = diffTexts(before, after);
        expect(sideOf(comparison, "added")).toBe(before);
        expect(sideOf(comparison, "removed")).toBe(after);
        for (const [side, whole] of [
          [comparison.before, before],
          [comparison.after, after],
        ] as const) {
          expect(side.words).toBe(countWords(whole));
          expect(side.changed).toBeLessThanOrEqual(side.words);
          if (before === after) expect(side.changed).toBe(0);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("aligns the sentences of long texts", () => {
    const before = [
      ...filler.slice(0, 10),
      "A sentence that only the first text has, about whales.",
      ...filler.slice(10),
    ];
    const after = filler.map((sentence, n) =>
      n === 20 ? sentence.replace("something", "nothing") : sentence,
    );
    const rows = marked(diffTexts(before.join(" "), after.join(" ")));
    expect(rows[1]).toBe("[-A sentence that only the first text has, about whales. -]");
    expect(rows[3]).toBe("Sentence number 20 says [-something-]{+nothing+} of its own about topic 140. ");
    expect(rows).toHaveLength(5);
  });

  it("keeps the number of a list item with its text", () => {
    const list = (words: readonly string[]) =>
      words.map((word, n) => `${n + 1}. Say ${word} to ${word}s.\n`).join("");
    const rows = marked(
      diffTexts(`${filler.join(" ")}\n${list(["one"])}`, `${filler.join(" ")}\n${list(["two"])}`),
    );
    expect(rows.at(-1)).toMatch(/^1\. |^\[-1\. /);
  });

  it("does not pick shared small words out of sentences that say different things", () => {
    const before = `${filler.join(" ")} The capital of France is Paris, which lies on the Seine.`;
    const after = `${filler.join(" ")} Bake the bread for an hour, and let it cool on a rack.`;
    expect(marked(diffTexts(before, after)).at(-1)).toBe(
      "[-The capital of France is Paris, which lies on the Seine.-]{+Bake the bread for an hour, and let it cool on a rack.+}",
    );
  });

  it("counts words as they are counted everywhere", () => {
    const chinese = diffTexts("我喜欢猫。", "我喜欢狗。");
    expect([chinese.before, chinese.after]).toEqual([
      { words: 1, changed: 1 },
      { words: 1, changed: 1 },
    ]);
    const english = diffTexts("It's the end, she says", "It's the end. She says");
    expect(english.before).toEqual({ words: 6, changed: 1 });
  });

  it("ends for texts that have nothing in common, of any length", () => {
    const words = (seed: number, count: number) =>
      Array.from(
        { length: count },
        (_, n) => `${seed}w${(n * 7919 + seed) % 5003}${n % 15 === 14 ? "." : ""}`,
      ).join(" ");
    const comparison = diffTexts(words(1, 20_000), words(2, 20_000));
    expect(comparison.before).toEqual({ words: 20_000, changed: 20_000 });
    const endless = diffTexts("a ".repeat(60_000), "b ".repeat(60_000));
    expect(endless.rows).toHaveLength(1);
  });

  it("says when texts are too long to align, and still finds what is equal", () => {
    const lines = (seed: string) =>
      Array.from({ length: 4000 }, (_, n) => `${seed} line ${n}, nothing else.\n`);
    const before = [...lines("first"), "The one line that both have.\n", ...lines("third")].join("");
    const after = [...lines("second"), "The one line that both have.\n", ...lines("fourth")].join("");
    const comparison = diffTexts(before, after);
    expect(comparison.isAligned).toBe(false);
    expect(comparison.rows.flat().filter(({ kind }) => kind === "same")).toEqual([
      { kind: "same", text: "The one line that both have.\n" },
    ]);
  });
});
