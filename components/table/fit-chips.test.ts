import { describe, expect, it } from "vitest";
import { estimateWidth, fitChips } from "./fit-chips";

/** As wide as a text is drawn, to a tenth of a pixel; measured in Chromium. */
const DRAWN_PX: readonly (readonly [text: string, px: number])[] = [
  ["MLT:300", 48.7],
  ["MLT:>800", 56.1],
  ["web_search", 65],
  ["python_interpreter", 100.4],
  ["roles out of order", 93.6],
  ["calculator (v2)", 79.4],
  ["WMWM@%", 65.8],
  ["ilililil", 22.3],
  ["Größe", 33.4],
  ["Где ошибка", 66],
  ["数学問題", 46],
];

function countFitting(texts: readonly string[], cellPx: number): number {
  const shown = fitChips(texts, (text) => text, cellPx);
  expect(shown).toEqual(texts.slice(0, shown.length));
  return shown.length;
}

describe("the width of a text", () => {
  it.each(DRAWN_PX)("is estimated a little too wide: %s", (text, px) => {
    const estimate = estimateWidth(text, 1000);
    expect(estimate).toBeGreaterThanOrEqual(px);
    expect(estimate).toBeLessThan(px * 1.4);
  });
});

describe("the chips of a cell", () => {
  const labels = Array.from({ length: 7 }, () => "MLT:300");

  it("are as many as it has room for, with the number of the others", () => {
    expect(countFitting(labels.slice(0, 2), 160)).toBe(2);
    expect(countFitting(labels, 160)).toBe(2);
    expect(countFitting(labels, 150)).toBe(1);
    expect(countFitting(labels, 1000)).toBe(7);
  });

  it("need no room for a number where they are all", () => {
    const roomPx = 16 + 3 * (8 + estimateWidth("MLT:300", 1000)) + 2 * 4;
    expect(countFitting(labels.slice(0, 3), roomPx)).toBe(3);
    expect(countFitting(labels.slice(0, 4), roomPx)).toBe(2);
  });

  it("are one at least, however wide", () => {
    expect(countFitting(["a".repeat(1_000_000), "b"], 160)).toBe(1);
    expect(countFitting(["問題".repeat(20)], 60)).toBe(1);
  });
});
