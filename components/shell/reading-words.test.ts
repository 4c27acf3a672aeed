import { describe, expect, it } from "vitest";
import { briefReadingWords, readingWords } from "./reading-words";

const PROGRESS = {
  readBytes: 120_000_000,
  totalBytes: 1_530_000_000,
  rows: 58_200,
  bytesPerSecond: 25_000_000,
  secondsLeft: 56.4,
};

describe("readingWords", () => {
  it("says bytes, rows, speed and time left", () => {
    expect(readingWords(PROGRESS)).toEqual([
      "120 MB of 1.53 GB",
      "58,200 rows read",
      "25.0 MB/s",
      "56 s left",
    ]);
  });

  it("leaves out what cannot be told yet", () => {
    const words = readingWords({ ...PROGRESS, bytesPerSecond: null, secondsLeft: null });
    expect(words).toEqual(["120 MB of 1.53 GB", "58,200 rows read"]);
  });

  it("says the share of the bytes first on a phone", () => {
    expect(briefReadingWords(PROGRESS)).toEqual(["7.8%", "58,200 rows read", "56 s left"]);
    expect(briefReadingWords({ ...PROGRESS, totalBytes: 0, secondsLeft: null })).toEqual([
      "58,200 rows read",
    ]);
  });

  it("does not seem to say that there are no other rows where some columns came first", () => {
    expect(readingWords(PROGRESS, true)[1]).toBe("58,200 rows read whole");
    expect(briefReadingWords(PROGRESS, true)[1]).toBe("58,200 rows read whole");
  });

  it("counts nothing as none while rows are on the screen already", () => {
    const first = { ...PROGRESS, readBytes: 0, rows: 23, bytesPerSecond: null, secondsLeft: null };
    expect(readingWords(first)).toEqual(["1.53 GB", "23 rows read"]);
    expect(briefReadingWords(first)).toEqual(["23 rows read"]);
    expect(briefReadingWords({ ...first, rows: 0 })).toEqual([]);
  });

  it("counts in whole seconds, and leaves the last one out", () => {
    const left = (secondsLeft: number) => readingWords({ ...PROGRESS, secondsLeft })[3];
    expect(left(119.7)).toBe("2 min 0 s left");
    expect(left(9.3)).toBe("9 s left");
    expect(left(1.2)).toBe("1 s left");
    expect(left(0.093)).toBeUndefined();
  });
});
