import { describe, expect, it } from "vitest";
import { tickPlaces } from "./tick-places";

const widthOf = (text: string) => text.length * 6;

describe("texts of an axis", () => {
  it("names every bar while the texts stand beside each other, however long one of them would be elsewhere", () => {
    const texts = ["5", "10", "30", "50", "80", "150", "300", "500", "700", ">800"];
    expect(tickPlaces({ texts, widthPx: 290, areEdges: false, widthOf })).toHaveLength(10);
    expect(tickPlaces({ texts, widthPx: 150, areEdges: false, widthOf })).toEqual([0.5, 2.5, 4.5, 6.5, 8.5]);
  });

  it("keeps the last edge, whose text stands before it, rather than the one before", () => {
    const texts = ["0", "100", "200", "300", "400"];
    expect(tickPlaces({ texts, widthPx: 120, areEdges: true, widthOf })).toEqual([0, 1, 2, 4]);
  });

  it("names round edges of a logarithmic axis first", () => {
    const logEdges = [0.8, 1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 8, 10, 12.5];
    const texts = logEdges.map(String);
    const named = (widthPx: number) =>
      tickPlaces({ texts, widthPx, areEdges: true, logEdges, widthOf }).map((place) => logEdges[place]);
    expect(named(600)).toEqual(logEdges);
    expect(named(150)).toEqual([1, 2, 5, 10]);
    expect(named(40)).toEqual([1, 10]);
  });
});
