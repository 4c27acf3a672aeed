import { describe, expect, it } from "vitest";
import {
  countWords,
  countWordsUntil,
  isWithinRange,
  labelNumber,
  lengthRangeWords,
  RULER_RANGES,
  rulerRange,
} from "./index";

describe("the ranges of length labels", () => {
  it("are those of RULER", () => {
    expect(RULER_RANGES.map(({ label, over, upTo }) => [labelNumber(label), over, upTo])).toEqual([
      [10, 0, 20],
      [30, 20, 40],
      [50, 40, 60],
      [80, 60, 100],
      [150, 100, 200],
      [300, 200, 400],
      [500, 400, 600],
      [700, 600, 800],
      [800, 800, Number.POSITIVE_INFINITY],
    ]);
  });

  it("are narrower for its precise match, and never reach beyond those of its flexible match", () => {
    expect(rulerRange("[MLT:150]", "precise")).toEqual({ over: 130, upTo: 170 });
    expect(rulerRange("[MLT:50]", "precise")).toEqual({ over: 40, upTo: 60 });
    for (const { label, over, upTo } of RULER_RANGES) {
      const precise = rulerRange(label, "precise");
      expect(precise?.over).toBeGreaterThanOrEqual(over);
      expect(precise?.upTo).toBeLessThanOrEqual(upTo);
    }
  });

  it("put every length but none into exactly one range", () => {
    for (let words = 0; words <= 1000; words += 1) {
      const fitting = RULER_RANGES.filter((range) => isWithinRange(range, words));
      expect(fitting).toHaveLength(words === 0 ? 0 : 1);
    }
  });

  it.each([
    ["[MLT:50]", 50, 40],
    ["[MLT: 50 ]", 50, 40],
    ["[LEN:50]", 50, 40],
    ["[MLT:>800]", 801, 800],
    ["[MLT:10]", 20, 0],
  ])("take in for %j a length of %d, and not of %d", (label, inside, outside) => {
    const range = rulerRange(label);

    expect(range && isWithinRange(range, outside)).toBe(false);
    expect(range && isWithinRange(range, inside)).toBe(true);
  });

  it("are said by the first and the last length that they take in", () => {
    for (const range of RULER_RANGES) {
      const [first, last] = lengthRangeWords(range).replace("over ", "").split("–").map(Number);
      if (last === undefined) expect(first).toBe(range.over);
      else expect([first, last].map((words) => isWithinRange(range, words ?? 0))).toEqual([true, true]);
      if (last !== undefined) expect(isWithinRange(range, (first ?? 0) - 1)).toBe(false);
    }
    expect(lengthRangeWords({ over: 200, upTo: 400 })).toBe("201–400");
    expect(lengthRangeWords({ over: 39.5, upTo: 1200.5 })).toBe("40–1,200");
    expect(lengthRangeWords({ over: 800, upTo: Number.POSITIVE_INFINITY })).toBe("over 800");
  });

  it.each(["[MLT:5]", "[MLT:800]", "[MLT:<50]", "[MLT:>=800]", "50", "[MLT:]", ""])(
    "are none for %j",
    (label) => {
      expect(rulerRange(label)).toBeNull();
    },
  );
});

describe("words", () => {
  it.each([
    ["", 0],
    ["  \n", 0],
    ["one", 1],
    ["Don't stop, please.", 4],
    ["a_b 3.14", 3],
    ["naïve façade", 2],
    ["你好，世界", 2],
    ["مرحبا بالعالم", 2],
    ["👩‍👩‍👧 ok", 1],
  ])("of %j are counted as by RULER", (text, words) => {
    expect(countWords(text)).toBe(words);
  });

  it("are the same, counted in slices of any size", () => {
    const text = "Don't stop, naïve façade 你好，世界 a_b 3.14 👩‍👩‍👧   \n";
    for (let size = 1; size < text.length; size++) {
      let count = { text, at: 0, words: 0 };
      while (count.at < text.length) count = countWordsUntil(count, count.at + size);
      expect(count.words).toBe(countWords(text));
    }
  });
});
