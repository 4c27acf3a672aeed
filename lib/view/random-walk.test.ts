import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeOfStep, SEED_END } from "./random-walk";

const seed = fc.nat({ max: SEED_END - 1 });

function orderOf(walkSeed: number, rowCount: number): (number | null)[] {
  return Array.from({ length: rowCount }, (_, at) => placeOfStep({ seed: walkSeed, step: at + 1 }, rowCount));
}

describe("a random walk", () => {
  it("comes to every row once, and then is over", () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 1, max: 400 }), (walkSeed, rowCount) => {
        const order = orderOf(walkSeed, rowCount);
        expect(new Set(order).size).toBe(rowCount);
        expect(order.every((place) => place !== null && place >= 0 && place < rowCount)).toBe(true);
        expect(orderOf(walkSeed, rowCount)).toEqual(order);
        expect(placeOfStep({ seed: walkSeed, step: rowCount + 1 }, rowCount)).toBeNull();
      }),
      { numRuns: 60 },
    );
    expect(placeOfStep({ seed: 1, step: 0 }, 5)).toBeNull();
    expect(placeOfStep({ seed: 1, step: 1 }, 0)).toBeNull();
  });

  it("stays inside very large views", () => {
    fc.assert(
      fc.property(
        seed,
        fc.integer({ min: 1, max: 2 ** 40 }),
        fc.integer({ min: 1, max: 1000 }),
        (walkSeed, rowCount, step) => {
          const place = placeOfStep({ seed: walkSeed, step: Math.min(step, rowCount) }, rowCount);
          expect(place).toBeGreaterThanOrEqual(0);
          expect(place).toBeLessThan(rowCount);
        },
      ),
    );
  });

  it("takes every order of five rows equally often", () => {
    // 120 orders, 24,000 seeds one after the other: the worst case for a weak mixer. 200 expected of each.
    const counts = new Map<string, number>();
    for (let walkSeed = 0; walkSeed < 24_000; walkSeed++) {
      const key = orderOf(walkSeed, 5).join("");
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(120);
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0);
    // 119 degrees of freedom: 99.99 % of fair shuffles lie below 183.
    expect(chiSquare).toBeLessThan(183);
  });

  it("begins anywhere equally often, and does not follow the order of the rows", () => {
    const rowCount = 100;
    const firsts = new Array<number>(rowCount).fill(0);
    let ascents = 0;
    for (let walkSeed = 0; walkSeed < 10_000; walkSeed++) {
      const first = placeOfStep({ seed: walkSeed, step: 1 }, rowCount) ?? -1;
      const second = placeOfStep({ seed: walkSeed, step: 2 }, rowCount) ?? -1;
      firsts[first] = (firsts[first] ?? 0) + 1;
      if (second > first) ascents++;
    }
    const chiSquare = firsts.reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0);
    // 99 degrees of freedom, 99.99 %: 159.
    expect(chiSquare).toBeLessThan(159);
    expect(Math.abs(ascents - 5000)).toBeLessThan(200);
  });
});
