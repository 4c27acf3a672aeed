import { describe, expect, it } from "vitest";
import { WorkRate } from "./work-rate";

const MB = 1_000_000;

/** Reads at `mbPerSecond`, with a sample each half second, from `fromS` to `toS`. */
function read(rate: WorkRate, fromS: number, toS: number, startMb: number, mbPerSecond: number): void {
  for (let s = fromS; s <= toS; s += 0.5) rate.add(s * 1000, (startMb + (s - fromS) * mbPerSecond) * MB);
}

describe("WorkRate", () => {
  it("tells nothing before two seconds of reading", () => {
    const rate = new WorkRate();
    expect(rate.measure(100 * MB)).toEqual({ perSecond: null, secondsLeft: null });
    read(rate, 5, 6.5, 1, 10);
    expect(rate.measure(100 * MB)).toEqual({ perSecond: null, secondsLeft: null });
  });

  it("leaves out the time before the first rows", () => {
    const rate = new WorkRate();
    read(rate, 30, 32, 0, 10);
    expect(rate.measure(100 * MB)).toEqual({ perSecond: 10 * MB, secondsLeft: 8 });
  });

  it("tells no time left before a twentieth is read, nor when all is", () => {
    const rate = new WorkRate();
    read(rate, 0, 4, 0, 10);
    expect(rate.measure(801 * MB)).toEqual({ perSecond: 10 * MB, secondsLeft: null });
    expect(rate.measure(800 * MB).secondsLeft).toBe(76);
    expect(rate.measure(40 * MB).secondsLeft).toBeNull();
  });

  it("follows the speed of the last seconds", () => {
    const rate = new WorkRate();
    read(rate, 0, 20, 0, 2);
    read(rate, 20.5, 30.5, 40, 20);
    expect(rate.measure(300 * MB)).toEqual({ perSecond: 20 * MB, secondsLeft: 3 });
  });

  it("spans a pause, in which nothing was read", () => {
    const rate = new WorkRate();
    rate.add(0, 0);
    rate.add(20_000, 20 * MB);
    expect(rate.measure(100 * MB)).toEqual({ perSecond: MB, secondsLeft: 80 });
  });
});
