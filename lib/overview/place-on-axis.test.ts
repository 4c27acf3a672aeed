import { expect, it } from "vitest";
import { placeOnAxis } from "./place-on-axis";

it("places values by their difference, on a logarithmic axis by their ratio", () => {
  expect(placeOnAxis(15, [0, 10, 20], false)).toBe(1.5);
  expect(placeOnAxis(Math.sqrt(1000), [0, 1, 10, 100], true)).toBeCloseTo(2.5);
  expect(placeOnAxis(0.5, [0, 1, 10, 100], true)).toBe(0.5);
  expect(placeOnAxis(-1, [0, 10, 20], false)).toBe(0);
  expect(placeOnAxis(20, [0, 10, 20], false)).toBe(2);
});
