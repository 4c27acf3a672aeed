import { boundsOfBins } from "@/lib/overview";
import { type AxisItem, MOST_PLACES } from "@/lib/query/overview";
import { type Column, elementType } from "@/lib/schema";
import {
  type ChartRef,
  type ColumnFilter,
  filterOn,
  type Pair,
  type PairFilter,
  type PairSide,
  type Pick,
  type PickState,
  stateOfRange,
  stateOfValue,
  subjectOf,
  type ViewState,
  withFilter,
  withoutFilter,
} from "@/lib/view";

/** A line of a heat map, with the column it is of. */
type Line<Item> = readonly [Column, Item];

/** Whether the filters let a cell through; null where no filter is on it. A cell that is left out leaves the others as they are. */
export function stateOfCell(
  view: ViewState,
  chart: ChartRef,
  [first, a]: Line<AxisItem | undefined>,
  [second, b]: Line<AxisItem | undefined>,
): PickState {
  if (a === undefined || b === undefined) return null;
  const ofPair = stateOfPair(pairsOn(view, chart, first, second), pairOf(chart, [first, a], [second, b]));
  switch (chart.kind) {
    case "tool-steps":
      return ofPair;
    case "label-turns":
      return both(ofPair, stateOfItem(view, second, b));
    default:
      return both(ofPair, both(stateOfItem(view, first, a), stateOfItem(view, second, b)));
  }
}

function both(a: PickState, b: PickState): PickState {
  if (a === null) return b;
  if (b === null) return a;
  return a === "in" && b === "in" ? "in" : "out";
}

function stateOfPair(chosen: Cells | null, pair: Pair): PickState {
  if (chosen === null) return null;
  const isNamed = chosen.pairs.some((other) => isSame(other, pair));
  if (chosen.exclude) return isNamed ? "out" : null;
  return isNamed ? "in" : "out";
}

function stateOfItem(view: ViewState, column: Column, item: AxisItem): PickState {
  const filter = filterOn(view, column.name);
  if (item.kind === "value") return stateOfValue(filter, item.value);
  return stateOfRange(filter, binOf(column, item), column.type);
}

/**
 * A click picks the rows of one cell (again: everything), Shift those of a cell beside the others, Alt leaves them
 * out. One cell of two fields is a filter on each of them, as if picked in their own charts; any other choice is a
 * filter on pairs.
 */
export function pickCell(
  view: ViewState,
  chart: ChartRef,
  first: Line<AxisItem>,
  second: Line<AxisItem>,
  pick: Pick,
): ViewState {
  const [a, b] = [first[0], second[0]];
  const pair = pairOf(chart, first, second);
  const exclude = pick === "exclude";
  const single = singleCell(view, chart, a, b);
  const old = pairsOn(view, chart, a, b) ?? (single === null ? null : { pairs: [single], exclude: false });
  const pairs = picked(old?.exclude === exclude ? old.pairs : [], pair, pick);
  const filter = filterOfPairs(chart, a, b, pairs, exclude);
  const others = withoutFilter(view, subjectOf(filter));
  // A cell is left out of what the fields themselves are filtered by; to pick one takes their place.
  const around = exclude && single === null ? others : withoutFilter(withoutFilter(others, a.name), b.name);
  const [only] = pairs;
  if (only === undefined || pairs.length > 1 || exclude || !isOfTwoFields(chart, a, b)) {
    return withFilter(around, filter);
  }
  return withFilter(withFilter(around, filterOfSide(a, only[0])), filterOfSide(b, only[1]));
}

interface Cells {
  pairs: readonly Pair[];
  exclude: boolean;
}

/** The cells that a filter on pairs names, in the order of the axes of this chart. */
function pairsOn(view: ViewState, chart: ChartRef, first: Column, second: Column): Cells | null {
  const subject = subjectOf(filterOfPairs(chart, first, second, [], false));
  const filter = view.filters.find((candidate) => subjectOf(candidate) === subject);
  switch (filter?.kind) {
    case "pairs": {
      const isTurned = filter.column !== first.name;
      const pairs = isTurned ? filter.pairs.map(([a, b]): Pair => [b, a]) : filter.pairs;
      return { pairs, exclude: filter.exclude };
    }
    case "steps":
    case "places":
      return filter;
    default:
      return null;
  }
}

/** The one cell that filters on both fields pick; null where they pick none or several. */
function singleCell(view: ViewState, chart: ChartRef, first: Column, second: Column): Pair | null {
  if (!isOfTwoFields(chart, first, second)) return null;
  const a = onlySide(filterOn(view, first.name));
  const b = onlySide(filterOn(view, second.name));
  return a === undefined || b === undefined ? null : [a, b];
}

function onlySide(filter: ColumnFilter | null): PairSide | undefined {
  switch (filter?.kind) {
    case "one-of":
      return filter.exclude || filter.values.length !== 1 ? undefined : filter.values[0];
    case "list":
      return filter.match === "none" || filter.values.length !== 1 ? undefined : filter.values[0];
    case "ranges": {
      const [only, ...more] = filter.ranges;
      if (only === undefined || more.length > 0 || filter.exclude) return undefined;
      return only.min === null || only.max === null ? undefined : { min: only.min, max: only.max };
    }
    default:
      return undefined;
  }
}

function isOfTwoFields(chart: ChartRef, first: Column, second: Column): boolean {
  return (chart.kind === "cross" || chart.kind === "wins") && first.name !== second.name;
}

function filterOfSide({ name, type }: Column, side: PairSide): ColumnFilter {
  if (side !== null && typeof side !== "string") {
    return { kind: "ranges", column: name, ranges: [side], exclude: false };
  }
  return elementType(type) === null || side === null
    ? { kind: "one-of", column: name, values: [side], exclude: false }
    : { kind: "list", column: name, values: [side], match: "any" };
}

function filterOfPairs(
  chart: ChartRef,
  first: Column,
  second: Column,
  pairs: readonly Pair[],
  exclude: boolean,
): PairFilter {
  const column = first.name;
  const isOfTexts = (pair: Pair): pair is [string, string] => pair.every((side) => typeof side === "string");
  switch (chart.kind) {
    case "tool-steps":
      return { kind: "steps", column, pairs: pairs.filter(isOfTexts), exclude };
    case "label-turns":
      return { kind: "places", column, pairs: pairs.filter(isOfTexts), exclude };
    default:
      return { kind: "pairs", column, other: second.name, pairs, exclude };
  }
}

function pairOf(chart: ChartRef, first: Line<AxisItem>, second: Line<AxisItem>): Pair {
  const [a, b] = [sideOf(first), sideOf(second)];
  // The line of the last place holds those beyond it as well.
  return chart.kind === "label-turns" && a === String(MOST_PLACES) ? [`${a}+`, b] : [a, b];
}

function sideOf([column, item]: Line<AxisItem>): PairSide {
  return item.kind === "value" ? item.value : binOf(column, item);
}

function binOf(column: Column, item: Extract<AxisItem, { kind: "bin" }>): Exclude<PairSide, string | null> {
  const edges = [item.start, item.end, ...(item.isLast ? [] : [item.end])];
  const { min, max } = boundsOfBins(edges, 0, 0, column.type);
  return { min: min ?? item.start, max: max ?? item.end };
}

function picked(old: readonly Pair[], pair: Pair, pick: Pick): readonly Pair[] {
  const isNamed = old.some((other) => isSame(other, pair));
  if (pick === "only") return isNamed && old.length === 1 ? [] : [pair];
  return isNamed ? old.filter((other) => !isSame(other, pair)) : [...old, pair];
}

function isSame(a: Pair, b: Pair): boolean {
  return a.every((side, place) => sideKey(side) === sideKey(b[place] ?? null));
}

function sideKey(side: PairSide): string {
  return JSON.stringify(side === null || typeof side === "string" ? side : [side.min, side.max]);
}
