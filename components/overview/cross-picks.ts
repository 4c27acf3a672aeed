import { boundsOfBins } from "@/lib/overview";
import { AXIS_ITEMS, type AxisItem, MOST_PLACES } from "@/lib/query/overview";
import { type Column, elementType } from "@/lib/schema";
import {
  anyOfItems,
  type ChartRef,
  type ColumnFilter,
  filterOn,
  type Pair,
  type PairFilter,
  type PairSide,
  type Pick,
  type PickState,
  pickAmong,
  pickBeside,
  stateOfRange,
  stateOfValue,
  subjectOf,
  type TextPair,
  type ViewState,
  withFilter,
  withoutFilter,
} from "@/lib/view";
import { holdsPair, isSamePair, splitAround } from "./pair-cells";

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

function stateOfPair({ pairs, without }: Cells, holds: (cell: Pair) => boolean): PickState {
  if (without.some(holds)) return "out";
  if (pairs.length === 0) return null;
  return pairs.some(holds) ? "in" : "out";
}

/** Whether the filters name a cell to leave it out. */
export function isCellLeftOut(
  view: ViewState,
  chart: ChartRef,
  [first, a]: Line<AxisItem | undefined>,
  [second, b]: Line<AxisItem | undefined>,
): boolean {
  const { without } = pairsOn(view, chart, first, second);
  if (a === undefined || b === undefined || without.length === 0) return false;
  const pair = pairOf(chart, [first, a], [second, b]);
  return without.some((cell) => holdsPair(cell, pair, first, second));
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
  const picked: PickedCells = {
    ...pairsOn(view, chart, a, b),
    ofFields: cellsOfFields(view, chart, a, b),
  };
  if (pick !== "only") {
    return areLists(a, b)
      ? pickOneBeside(view, chart, [a, b], pair, picked, pick)
      : pickOneAmong(view, chart, [first, second], pair, picked, pick);
  }
  const { pairs, without, ofFields } = picked;
  const isOnly = without.length === 0 && isOnlyCell(pairs.length > 0 ? pairs : ofFields, pair);
  return withCells(view, chart, a, b, { pairs: isOnly ? [] : [pair], without: [] });
}

/** The cells that filters on pairs name, and those that filters on each of the two fields let through; null for none of them. */
interface PickedCells {
  pairs: readonly Pair[];
  without: readonly Pair[];
  ofFields: readonly Pair[] | null;
}

function isOnlyCell(cells: readonly Pair[] | null, pair: Pair): boolean {
  return cells?.length === 1 && cells.every((cell) => isSamePair(cell, pair));
}

/** Of lists a row may have several cells: one to leave out stands beside those asked for. */
function pickOneBeside(
  view: ViewState,
  chart: ChartRef,
  [a, b]: readonly [Column, Column],
  pair: Pair,
  { ofFields, ...onPairs }: PickedCells,
  pick: Exclude<Pick, "only">,
): ViewState {
  const isLeftOut = onPairs.without.some((cell) => holdsPair(cell, pair, a, b));
  // What is left out is left out of what the fields are filtered by; what is added is added to it.
  const isWithin =
    [a, b].some(({ name }) => filterOn(view, name) !== null) &&
    (pick === "exclude" ? !isOnlyCell(ofFields, pair) : isLeftOut);
  const selected = isWithin || onPairs.pairs.length > 0 ? onPairs.pairs : (ofFields ?? []);
  const split = (cells: readonly Pair[]) => cells.flatMap((cell) => splitAround(cell, pair, a, b));
  const { values: pairs, without } = pickBeside(
    { values: split(selected), without: split(onPairs.without) },
    [pair],
    pick,
    isSamePair,
  );
  return isWithin
    ? withFilter(view, filterOfPairs(chart, a, b, { pairs, without }))
    : withCells(view, chart, a, b, { pairs, without });
}

/** Of two fields with one value each a row has one cell, so that there is nothing to leave out of a selection but its own. */
function pickOneAmong(
  view: ViewState,
  chart: ChartRef,
  [first, second]: readonly [Line<AxisItem>, Line<AxisItem>],
  pair: Pair,
  { pairs, without, ofFields }: PickedCells,
  pick: Exclude<Pick, "only">,
): ViewState {
  const [a, b] = [first[0], second[0]];
  const isOfPairs = pairs.length + without.length > 0;
  // What is left out is left out of what the fields are filtered by.
  const isWithin = isOfPairs ? pairs.length === 0 : pick === "exclude" && !isOnlyCell(ofFields, pair);
  if (isWithin && pick === "exclude") {
    const isLeftOut = without.some((cell) => holdsPair(cell, pair, a, b));
    if (!isLeftOut && isOutOfFields(view, first, second)) return view;
  }
  const isExclude = isOfPairs && pairs.length === 0;
  const named = isExclude ? without : isWithin ? [] : isOfPairs ? pairs : (ofFields ?? []);
  const values = named.flatMap((cell) => splitAround(cell, pair, a, b));
  const picked = pickAmong({ values, exclude: isExclude }, pair, pick, isSamePair);
  const cells = picked.exclude
    ? { pairs: [], without: picked.values }
    : { pairs: picked.values, without: isExclude ? [] : without };
  return isWithin ? withFilter(view, filterOfPairs(chart, a, b, cells)) : withCells(view, chart, a, b, cells);
}

/** Keeps the rows of a rectangle of cells: of two fields a filter on each, of all lines that it goes over. */
export function brushCells(
  view: ViewState,
  chart: ChartRef,
  [first, a]: Line<readonly AxisItem[]>,
  [second, b]: Line<readonly AxisItem[]>,
): ViewState {
  if (!isOfTwoFields(chart, first, second)) {
    const pairs = a.flatMap((line) => b.map((item) => pairOf(chart, [first, line], [second, item])));
    return withCells(view, chart, first, second, { pairs, without: [] });
  }
  const others = withoutFilter(view, subjectOf(filterOfPairs(chart, first, second, NO_CELLS)));
  return [filterOfLines(first, a), filterOfLines(second, b)].reduce(withFilter, others);
}

/** Sets what is picked of the cells of two fields, in place of what the fields are filtered by. */
function withCells(view: ViewState, chart: ChartRef, a: Column, b: Column, cells: Cells): ViewState {
  const filter = filterOfPairs(chart, a, b, cells);
  const others = [subjectOf(filter), a.name, b.name].reduce(withoutFilter, view);
  const [only, ...more] = cells.pairs;
  if (only === undefined || more.length + cells.without.length > 0 || !isOfTwoFields(chart, a, b)) {
    return withFilter(others, filter);
  }
  return withFilter(withFilter(others, filterOfSide(a, only[0])), filterOfSide(b, only[1]));
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
function isOutOfFields(view: ViewState, [first, a]: Line<AxisItem>, [second, b]: Line<AxisItem>): boolean {
  return both(stateOfItem(view, first, a), stateOfItem(view, second, b)) === "out";
}

function areLists(first: Column, second: Column): boolean {
  return [first, second].some(({ type }) => elementType(type) !== null);
}

/** Cells of which any is asked for, where there are some, and those that are left out. */
interface Cells {
  pairs: readonly Pair[];
  without: readonly Pair[];
}

const NO_CELLS: Cells = { pairs: [], without: [] };

/** The cells that a filter on pairs names, in the order of the axes of this chart. */
function pairsOn(view: ViewState, chart: ChartRef, first: Column, second: Column): Cells {
  const subject = subjectOf(filterOfPairs(chart, first, second, NO_CELLS));
  const filter = view.filters.find((candidate) => subjectOf(candidate) === subject);
  switch (filter?.kind) {
    case "pairs": {
      if (filter.column === first.name) return filter;
      const turn = ([a, b]: Pair): Pair => [b, a];
      return { pairs: filter.pairs.map(turn), without: filter.without.map(turn) };
    }
    case "steps":
    case "places":
      return filter;
    default:
      return NO_CELLS;
  }
}

/** All cells of a map of values. More are no choice that somebody made, nor one for a link. */
const MOST_CELLS = AXIS_ITEMS ** 2;

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

function filterOfPairs(chart: ChartRef, first: Column, second: Column, cells: Cells): PairFilter {
  const column = first.name;
  switch (chart.kind) {
    case "tool-steps":
      return { kind: "steps", column, ...textCells(cells) };
    case "label-turns":
      return { kind: "places", column, ...textCells(cells) };
    default:
      return { kind: "pairs", column, other: second.name, pairs: cells.pairs, without: cells.without };
  }
}

function textCells({ pairs, without }: Cells) {
  const isOfTexts = (pair: Pair): pair is TextPair => pair.every((side) => typeof side === "string");
  return { pairs: pairs.filter(isOfTexts), without: without.filter(isOfTexts) };
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
