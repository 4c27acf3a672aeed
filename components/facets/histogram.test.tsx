import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { NumberFacet } from "@/lib/query";
import { Histogram } from "./histogram";

function facetOf(totals: readonly number[]): NumberFacet {
  const bins = totals.map((total, place) => ({ start: place, end: place + 1, selected: total, total }));
  return { bins, min: 0, max: totals.length, only: null, emptySelected: 0, emptyTotal: 0, isLog: false };
}

/** Heights of the bars of all rows, from left to right. */
function heightsOf(totals: readonly number[]): number[] {
  const facet = facetOf(totals);
  const marks = facet.bins.map(() => ({ name: "", state: null, isShown: true }));
  const drawn = renderToStaticMarkup(
    <Histogram label="turns" facet={facet} marks={marks} onPick={() => {}} onBrush={() => {}} />,
  );
  return [...drawn.matchAll(/height="([\d.]+)" class="fill-total"/g)].map(([, height]) => Number(height));
}

it("draws bars as high as their counts are large", () => {
  expect(heightsOf([100, 50, 25, 0])).toEqual([48, 24, 12, 0]);
});

it("shows a bin of few rows beside one of many", () => {
  expect(heightsOf([1_000_000, 1, 0])).toEqual([48, 2, 0]);
});
