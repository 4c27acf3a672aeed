import type { Column } from "@/lib/schema";
import { finiteSql } from "../number-facet";
import {
  AXIS_BINS,
  AXIS_ITEMS,
  type AxisItem,
  axisOf,
  byLabel,
  type CrossAxes,
  type CrossAxis,
  SQUARE_ITEMS,
  squared,
} from "../overview/axes";
import { type Cross, type CrossCell, cross, differenceSql } from "../overview/cross";
import { sequence } from "../overview/sequence";
import { jointBins } from "./compare-numbers";
import type { Side } from "./side";

/** How often two things come together on either side: both have the same axes. */
export interface ComparedCross {
  a: Cross;
  b: Cross;
}

/** Values of a side that take part in choosing the axes: all of most datasets. */
const MOST_VALUES = 50_000;

/**
 * Rows of each side by the values of two columns, on axes that hold what is most frequent in both together. A side
 * without one of the columns has no cell. null when no side has both columns, or a column holds numbers on one side only.
 */
export async function compareCross(
  a: Side,
  b: Side,
  names: readonly [string, string],
  options: { isSquare: boolean; ratings: readonly string[] },
  signal?: AbortSignal,
): Promise<ComparedCross | null> {
  const rows = await jointAxis(a, b, names[0], signal);
  const columns = await jointAxis(a, b, names[1], signal);
  if (rows === null || columns === null) return null;
  const most = options.isSquare ? SQUARE_ITEMS : AXIS_ITEMS;
  const cut = { rows: cutAxis(rows, most), columns: cutAxis(columns, most) };
  const axes = options.isSquare ? squared(cut.rows, cut.columns) : cut;
  const countOn = ({ engine, scope }: Side) => {
    const measureSql = options.isSquare ? differenceSql(scope, options.ratings) : null;
    return cross(engine, scope, names, { axes, measureSql, isSquare: options.isSquare }, signal);
  };
  const countedA = await countOn(a);
  const countedB = await countOn(b);
  if (countedA === null && countedB === null) return null;
  return { a: countedA ?? noCross(axes), b: countedB ?? noCross(axes) };
}

/** The items of a list by their place or by the item before them, on either side. */
export async function compareSequence(
  a: Side,
  b: Side,
  columnName: string,
  kind: "places" | "steps",
  signal?: AbortSignal,
): Promise<ComparedCross | null> {
  const countOn = ({ engine, scope }: Side) => sequence(engine, scope, columnName, kind, signal, MOST_VALUES);
  const countedA = await countOn(a);
  const countedB = await countOn(b);
  if (countedA === null && countedB === null) return null;
  const none = noCross({ rows: NO_AXIS, columns: NO_AXIS });
  const [left, right] = [countedA ?? none, countedB ?? none];
  const rows = joinAxes(left.rows, right.rows);
  const axes = {
    // Places stand in their order, and there are few of them.
    rows: kind === "places" ? inOrderOfPlaces(rows) : cutAxis(rows, AXIS_ITEMS),
    columns: cutAxis(joinAxes(left.columns, right.columns), AXIS_ITEMS),
  };
  return { a: onAxes(left, axes), b: onAxes(right, axes) };
}

const NO_AXIS: CrossAxis = { items: [], hidden: 0 };

function noCross(axes: CrossAxes): Cross {
  return { ...axes, cells: [], inView: 0, total: 0 };
}

/** Bins or values of a column in both datasets, uncut; null when it holds numbers on one side only, or neither has it. */
async function jointAxis(a: Side, b: Side, name: string, signal?: AbortSignal): Promise<CrossAxis | null> {
  const [left, right] = [a, b].map(({ scope }) => scope.columns.find((column) => column.name === name));
  if (left === undefined && right === undefined) return null;
  if (isNumber(left) || isNumber(right)) {
    const joint = await jointBins(a, b, name, AXIS_BINS, signal);
    return joint === null ? null : binAxis(joint.edges, joint.high);
  }
  const axisOn = async ({ engine, scope }: Side, column: Column | undefined) =>
    column === undefined ? NO_AXIS : axisOf(engine, scope, column, MOST_VALUES);
  const axisA = await axisOn(a, left);
  const axisB = await axisOn(b, right);
  return joinAxes(axisA, axisB);
}

function isNumber(column: Column | undefined): boolean {
  return column !== undefined && finiteSql(column) !== null;
}

function binAxis(edges: readonly number[], high: number): CrossAxis {
  const items = edges.slice(0, -1).map((start, place): AxisItem => {
    const isLast = place === edges.length - 2;
    // The last bin of whole numbers ends behind the greatest one.
    return { kind: "bin", start, end: isLast ? high : (edges[place + 1] ?? high), isLast, total: 0 };
  });
  return { items, hidden: 0 };
}

/** The values of both, with what they come to together, the most frequent first. */
export function joinAxes(a: CrossAxis, b: CrossAxis): CrossAxis {
  const totals = new Map<string | null, number>();
  for (const item of [...a.items, ...b.items]) {
    if (item.kind === "value") totals.set(item.value, (totals.get(item.value) ?? 0) + item.total);
  }
  const items = [...totals]
    .map(([value, total]): AxisItem => ({ kind: "value", value, total }))
    .sort((x, y) => y.total - x.total);
  return { items, hidden: Math.max(a.hidden, b.hidden) };
}

/** The first items of an axis, labels in their order; bins stay. */
function cutAxis({ items, hidden }: CrossAxis, most: number): CrossAxis {
  if (items.some((item) => item.kind === "bin")) return { items, hidden };
  return { items: items.slice(0, most).sort(byLabel), hidden: hidden + Math.max(0, items.length - most) };
}

function inOrderOfPlaces({ items, hidden }: CrossAxis): CrossAxis {
  const placeOf = (item: AxisItem) => (item.kind === "value" ? Number(item.value) : 0);
  return { items: items.toSorted((x, y) => placeOf(x) - placeOf(y)), hidden };
}

/** The same cells at their places on other axes; those that stand on neither are left out. */
function onAxes(counted: Cross, axes: CrossAxes): Cross {
  const rowPlaces = placesBetween(counted.rows, axes.rows);
  const columnPlaces = placesBetween(counted.columns, axes.columns);
  const cells = counted.cells.flatMap((cell): CrossCell[] => {
    const row = rowPlaces[cell.row];
    const column = columnPlaces[cell.column];
    return row === undefined || column === undefined ? [] : [{ ...cell, row, column }];
  });
  return { ...axes, cells, inView: counted.inView, total: counted.total };
}

function placesBetween(from: CrossAxis, to: CrossAxis): (number | undefined)[] {
  const places = new Map(to.items.map((item, place) => [item.kind === "value" ? item.value : null, place]));
  return from.items.map((item) => places.get(item.kind === "value" ? item.value : null));
}
