import { type BrushedMarks, binWords, digitsOfBounds, endsOf } from "@/components/charts";
import { formatNumber } from "@/components/ui";
import { type CountedSide, differenceOf, pairValues } from "@/lib/compare";
import { boundsOfBins, CHARACTERS } from "@/lib/overview";
import type { ComparedChart, NumberComparison } from "@/lib/query/compare";
import type { Breakdown, ChartAnswer, HitRate, Measure } from "@/lib/query/overview";
import { type Column, elementType, labelNumber, lengthRangeWords } from "@/lib/schema";
import {
  type ChartRef,
  type CompareOrder,
  filterOn,
  type Pick as PickMode,
  type PickState,
  pickItem,
  pickItems,
  pickRange,
  pickValue,
  pickValues,
  stateOfRange,
  stateOfValue,
  type ValueRange,
  type ViewState,
  withBounds,
} from "@/lib/view";
import { measureWords } from "./breakdown-view";
import { valueWords } from "./chart-words";
import { spreadWords } from "./hit-rate-table";
import { BY_DIFFERENCE } from "./paired-order";
import { type CountOf, hasDifference, type ToldPair } from "./share-words";
import { measureTitle } from "./table-of";

/** A pair of bars: what it is called, how often it comes on either side, and whether the filters of each let it through. */
export interface PairedLine extends ToldPair {
  key: string;
  name: string;
  states: Readonly<Record<"a" | "b", PickState>>;
  isMuted: boolean;
  note?: string;
  /** null where A has no such field. */
  onPick: ((pick: PickMode) => void) | null;
  /** A second line under the name. */
  sub?: string;
  /** What stands below the bars, a text for each line there, the longest first; as many for each line of a chart. */
  feet?: readonly (readonly string[])[];
  /** What was measured of the rows of a value on either side; the same measures for each line of a chart. */
  measured?: readonly { title: string; a: number | null; b: number | null }[];
  /** 10th, 50th and 90th percentile of what was measured on a side; null where nothing was. */
  spreads?: Readonly<Record<"a" | "b", readonly number[] | null>>;
  /** What a bin holds, or the label of lines in their course: a drag picks from the first to the last. */
  brushed?: ValueRange | { label: string };
}

interface LinesContext {
  chart: ChartRef;
  view: ViewState;
  /** Filters of B: its own, or those of A. */
  filtersB: ViewState["filters"];
  onEdit: (change: (view: ViewState) => ViewState) => void;
  /** Columns of A, then those of B alone. */
  columns: readonly Column[];
  /** Whether A has a column. */
  isOfA: (name: string) => boolean;
  order: CompareOrder;
}

/** What a chart of bars shows of both sides, in the order asked for; bins and labels in their course unless the chart asks otherwise. */
export function pairedLines(
  answer: Exclude<ComparedChart, { kind: "cross" }>,
  context: LinesContext,
): PairedLine[] {
  if (answer.kind === "numbers") return inCourse(binLines(answer.numbers, context), context.chart);
  const { a, b } = answer;
  const kind = a?.kind ?? b?.kind;
  switch (kind) {
    case "breakdown":
    case "labels": {
      const [column = ""] = context.chart.columns;
      const means = meansOf(a, b);
      const wholes = wholesOf(breakdownOf(a), breakdownOf(b));
      const unit = [a, b].some((side) => side?.kind === "labels" && side.unit === "message")
        ? "message"
        : "row";
      const lines = valueLines(countedSide(a), countedSide(b), column, { ...context, unit });
      const ordered = kind === "labels" ? inCourse(byNumber(lines), context.chart) : lines;
      return ordered.map(({ value, ...line }) => {
        const { words: told, measured } = means(value);
        const note = told.join("; ");
        const whole = {
          // As in the chart of one dataset, what is known of a teacher stands below its bar.
          ...(context.chart.kind === "teachers" && measured.length > 0 && { feet: [told] }),
          ...(measured.length > 0 && { measured }),
          wholes: wholes(value),
          ...(kind === "labels" && value !== null && { brushed: { label: value } }),
        };
        return note === "" ? { ...line, ...whole } : { ...line, ...whole, note };
      });
    }
    case "pair": {
      const [chosen = "", rejected = ""] = context.chart.columns;
      const places = [
        ["chosen", chosen],
        ["rejected", rejected],
      ] as const;
      const sides = places.flatMap(([place, column]) => {
        const wholes = wholesOf(placeOf(a, place), placeOf(b, place));
        return valueLines(pairSide(a, place), pairSide(b, place), column, context, place).map(
          ({ value, ...line }): PairedLine => ({ ...line, wholes: wholes(value) }),
        );
      });
      return inOrder(sides, context.order);
    }
    case "hit-rate":
      return inCourse(hitLines(a, b, context), context.chart);
    default:
      return [];
  }
}

type ValueLine = PairedLine & { value: string | null };

/** Labels of lengths in their course; what is none comes last, in its order. */
function byNumber(lines: readonly ValueLine[]): ValueLine[] {
  const numberOf = ({ value }: ValueLine) => labelNumber(value ?? "") ?? Number.POSITIVE_INFINITY;
  const isOver = ({ value }: ValueLine) => (value?.includes(">") ? 1 : 0);
  return lines.toSorted((x, y) =>
    numberOf(x) === numberOf(y) ? isOver(x) - isOver(y) : numberOf(x) - numberOf(y),
  );
}

function valueLines(
  a: CountedSide,
  b: CountedSide,
  column: string,
  { view, filtersB, onEdit, columns, isOfA, order, unit = "row" }: LinesContext & { unit?: ToldPair["unit"] },
  suffix?: string,
): ValueLine[] {
  const type = columns.find(({ name }) => name === column)?.type;
  const isList = type !== undefined && elementType(type) !== null;
  const filters = { a: filterOn(view, column), b: filterOn({ filters: filtersB }, column) };
  return pairValues(a, b, order).map((pair): ValueLine => {
    const { value } = pair;
    const name = valueWords(value);
    return {
      ...{ ...pair, unit, of: { a: a.total, b: b.total } },
      key: `${suffix ?? ""}${value === null ? "null" : `=${value}`}`,
      name: suffix === undefined ? name : `${name}, ${suffix}`,
      states: { a: stateOfValue(filters.a, value), b: stateOfValue(filters.b, value) },
      isMuted: value === null || value === "",
      onPick: !isOfA(column)
        ? null
        : (pick) => {
            if (!isList) onEdit((now) => pickValue(now, column, value, pick));
            else if (value !== null) onEdit((now) => pickItem(now, column, value, pick));
          },
    };
  });
}

const NOTHING: CountedSide = { values: [], total: 0 };

/** What is in view of a side; values that are only in the dataset are left out. */
function countedSide(answer: ChartAnswer | null): CountedSide {
  return inViewOf(breakdownOf(answer));
}

function pairSide(answer: ChartAnswer | null, side: "chosen" | "rejected"): CountedSide {
  return inViewOf(placeOf(answer, side));
}

function inViewOf(breakdown: Breakdown | null): CountedSide {
  if (breakdown === null) return NOTHING;
  return { values: inView(breakdown.values), total: breakdown.rowsInView };
}

function breakdownOf(answer: ChartAnswer | null): Breakdown | null {
  return answer?.kind === "breakdown" || answer?.kind === "labels" ? answer.breakdown : null;
}

function placeOf(answer: ChartAnswer | null, side: "chosen" | "rejected"): Breakdown | null {
  return answer?.kind === "pair" ? answer[side] : null;
}

/** How often a value comes among all rows of either side. */
function wholesOf(a: Breakdown | null, b: Breakdown | null) {
  const [left, right] = [a, b].map((side) => {
    const totals = new Map(side?.values.map(({ value, total }) => [value, total]));
    return (value: string | null): CountOf => ({ count: totals.get(value) ?? 0, of: side?.rowsTotal ?? 0 });
  });
  const none = { count: 0, of: 0 };
  return (value: string | null) => ({ a: left?.(value) ?? none, b: right?.(value) ?? none });
}

function inView(values: readonly { value: string | null; selected: number }[]): CountedSide["values"] {
  return values.flatMap(({ value, selected }) => (selected === 0 ? [] : [{ value, count: selected }]));
}

/** What was measured of the rows of a value on either side: in words for each that has any, and as numbers. */
function meansOf(a: ChartAnswer | null, b: ChartAnswer | null) {
  const sides = [a, b].map((answer) => {
    const { measures, breakdown } = answer?.kind === "breakdown" ? answer : NO_MEASURES;
    return { measures, means: new Map(breakdown.values.map(({ value, means: of }) => [value, of])) };
  });
  // A field that one side lacks is measured of the other all the same.
  const titles = [...new Set(sides.flatMap(({ measures }) => measures.map(measureTitle)))];
  return (value: string | null) => {
    const [ofA, ofB] = sides.map(({ measures, means }) => {
      const of = means.get(value) ?? [];
      const numbers = new Map(measures.map((measure, place) => [measureTitle(measure), of[place] ?? null]));
      return { words: measureWords(of, measures), numbers };
    });
    const words = [ofA?.words ? [`A: ${ofA.words}`] : [], ofB?.words ? [`B: ${ofB.words}`] : []].flat();
    const measured = titles.map((title) => {
      return { title, a: ofA?.numbers.get(title) ?? null, b: ofB?.numbers.get(title) ?? null };
    });
    return { words, measured };
  };
}

const NO_MEASURES: { measures: readonly Measure[]; breakdown: Pick<Breakdown, "values"> } = {
  measures: [],
  breakdown: { values: [] },
};

function hitLines(a: ChartAnswer | null, b: ChartAnswer | null, context: LinesContext): PairedLine[] {
  const [column = ""] = context.chart.columns;
  const ratesOf = (answer: ChartAnswer | null) =>
    new Map((answer?.kind === "hit-rate" ? (answer.rates ?? []) : []).map((rate) => [rate.label, rate]));
  const [left, right] = [ratesOf(a), ratesOf(b)];
  const labels = { values: [...left.keys()].map((value) => ({ value, count: 1 })), total: 1 };
  const others = { values: [...right.keys()].map((value) => ({ value, count: 1 })), total: 1 };
  const unit = context.chart.settings.includes(CHARACTERS) ? CHARACTERS : "words";
  // What is compared is how many of each label keep to their range.
  const lines = byNumber(valueLines(labels, others, column, { ...context, order: "name" }));
  return lines.map(({ value, ...line }): PairedLine => {
    const [x, y] = [left.get(value ?? ""), right.get(value ?? "")];
    const range = (x ?? y)?.range ?? null;
    const rate = (of: typeof x) => (of === undefined || of.messages === 0 ? 0 : of.hits / of.messages);
    const counts = {
      ...({ unit: "message", isOfPart: true } as const),
      of: { a: x?.messages ?? 0, b: y?.messages ?? 0 },
      spreads: { a: x?.spread ?? null, b: y?.spread ?? null },
      note: spreadsOf(x, y),
      feet: feetOf(x, y),
    };
    return range === null
      ? {
          ...line,
          ...counts,
          a: 0,
          b: 0,
          shareA: 0,
          shareB: 0,
          sub: "no range",
          isMuted: true,
          isUncounted: true,
        }
      : {
          ...{ ...line, ...counts, sub: `${lengthRangeWords(range)} ${unit}` },
          ...{ a: x?.hits ?? 0, b: y?.hits ?? 0, shareA: rate(x), shareB: rate(y) },
        };
  });
}

/** How long the messages of a label are on either side. */
function spreadsOf(a: HitRate | undefined, b: HitRate | undefined): string {
  return [a, b]
    .map((rate, side) => {
      const [low, middle, high] = rate?.spread ?? [];
      const words =
        middle === undefined
          ? "no message in view"
          : `median ${formatNumber(middle)}, 80% from ${formatNumber(low ?? 0)} to ${formatNumber(high ?? 0)}`;
      return `${side === 0 ? "A" : "B"}: ${words}`;
    })
    .join("; ");
}

/** The same for the line below the bars. */
function feetOf(a: HitRate | undefined, b: HitRate | undefined): string[][] {
  const foot = (isLong: boolean) =>
    [a, b]
      .map((rate, side) => {
        const name = side === 0 ? "A" : "B";
        const middle = rate?.spread?.[1];
        if (middle === undefined) return `${name} none in view`;
        const median = `${name} median ${formatNumber(middle)}`;
        return isLong ? `${median}, 80% ${spreadWords(rate?.spread ?? null)}` : median;
      })
      .join(" · ");
  return [[foot(true)], [foot(false)]];
}

function binLines(
  { edges: bounds, max, a, b, emptyA, emptyB, all }: NumberComparison,
  { chart, view, filtersB, onEdit, columns, isOfA }: LinesContext,
): PairedLine[] {
  const [column = ""] = chart.columns;
  const type = columns.find(({ name }) => name === column)?.type ?? "double";
  // The last bin of whole numbers ends behind the greatest one, which is what it holds.
  const edges = type === "integer" ? [...bounds.slice(0, -1), max] : bounds;
  const filters = { a: filterOn(view, column), b: filterOn({ filters: filtersB }, column) };
  const wholeA = a.reduce((sum, count) => sum + count, emptyA);
  const wholeB = b.reduce((sum, count) => sum + count, emptyB);
  const share = (countA: number, countB: number) => ({
    ...({ a: countA, b: countB, unit: "row" } as const),
    of: { a: wholeA, b: wholeB },
    shareA: wholeA === 0 ? 0 : countA / wholeA,
    shareB: wholeB === 0 ? 0 : countB / wholeB,
  });
  const wholes = (countOf: (side: { counts: readonly number[]; empty: number }) => number) => {
    if (all === undefined) return {};
    const [left, right] = [all.a, all.b].map((side) => {
      return { count: countOf(side), of: side.counts.reduce((sum, count) => sum + count, side.empty) };
    });
    return left === undefined || right === undefined ? {} : { wholes: { a: left, b: right } };
  };
  const digits = digitsOfBounds(edges);
  const bins = a.map((count, bin): PairedLine => {
    const picked = boundsOfBins(edges, bin, bin, type);
    return {
      ...share(count, b[bin] ?? 0),
      ...wholes(({ counts }) => counts[bin] ?? 0),
      key: String(bin),
      name: binWords(edges[bin] ?? 0, edges[bin + 1] ?? 0, type, bin === a.length - 1, digits),
      states: { a: stateOfRange(filters.a, picked, type), b: stateOfRange(filters.b, picked, type) },
      isMuted: false,
      brushed: picked,
      onPick: isOfA(column)
        ? (pick) => onEdit((now) => pickRange(now, { name: column, type }, picked, pick))
        : null,
    };
  });
  const empty: PairedLine = {
    ...share(emptyA, emptyB),
    ...wholes(({ empty: none }) => none),
    ...{ key: "null", name: "no value", isMuted: true, onPick: null },
    states: { a: null, b: null },
  };
  return [...withinEnds(bins), ...(emptyA + emptyB === 0 ? [] : [empty])];
}

/** The bins from the first to the last that hold something: one between them that holds nothing is part of the picture. */
function withinEnds(bins: readonly PairedLine[]): PairedLine[] {
  const isFilled = ({ a, b, wholes }: PairedLine) =>
    a + b + (wholes?.a.count ?? 0) + (wholes?.b.count ?? 0) > 0;
  const first = bins.findIndex(isFilled);
  return first < 0 ? [] : bins.slice(first, bins.findLastIndex(isFilled) + 1);
}

/** Keeps the rows of A from one bin (or label) to another, both included, in either direction. */
export function brushLines(
  lines: readonly PairedLine[],
  range: BrushedMarks,
  { chart, onEdit, columns }: Pick<LinesContext, "chart" | "onEdit" | "columns">,
): void {
  const [column = ""] = chart.columns;
  const { first, last } = endsOf(range);
  // The line of those without a value is no bin, and no label.
  const brushed = lines.slice(first, last + 1).flatMap((line) => line.brushed ?? []);
  const labels = brushed.flatMap((part) => ("label" in part ? part.label : []));
  if (labels.length > 0) {
    const type = columns.find(({ name }) => name === column)?.type;
    const isList = type !== undefined && elementType(type) !== null;
    onEdit((now) => (isList ? pickItems : pickValues)(now, column, labels, "only"));
    return;
  }
  const ranges = brushed.flatMap((part) => ("label" in part ? [] : part));
  const [from, to] = [ranges[0], ranges.at(-1)];
  if (from !== undefined && to !== undefined) onEdit((now) => withBounds(now, column, from.min, to.max));
}

/** Lines in their course, or the largest difference first where the chart asks for that. */
function inCourse<Line extends PairedLine>(lines: readonly Line[], { settings }: ChartRef): Line[] {
  return settings.includes(BY_DIFFERENCE) ? byDifference(lines) : [...lines];
}

/** The largest difference first; lines without a share on both sides come last. */
export function byDifference<Line extends PairedLine>(lines: readonly Line[]): Line[] {
  const sorted = inOrder([...lines], "difference");
  return [...sorted.filter(hasDifference), ...sorted.filter((line) => !hasDifference(line))];
}

function inOrder<Line extends PairedLine>(lines: Line[], order: CompareOrder): Line[] {
  switch (order) {
    case "difference":
      return lines.sort((x, y) => Math.abs(differenceOf(y)) - Math.abs(differenceOf(x)));
    case "count":
      return lines.sort((x, y) => y.a - x.a || y.b - x.b);
    case "name":
      return lines.sort((x, y) => NAMES.compare(x.name, y.name));
  }
}

const NAMES = new Intl.Collator("en", { numeric: true });
