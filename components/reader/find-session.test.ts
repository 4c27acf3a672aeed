import { expect, it } from "vitest";
import { FindMatches } from "./find-session";
import type { FindUnit } from "./find-units";

const units: FindUnit[] = ["m0.p0", "m1.p0", "m2.p0"].map((key, message) => ({
  text: "",
  key,
  message,
  folds: [],
}));
// Nothing in the first text, three matches in the second, one in the third: text, start, end.
const matches = new FindMatches(units, Uint32Array.of(1, 4, 6, 1, 10, 12, 1, 90, 92, 2, 0, 2), 4);

it("says where the matches of a stretch begin, its end left out", () => {
  expect(matches.startsIn("m1.p0", 0, Number.POSITIVE_INFINITY)).toEqual([4, 10, 90]);
  expect(matches.startsIn("m1.p0", 5, 90)).toEqual([10]);
  expect(matches.startsIn("m1.p0", 10, 91)).toEqual([10, 90]);
  expect(matches.startsIn("m1.p0", 91, 200)).toEqual([]);
  expect(matches.startsIn("m2.p0", 0, 1)).toEqual([0]);
  expect(matches.startsIn("m0.p0", 0, 100)).toEqual([]);
});

it("finds the first match from a message on, and counts the matches of its text before it", () => {
  expect(matches.firstFrom(0)).toBe(0);
  expect(matches.firstFrom(2)).toBe(3);
  expect(matches.firstFrom(3)).toBe(0);
  expect(matches.at(2)).toMatchObject({ unit: { key: "m1.p0" }, start: 90, end: 92, ordinal: 2 });
  expect(matches.at(4)).toBeNull();
});
