import { describe, expect, it } from "vitest";
import { tickPlaces } from "./tick-places";

const widthOf = (text: string) => text.length * 6;
const gutterPx = 20;

describe("texts of an axis", () => {
  it("names every bar while the texts stand beside each other, however long one of them would be elsewhere", () => {
    const texts = ["5", "10", "30", "50", "80", "150", "300", "500", "700", ">800"];
    expect(tickPlaces({ texts, widthPx: 290, areEdges: false, widthOf, gutterPx })).toHaveLength(10);
    expect(tickPlaces({ texts, widthPx: 150, areEdges: false, widthOf, gutterPx })).toEqual([
      0.5, 2.5, 4.5, 6.5, 8.5,
    ]);
  });

  it("keeps the last edge, whose text stands before it, rather than the one before", () => {
    const texts = ["0", "100", "200", "300", "400"];
    expect(tickPlaces({ texts, widthPx: 120, areEdges: true, widthOf, gutterPx })).toEqual([0, 1, 2, 4]);
  });

  it("names round edges of a logarithmic axis first", () => {
    const logEdges = [0.8, 1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 8, 10, 12.5];
    const texts = logEdges.map(String);
    const named = (widthPx: number) =>
      tickPlaces({ texts, widthPx, areEdges: true, logEdges, widthOf, gutterPx }).map(
        (place) => logEdges[place],
      );
    expect(named(600)).toEqual(logEdges);
    expect(named(150)).toEqual([1, 2, 5, 10]);
    expect(named(40)).toEqual([1, 10]);
  });

  it("names multiples of round steps, wherever the first bar begins", () => {
    const evenEdges = [...Array.from({ length: 42 }, (_, place) => 100 + place * 100), 4217];
    const texts = evenEdges.map(String);
    const named = (widthPx: number) =>
      tickPlaces({ texts, widthPx, areEdges: true, evenEdges, widthOf, gutterPx }).map(
        (place) => evenEdges[place],
      );
    expect(named(300)).toEqual([500, 1000, 1500, 2000, 2500, 3000, 3500, 4000]);
    expect(named(150)).toEqual([1000, 2000, 3000, 4000]);
    // 500 and 1000 would fit, but for the wider numbers at the end.
    const wide = [...Array.from({ length: 30 }, (_, place) => place * 500), 14_800];
    const places = tickPlaces({
      ...{ texts: wide.map(String), widthPx: 200, areEdges: true, evenEdges: wide, widthOf, gutterPx },
    });
    expect(places.map((place) => wide[place])).toEqual([0, 5000, 10_000]);
  });

  it("names bars of single values by round ones", () => {
    const evenEdges = Array.from({ length: 47 }, (_, place) => place + 1);
    const texts = evenEdges.map(String);
    const places = tickPlaces({ texts, widthPx: 300, areEdges: false, evenEdges, widthOf, gutterPx });
    expect(places.map((place) => evenEdges[place - 0.5])).toEqual([5, 10, 15, 20, 25, 30, 35, 40, 45]);
    const few = [1, 2, 3];
    const all = tickPlaces({
      ...{ texts: few.map(String), widthPx: 300, areEdges: false, evenEdges: few, widthOf, gutterPx },
    });
    expect(all).toEqual([0.5, 1.5, 2.5]);
  });

  it("counts steps of parts as well as doubles can", () => {
    const evenEdges = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
    const texts = evenEdges.map(String);
    const named = tickPlaces({ texts, widthPx: 90, areEdges: true, evenEdges, widthOf, gutterPx });
    expect(named.map((place) => evenEdges[place])).toEqual([0.5, 1]);
  });

  it("names the ends of large numbers that stand close, as far as there is room", () => {
    const evenEdges = Array.from({ length: 30 }, (_, place) => 2 ** 53 + place * 14_000_000);
    const texts = evenEdges.map((edge) => edge.toExponential(9));
    const named = (widthPx: number) =>
      tickPlaces({ texts, widthPx, areEdges: true, evenEdges, widthOf, gutterPx });
    expect(named(300)).toEqual([0, 29]);
    expect(named(150)).toEqual([0]);
  });
});
