import { boundNumber, boundsOfBins } from "@/lib/overview";
import type { AxisItem } from "@/lib/query/overview";
import { type Column, elementType } from "@/lib/schema";
import {
  type ChartRef,
  filterOn,
  type Pick,
  type PickState,
  pickItem,
  pickRange,
  pickValue,
  stateOfRange,
  stateOfValue,
  type ViewState,
  withFilter,
  withoutFilter,
} from "@/lib/view";

/** Whether the filters let a cell through, from the two columns and their lines; null where no filter is on either. */
export function stateOfCell(
  view: ViewState,
  chart: ChartRef,
  [first, a]: readonly [Column, AxisItem | undefined],
  [second, b]: readonly [Column, AxisItem | undefined],
): PickState {
  return both(
    stateOfItem(view, chart.kind === "label-turns" ? null : first, a),
    stateOfItem(view, second, b),
  );
}

function both(a: PickState, b: PickState): PickState {
  if (a === null) return b;
  if (b === null) return a;
  return a === "in" && b === "in" ? "in" : "out";
}

function stateOfItem(view: ViewState, column: Column | null, item: AxisItem | undefined): PickState {
  if (column === null || item === undefined) return null;
  const filter = filterOn(view, column.name);
  if (item.kind === "value") return stateOfValue(filter, item.value);
  const { min, max } = boundsOfBins(
    [item.start, item.end, ...(item.isLast ? [] : [item.end])],
    0,
    0,
    column.type,
  );
  return stateOfRange(filter, { start: boundNumber(min ?? 0), end: boundNumber(max ?? 0) }, boundNumber);
}

function pickAxis(view: ViewState, column: Column, item: AxisItem, pick: Pick): ViewState {
  if (item.kind === "bin") {
    const edges = [item.start, item.end, ...(item.isLast ? [] : [item.end])];
    return pickRange(view, column.name, boundsOfBins(edges, 0, 0, column.type), pick);
  }
  if (elementType(column.type) === null) return pickValue(view, column.name, item.value, pick);
  return item.value === null ? view : pickItem(view, column.name, item.value, pick);
}

/**
 * A click picks both values of a cell (again: neither), Shift puts both beside those picked, Alt leaves out the value
 * of the row: filters join with AND, so a single cell cannot be left out.
 */
export function pickCell(
  view: ViewState,
  chart: ChartRef,
  [first, a]: readonly [Column, AxisItem],
  [second, b]: readonly [Column, AxisItem],
  pick: Pick,
): ViewState {
  if (chart.kind === "label-turns") return pickAxis(view, second, b, pick);
  if (chart.kind === "tool-steps") return pickStep(view, first.name, [a, b], pick);
  if (pick === "exclude") return pickAxis(view, first, a, pick);
  if (pick === "only") {
    const isPicked = stateOfItem(view, first, a) === "in" && stateOfItem(view, second, b) === "in";
    const cleared = withoutFilter(withoutFilter(view, first.name), second.name);
    const picked = pickAxis(pickAxis(cleared, first, a, "only"), second, b, "only");
    return isPicked && isSame(view, picked) ? cleared : picked;
  }
  const added = stateOfItem(view, first, a) === "in" ? view : pickAxis(view, first, a, pick);
  return stateOfItem(added, second, b) === "in" ? added : pickAxis(added, second, b, pick);
}

function isSame(a: ViewState, b: ViewState): boolean {
  const sorted = (view: ViewState) =>
    JSON.stringify(view.filters.map((filter) => JSON.stringify(filter)).sort());
  return sorted(a) === sorted(b);
}

/** Rows that call both tools, or (with Alt) none of them. */
function pickStep(view: ViewState, column: string, items: readonly AxisItem[], pick: Pick): ViewState {
  const values = [
    ...new Set(items.flatMap((item) => (item.kind === "value" && item.value !== null ? [item.value] : []))),
  ];
  const match = pick === "exclude" ? "none" : "all";
  const old = filterOn(view, column);
  const isOld = old?.kind === "list" && old.match === match;
  if (isOld && JSON.stringify(old.values) === JSON.stringify(values)) return withoutFilter(view, column);
  const all = isOld && pick !== "only" ? [...new Set([...old.values, ...values])] : values;
  return withFilter(view, { kind: "list", column, values: all, match });
}
