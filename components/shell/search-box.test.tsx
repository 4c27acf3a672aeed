import { createRef } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { SearchBox } from "./search-box";
import type { SearchState } from "./use-search";

const progress = { matches: 0, searchedRows: 450, totalRows: 1000, hasAllRows: true };
const RUNNING: SearchState = {
  ...{ text: "", matches: null, revision: 0, found: null, error: null },
  ...{ progress, isRunning: true, secondsLeft: 12.4 },
};

function wordsOf(state: SearchState): string {
  const box = <SearchBox inputRef={createRef()} text="zebra" state={state} onSearch={() => {}} />;
  return renderToStaticMarkup(box).replace(/<[^>]+>/g, " ");
}

it("says how far a search is that has found nothing yet, and how much longer it takes", () => {
  expect(wordsOf(RUNNING)).toMatch(/45.0% +12 s left/);
  expect(wordsOf({ ...RUNNING, secondsLeft: null })).not.toContain("left");
});

it("tells no share that would fall with rows to come", () => {
  const state = { ...RUNNING, progress: { ...progress, hasAllRows: false }, secondsLeft: null };
  expect(wordsOf(state)).not.toContain("%");
});
