import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { followScroll, MAX_ELEMENT_PX, offsetAt, offsetShowing, planScroll, scrollTopAt } from "./scroll-map";

const ROW = 28;
const VIEW = 700;
const counts = fc.integer({ min: 0, max: 50_000_000 });

describe("the mapped scrollbar", () => {
  it("is plain for lists that an element can hold", () => {
    const plan = planScroll(200_000, ROW, VIEW);
    expect(plan.elementPx).toBe(200_000 * ROW);
    expect(offsetAt(plan, 1234)).toBe(1234);
  });

  it("never asks for an element taller than browsers allow", () => {
    expect(planScroll(2_260_000, ROW, VIEW).elementPx).toBe(MAX_ELEMENT_PX);
  });

  it("reaches the very first and the very last row at its ends", () => {
    fc.assert(
      fc.property(counts, (rows) => {
        const plan = planScroll(rows, ROW, VIEW);
        expect(offsetAt(plan, 0)).toBe(0);
        expect(offsetAt(plan, plan.elementPx - VIEW)).toBe(Math.max(0, rows * ROW - VIEW));
      }),
    );
  });

  it("maps there and back", () => {
    fc.assert(
      fc.property(counts, fc.double({ min: 0, max: 1, noNaN: true }), (rows, share) => {
        const plan = planScroll(rows, ROW, VIEW);
        const offset = share * Math.max(0, plan.contentPx - VIEW);
        expect(Math.abs(offsetAt(plan, scrollTopAt(plan, offset)) - offset)).toBeLessThan(0.01);
      }),
    );
  });

  it("never goes backwards when the thumb goes forwards", () => {
    fc.assert(
      fc.property(counts, fc.nat(MAX_ELEMENT_PX), fc.nat(10_000), (rows, top, step) => {
        const plan = planScroll(rows, ROW, VIEW);
        expect(offsetAt(plan, top + step)).toBeGreaterThanOrEqual(offsetAt(plan, top));
      }),
    );
  });

  it("moves one wheel step by exactly that many pixels, anywhere", () => {
    const plan = planScroll(2_260_000, ROW, VIEW);
    const from = { scrollTop: 4_000_000, offsetPx: offsetAt(plan, 4_000_000) };
    expect(followScroll(plan, from, 4_000_100).offsetPx).toBe(from.offsetPx + 100);
    expect(followScroll(plan, from, 6_000_000).offsetPx).toBe(offsetAt(plan, 6_000_000));
  });

  it("scrolls no further than needed to show a row", () => {
    const plan = planScroll(2_260_000, ROW, VIEW);
    expect(offsetShowing(plan, ROW, 10, 0)).toBe(0);
    expect(offsetShowing(plan, ROW, 25, 0)).toBe(28);
    expect(offsetShowing(plan, ROW, 5, 800)).toBe(140);
    expect(offsetShowing(plan, ROW, 1000, 0)).toBe(28_000 - (VIEW - ROW) / 2);
    expect(offsetShowing(plan, ROW, 5, 50_000)).toBe(0);
    expect(offsetShowing(plan, ROW, 2_259_999, 0)).toBe(plan.contentPx - VIEW);
  });
});
