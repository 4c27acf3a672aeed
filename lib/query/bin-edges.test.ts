import { describe, expect, it } from "vitest";
import { dateEdges, logEdges } from "./bin-edges";

describe("bins that grow by factors", () => {
  it("are as wide as each other on a logarithmic axis, so that none stands out for its width", () => {
    const edges = logEdges(0.3, 0.3, 243.7, 60, false);
    const ratios = edges.slice(1).map((edge, place) => edge / (edges[place] ?? edge));
    expect(Math.min(...ratios)).toBeGreaterThanOrEqual(1.25);
    expect(Math.max(...ratios)).toBeLessThanOrEqual(1.281);
    expect(edges.slice(0, 6)).toEqual([0.25, 0.32, 0.4, 0.5, 0.63, 0.8]);
  });

  it("hold one whole number each as long as even steps are finer, then more without a jump", () => {
    const edges = logEdges(0, 1, 1000, 60, true);
    expect(edges.slice(0, 15)).toEqual([0, 1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 25, 32, 40]);
    const widths = edges.slice(1).map((edge, place) => edge - (edges[place] ?? 0));
    for (const [place, width] of widths.entries()) {
      expect(width).toBeLessThanOrEqual(2 * (widths[place - 1] ?? width));
    }
  });

  it("begin at the smallest value, not at its power of ten", () => {
    expect(logEdges(0, 70, 300, 40, false)).toEqual([0, 63, 80, 100, 125, 160, 200, 250, 320]);
  });

  it("are fewer where the values span more powers of ten", () => {
    const edges = logEdges(1, 1, 1e6, 40, false);
    expect(edges.slice(0, 7)).toEqual([1, 1.6, 2.5, 4, 6.3, 10, 16]);
  });
});

describe("bins of dates", () => {
  const at = (text: string) => Date.parse(text);
  const days = ["2024-02-25", "2024-02-28"].map(at) as [number, number];

  it("are no shorter than a day where values have no time of day", () => {
    const edges = dateEdges(...days, 40, true);
    expect(edges.map((edge) => new Date(edge).toISOString().slice(0, 10))).toEqual([
      "2024-02-25",
      "2024-02-26",
      "2024-02-27",
      "2024-02-28",
      "2024-02-29",
    ]);
    expect(dateEdges(...days, 40)[1]).toBe(at("2024-02-25T06:00:00Z"));
  });

  it("end behind the last value", () => {
    for (const bins of [2, 4, 40]) expect(dateEdges(...days, bins, true).at(-1)).toBeGreaterThan(days[1]);
  });
});
