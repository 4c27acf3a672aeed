import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ValueRange } from "./model";
import { nextAbove, nextBelow } from "./next-below";
import { holdRange, normalRanges, touchRange, withOuterEnd, withoutRange } from "./ranges";

const DAY_MS = 86_400_000;
const day = (index: number) => new Date(Date.UTC(2024, 1, 27) + index * DAY_MS).toISOString().slice(0, 10);

/** A line of places, told as bounds of one type; values between them are tested too. */
const LINES = {
  integer: { bound: (place: number) => place, values: (place: number) => [place] },
  double: {
    bound: (place: number) => place / 10,
    values: (place: number) => [nextBelow(place / 10), place / 10, nextAbove(place / 10)],
  },
  date: { bound: day, values: (place: number) => [Date.parse(day(place)) * 1000] },
  timestamp: {
    bound: day,
    values: (place: number) => [-1, 0, 1].map((step) => Date.parse(day(place)) * 1000 + step),
  },
} as const;
type Type = keyof typeof LINES;

const place = fc.integer({ min: -3, max: 12 });
const span = fc.record({ min: fc.option(place), max: fc.option(place) });

/** Said again in plain code: times are in microseconds, an upper day lasts to its end. */
function isIn({ min, max }: ValueRange, value: number, type: Type): boolean {
  const isTime = type === "date" || type === "timestamp";
  const at = (bound: number | string, end: "min" | "max"): number => {
    if (!isTime) return Number(bound);
    const start = Date.parse(String(bound).replace(/(\.\d{3})\d+Z/, "$1Z")) * 1000;
    const micros = Number(/\.\d{3}(\d{3})Z/.exec(String(bound))?.[1] ?? 0);
    return String(bound).length === 10 && end === "max" ? start + DAY_MS * 1000 - 1 : start + micros;
  };
  return (min === null || value >= at(min, "min")) && (max === null || value <= at(max, "max"));
}

const cases = fc.record({
  type: fc.constantFrom(...(Object.keys(LINES) as Type[])),
  spans: fc.array(span, { maxLength: 5 }),
  other: span,
});

function told({ type, spans, other }: { type: Type; spans: readonly unknown[]; other: unknown }) {
  const { bound, values } = LINES[type];
  const rangeOf = ({ min, max }: { min: number | null; max: number | null }): ValueRange => ({
    min: min === null ? null : bound(min),
    max: max === null ? null : bound(max),
  });
  return {
    ranges: (spans as { min: number | null; max: number | null }[]).map(rangeOf),
    cut: rangeOf(other as { min: number | null; max: number | null }),
    values: Array.from({ length: 19 }, (_, index) => index - 5).flatMap(values),
  };
}

describe("several ranges", () => {
  it("hold the same values when they are put in order, and stay as they are then", () => {
    fc.assert(
      fc.property(cases, fc.boolean(), (input, isTyped) => {
        const { ranges, values } = told(input);
        const normal = normalRanges(ranges, isTyped ? input.type : null);
        const within = (all: readonly ValueRange[]) =>
          values.filter((value) => all.some((range) => isIn(range, value, input.type)));
        expect(within(normal)).toEqual(within(ranges));
        expect(normalRanges(normal, isTyped ? input.type : null)).toEqual(normal);
        expect(normalRanges(ranges.toReversed(), isTyped ? input.type : null)).toHaveLength(normal.length);
      }),
      { numRuns: 1000 },
    );
  });

  it("without another hold all values but its own", () => {
    fc.assert(
      fc.property(cases, (input) => {
        const { ranges, cut, values } = told(input);
        const rest = withoutRange(ranges, cut, input.type);
        const within = (all: readonly ValueRange[]) =>
          values.filter((value) => all.some((range) => isIn(range, value, input.type)));
        expect(within(rest)).toEqual(within(ranges).filter((value) => !isIn(cut, value, input.type)));
      }),
      { numRuns: 1000 },
    );
  });

  it("are one where nothing is between them", () => {
    const two = [
      { min: 1, max: 4 },
      { min: 5, max: 9 },
    ];
    expect(normalRanges(two, "integer")).toEqual([{ min: 1, max: 9 }]);
    expect(normalRanges(two, "double")).toEqual(two);
    expect(normalRanges(two)).toEqual(two);
    const halves = [
      { min: 0.5, max: 1 },
      { min: 0, max: nextBelow(0.5) },
    ];
    expect(normalRanges(halves)).toEqual([{ min: 0, max: 1 }]);
    const days = [
      { min: "2024-02-28", max: "2024-02-29" },
      { min: "2024-03-01", max: "2024-03-01" },
    ];
    expect(normalRanges(days, "date")).toEqual([{ min: "2024-02-28", max: "2024-03-01" }]);
    const times = [
      { min: "2024-02-29T12:00:00.000Z", max: "2024-02-29T23:59:59.999999Z" },
      { min: "2024-03-01T00:00:00.000Z", max: "2024-03-01T11:59:59.999999Z" },
    ];
    expect(normalRanges(times, "timestamp")).toEqual([
      { min: "2024-02-29T12:00:00.000Z", max: "2024-03-01T11:59:59.999999Z" },
    ]);
  });

  it("never become everything, which rows without a value are part of", () => {
    const two = [
      { min: null, max: 5 },
      { min: 3, max: null },
    ];
    expect(normalRanges(two, "integer")).toEqual(two);
    expect(normalRanges([...two, { min: null, max: null }], "integer")).toEqual([{ min: null, max: null }]);
  });

  it("get another outer end, and those between stay", () => {
    const from = (min: number | null, max: number | null): ValueRange => ({ min, max });
    const three = [from(1, 4), from(10, 20), from(30, 39)];
    const lower = (bound: number | null) => withOuterEnd(three, "min", bound, "integer");
    expect(lower(-5)).toEqual([from(-5, 4), from(10, 20), from(30, 39)]);
    expect(lower(null)).toEqual([from(null, 4), from(10, 20), from(30, 39)]);
    expect(lower(3)).toEqual([from(3, 4), from(10, 20), from(30, 39)]);
    expect(lower(12)).toEqual([from(12, 20), from(30, 39)]);
    // Between two, the next one reaches to it.
    expect(lower(6)).toEqual([from(6, 20), from(30, 39)]);
    expect(lower(39)).toEqual([from(39, 39)]);
    // As with one range, an end beyond the other leaves nothing.
    expect(lower(50)).toEqual([from(50, 39)]);
    const upper = (bound: number | null) => withOuterEnd(three, "max", bound, "integer");
    expect(upper(99)).toEqual([from(1, 4), from(10, 20), from(30, 99)]);
    expect(upper(null)).toEqual([from(1, 4), from(10, 20), from(30, null)]);
    expect(upper(33)).toEqual([from(1, 4), from(10, 20), from(30, 33)]);
    expect(upper(25)).toEqual([from(1, 4), from(10, 25)]);
    expect(upper(10)).toEqual([from(1, 4), from(10, 10)]);
    expect(upper(0)).toEqual([from(1, 0)]);
    const days = [
      { min: day(0), max: day(1) },
      { min: day(5), max: day(6) },
    ];
    expect(withOuterEnd(days, "min", day(1), "date")).toEqual([
      { min: day(1), max: day(1) },
      { min: day(5), max: day(6) },
    ]);
    expect(withOuterEnd([from(null, null)], "max", 7, "integer")).toEqual([from(null, 7)]);
  });

  it("hold, with another outer end, what they held on the inner side of it", () => {
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 4 }), place, (spans, end) => {
        const ranges = normalRanges(spans, "integer");
        const moved = withOuterEnd(ranges, "min", end, "integer");
        const outermost = moved[0]?.max ?? 12;
        for (let value = -4; value <= 13; value++) {
          const held = moved.some((range) => isIn(range, value, "integer"));
          if (value < end) expect(held).toBe(false);
          else if (value > Number(outermost)) {
            expect(held).toBe(ranges.some((range) => isIn(range, value, "integer")));
          }
        }
      }),
    );
  });

  it("keep whole numbers beyond 2^53 exact", () => {
    const big = [
      { min: "9007199254740993", max: "9007199254740995" },
      { min: "9007199254740996", max: "9007199254740999" },
    ];
    expect(normalRanges(big, "integer")).toEqual([{ min: "9007199254740993", max: "9007199254740999" }]);
    const one = { min: "9007199254740995", max: "9007199254740995" };
    expect(holdRange(big, one, "integer")).toBe(true);
    expect(withoutRange(big, one, "integer")).toEqual([
      { min: "9007199254740993", max: "9007199254740994" },
      { min: "9007199254740996", max: "9007199254740999" },
    ]);
  });

  it("with bounds that mean nothing stay as they are, and hold nothing", () => {
    const words = [
      { min: "b", max: "c" },
      { min: "2024-02-30", max: null },
    ];
    expect(normalRanges(words)).toEqual(words);
    expect(normalRanges([...words, { min: 1, max: 2 }])).toHaveLength(3);
    expect(holdRange(words, { min: 1, max: 1 }, "integer")).toBe(false);
    expect(touchRange(words, { min: "2024-02-29", max: "2024-02-29" }, "date")).toBe(false);
    expect(withoutRange(words, { min: 1, max: 1 }, "integer")).toEqual(words);
  });
});
