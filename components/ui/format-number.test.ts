import { describe, expect, it } from "vitest";
import { formatBytes, formatCount, formatDuration, formatNumber, formatPercent } from "./format-number";

describe("formats for the eye", () => {
  it("separates thousands and keeps the digits of big integers", () => {
    expect(formatCount(44866)).toBe("44,866");
    expect(formatCount(9876543210123456789n)).toBe("9,876,543,210,123,456,789");
  });

  it("names bytes in decimal units and never shows 1000 of one", () => {
    expect(formatBytes(0)).toBe("0 B");
    expect(formatBytes(131)).toBe("131 B");
    expect(formatBytes(157_000_000)).toBe("157 MB");
    expect(formatBytes(999_999)).toBe("1.00 MB");
    expect(formatBytes(2_260_000_000)).toBe("2.26 GB");
  });

  it("never rounds some rows to 0% nor most rows to 100%", () => {
    expect(formatPercent(1, 44866)).toBe("<0.1%");
    expect(formatPercent(44865, 44866)).toBe(">99.9%");
    expect(formatPercent(0, 10)).toBe("0%");
    expect(formatPercent(10, 10)).toBe("100%");
    expect(formatPercent(1174, 44866)).toBe("2.6%");
    expect(formatPercent(0, 0)).toBe("");
  });

  it("shows numbers that are none, very small or very large ones", () => {
    expect(formatNumber(Number.NaN)).toBe("NaN");
    expect(formatNumber(1e-9)).toBe("1e-9");
    expect(formatNumber(1.23456789e-7)).toBe("1.23457e-7");
    expect(formatNumber(1e300)).toBe("1e+300");
    expect(formatNumber(-(2 ** 60))).toBe("-1.152921504606847e+18");
    expect(formatNumber(9007199254740991)).toBe("9,007,199,254,740,991");
    expect(formatNumber(2 ** 60, 4)).toBe("1.153e+18");
    expect(formatNumber(1234.5)).toBe("1,234.5");
    expect(formatNumber(1_729_556_596.0514803)).toBe("1,729,556,596.05");
    expect(formatNumber(1_729_556_596.0514803, 4)).toBe("1,729,556,596");
    expect(formatNumber(1e15 + 0.5)).toBe("1,000,000,000,000,000.5");
    expect(formatNumber(-15_234.71, 4)).toBe("-15,235");
  });

  it("writes durations in the unit that reads best", () => {
    expect(formatDuration(110)).toBe("110 ms");
    expect(formatDuration(1900)).toBe("1.9 s");
    expect(formatDuration(75_000)).toBe("1 min 15 s");
  });
});
