import type { AxisItem, CrossAxes, CrossAxis } from "@/lib/query/overview";
import { labelNumber } from "@/lib/schema";
import type { ChartRef, CompareOrder } from "@/lib/view";

/** Places of the lines in the order in which they are drawn. */
export interface AxisOrder {
  rows: readonly number[];
  columns: readonly number[];
}

/**
 * Values by how much their cells differ, by name, or as they were counted; bins, labels with numbers and turns keep
 * their course. A win matrix has one order on both axes. `differences` are those of the cells, row by row.
 */
export function axisOrder(
  chart: ChartRef,
  axes: CrossAxes,
  differences: readonly (number | null)[],
  order: CompareOrder,
): AxisOrder {
  const perLine = axes.columns.items.length;
  const sizes = { rows: axes.rows.items.map(() => 0), columns: axes.columns.items.map(() => 0) };
  for (const [place, difference] of differences.entries()) {
    const [row, column] = [Math.floor(place / perLine), place % perLine];
    sizes.rows[row] = (sizes.rows[row] ?? 0) + Math.abs(difference ?? 0);
    sizes.columns[column] = (sizes.columns[column] ?? 0) + Math.abs(difference ?? 0);
  }
  if (chart.kind === "wins") {
    const both = sizes.rows.map((size, place) => size + (sizes.columns[place] ?? 0));
    const places = inOrder(axes.rows, both, order);
    return { rows: places, columns: places };
  }
  return {
    rows: inOrder(axes.rows, sizes.rows, chart.kind === "label-turns" ? "count" : order),
    columns: inOrder(axes.columns, sizes.columns, order),
  };
}

function inOrder({ items }: CrossAxis, sizes: readonly number[], order: CompareOrder): number[] {
  const places = items.map((_, place) => place);
  if (order === "count" || items.some(hasCourse)) return places;
  if (order === "difference") return places.sort((x, y) => (sizes[y] ?? 0) - (sizes[x] ?? 0));
  return places.sort((x, y) => NAMES.compare(nameOf(items[x]), nameOf(items[y])));
}

function hasCourse(item: AxisItem): boolean {
  return item.kind === "bin" || labelNumber(item.value ?? "") !== null;
}

const NAMES = new Intl.Collator("en", { numeric: true });

function nameOf(item: AxisItem | undefined): string {
  return item?.kind === "value" ? (item.value ?? "") : "";
}
