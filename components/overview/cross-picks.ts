import { boundsOfBins } from "@/lib/overview";
import { type AxisItem, type CrossAxes, MOST_PLACES } from "@/lib/query/overview";
import { type Column, elementType } from "@/lib/schema";
import {
  anyOfItems,
  type ChartRef,
  type ColumnFilter,
  filterOn,
  holdRange,
  type Pair,
  type PairFilter,
  type PairSide,
  type Pick,
  type PickState,
  pickAmong,
  stateOfRange,
  stateOfValue,
  subjectOf,
  type ViewState,
  withFilter,
  withoutFilter,
  withoutRange,
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
  const pair = pairOf(chart, [first, a], [second, b]);
  const ofPair = stateOfPair(pairsOn(view, chart, first, second), (cell) =>
    holdsPair(cell, pair, first, second),
  );
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

function stateOfPair(chosen: Cells | null, holds: (cell: Pair) => boolean): PickState {
  if (chosen === null) return null;
  const isNamed = chosen.pairs.some(holds);
  if (chosen.exclude) return isNamed ? "out" : null;
  return isNamed ? "in" : "out";
}

function stateOfItem(view: ViewState, column: Column, item: AxisItem): PickState {
  const filter = filterOn(view, column.name);
  if (item.kind === "value") return stateOfValue(filter, item.value);
  return stateOfRange(filter, binOf(column, item), column.type);
}

/**
 * A click picks the rows of one cell (again: everything), Shift adds those of a cell or takes them away, Alt leaves
 * them out. One cell of two fields is a filter on each of them, as if picked in their own charts; any other choice is a
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
  const onPairs = pairsOn(view, chart, a, b);
  const ofFields = cellsOfFields(view, chart, a, b);
  const isOfOneCell = ofFields?.length === 1 && ofFields.every((only) => isSame(only, pair));
  // What is left out is left out of what the fields are filtered by.
  const isWithin = onPairs === null ? pick === "exclude" && !isOfOneCell : onPairs.exclude && pick !== "only";
  const all = onPairs ?? { pairs: isWithin ? [] : (ofFields ?? []), exclude: false };
  const isNamed = all.pairs.some((other) => holdsPair(other, pair, a, b));
  // A row may have a cell of lists beside those asked for: to leave it out is another question.
  const isOther = pick === "exclude" && !all.exclude && !isNamed && areLists(a, b);
  const old = isOther ? { pairs: [], exclude: false } : all;
  if (isWithin && pick === "exclude" && !isNamed && isOutOfFields(view, chart, first, second)) return view;
  const cells = old.exclude ? old.pairs : old.pairs.flatMap((other) => splitAround(other, pair, a, b));
  const { values: pairs, exclude } = pickAmong({ values: cells, exclude: old.exclude }, pair, pick, isSame);
  const filter = filterOfPairs(chart, a, b, pairs, exclude);
  const others = withoutFilter(view, subjectOf(filter));
  const around = isWithin ? others : withoutFilter(withoutFilter(others, a.name), b.name);
  const [only] = pairs;
  if (only === undefined || pairs.length > 1 || exclude || !isOfTwoFields(chart, a, b)) {
    return withFilter(around, filter);
  }
  return withFilter(withFilter(around, filterOfSide(a, only[0])), filterOfSide(b, only[1]));
}

/** Whether a rectangle of cells can be brushed: there is an order in which they go on. */
export function isBrushable(chart: ChartRef, axes: CrossAxes): boolean {
  const isOfBins = ({ items }: CrossAxes["rows"]) => items.some(({ kind }) => kind === "bin");
  const [first, second] = chart.columns;
  return chart.kind === "cross" && first !== second && (isOfBins(axes.rows) || isOfBins(axes.columns));
}

/** Keeps the rows of a rectangle of cells: a filter on each of the fields, of all lines that it goes over. */
export function brushCells(
  view: ViewState,
  chart: ChartRef,
  [first, a]: Line<readonly AxisItem[]>,
  [second, b]: Line<readonly AxisItem[]>,
): ViewState {
  const others = withoutFilter(view, subjectOf(filterOfPairs(chart, first, second, [], false)));
  return [filterOfLines(first, a), filterOfLines(second, b)].reduce(withFilter, others);
}

function filterOfLines(column: Column, items: readonly AxisItem[]): ColumnFilter {
  const { name, type } = column;
  const bins = items.filter((item) => item.kind === "bin");
  const [lowest, highest] = [bins[0], bins.at(-1)];
  if (lowest !== undefined && highest !== undefined) {
    return filterOfSide(column, binOf(column, { ...highest, start: lowest.start }));
  }
  const values = items.flatMap((item) => (item.kind === "value" ? [item.value] : []));
  const texts = values.filter((value) => value !== null);
  return elementType(type) === null || texts.length < values.length
    ? { kind: "one-of", column: name, values, exclude: false }
    : anyOfItems(name, texts);
}

/** Whether the filters on the fields themselves keep the rows of a cell out of view. */
function isOutOfFields(
  view: ViewState,
  chart: ChartRef,
  [first, a]: Line<AxisItem>,
  [second, b]: Line<AxisItem>,
): boolean {
  if (!isOfTwoFields(chart, first, second) || areLists(first, second)) return false;
  return both(stateOfItem(view, first, a), stateOfItem(view, second, b)) === "out";
}

function areLists(first: Column, second: Column): boolean {
  return [first, second].some(({ type }) => elementType(type) !== null);
}

/** Cells, one of them the picked one, that hold together what a larger one holds: a brushed rectangle in pieces. */
function splitAround(cell: Pair, [a, b]: Pair, first: Column, second: Column): Pair[] {
  if (!holdsPair(cell, [a, b], first, second)) return [cell];
  return [
    ...sidesAround(cell[0], a, first).map((side): Pair => [side, cell[1]]),
    ...sidesAround(cell[1], b, second).map((side): Pair => [a, side]),
    [a, b],
  ];
}

function sidesAround(side: PairSide, inner: PairSide, { type }: Column): PairSide[] {
  if (!isBin(side) || !isBin(inner)) return [];
  return withoutRange([side], inner, type).flatMap(({ min, max }) =>
    min === null || max === null ? [] : [{ min, max }],
  );
}

function holdsPair(cell: Pair, [a, b]: Pair, first: Column, second: Column): boolean {
  return holdsSide(cell[0], a, first) && holdsSide(cell[1], b, second);
}

function holdsSide(side: PairSide, inner: PairSide, { type }: Column): boolean {
  return isBin(side) && isBin(inner) ? holdRange([side], inner, type) : sideKey(side) === sideKey(inner);
}

function isBin(side: PairSide): side is Exclude<PairSide, string | null> {
  return side !== null && typeof side !== "string";
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

/** More cells than this are no choice that somebody made one by one, nor one for a link. */
const MOST_CELLS = 200;

/** The cells that filters on both fields select together; null where they select none, or in another way. */
function cellsOfFields(view: ViewState, chart: ChartRef, first: Column, second: Column): Pair[] | null {
  if (!isOfTwoFields(chart, first, second)) return null;
  const a = sidesOf(filterOn(view, first.name));
  const b = sidesOf(filterOn(view, second.name));
  if (a === null || b === null || a.length * b.length > MOST_CELLS) return null;
  return a.flatMap((side) => b.map((other): Pair => [side, other]));
}

/** What a filter selects, one or the other; null where it does not select, or has an open end. */
function sidesOf(filter: ColumnFilter | null): readonly PairSide[] | null {
  switch (filter?.kind) {
    case "one-of":
      return filter.exclude ? null : filter.values;
    case "list":
      return filter.without.length === 0 && (filter.match === "any" || filter.values.length === 1)
        ? filter.values
        : null;
    case "ranges": {
      const closed = filter.ranges.flatMap(({ min, max }) =>
        min === null || max === null ? [] : [{ min, max }],
      );
      return filter.exclude || closed.length < filter.ranges.length ? null : closed;
    }
    default:
      return null;
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
    : anyOfItems(name, [side]);
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

function isSame(a: Pair, b: Pair): boolean {
  return a.every((side, place) => sideKey(side) === sideKey(b[place] ?? null));
}

function sideKey(side: PairSide): string {
  return JSON.stringify(side === null || typeof side === "string" ? side : [side.min, side.max]);
}
