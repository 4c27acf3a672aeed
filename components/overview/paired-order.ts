import { REVERSED, withSetting } from "@/lib/overview";
import type { AxisItem, CrossAxes, CrossAxis } from "@/lib/query/overview";
import { labelNumber } from "@/lib/schema";
import type { ChartKind, ChartRef, CompareOrder } from "@/lib/view";

/** Setting of a chart whose marks have a course of their own: the largest difference first all the same. */
export const BY_DIFFERENCE = "by-difference";

const ORDERED_KINDS: ReadonlySet<ChartKind> = new Set([
  ...(["histogram", "labels", "hit-rate"] as const),
  ...(["label-turns", "tool-steps", "wins", "cross"] as const),
]);

/** Whether what a chart shows keeps its places (bins, labels with numbers, cells of a map) unless it is asked otherwise. */
export function hasOwnOrder({ kind }: ChartRef): boolean {
  return ORDERED_KINDS.has(kind);
}

/** A chart as it is asked about: its numbers are the same in any order. */
export function unorderedChart(chart: ChartRef): ChartRef {
  return withSetting(chart, null, [BY_DIFFERENCE, REVERSED]);
}

/** Places of the lines in the order in which they are drawn. */
export interface AxisOrder {
  rows: readonly number[];
  columns: readonly number[];
}

/**
 * Values by how much their cells differ, by name, or as they were counted; bins, labels with numbers and turns keep
 * their course. A win matrix has one order on both axes, and so has what follows what, as far as both axes hold the same:
 * what follows itself stands on the diagonal. `differences` are those of the cells, row by row.
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
  if (chart.kind === "tool-steps") return diagonalOrder(axes, sizes, order);
  return {
    rows: inOrder(axes.rows, sizes.rows, chart.kind === "label-turns" ? "count" : order),
    columns: inOrder(axes.columns, sizes.columns, order),
  };
}

/** Values of both axes in one order, then those of one axis only. */
function diagonalOrder(
  axes: CrossAxes,
  sizes: { rows: readonly number[]; columns: readonly number[] },
  order: CompareOrder,
): AxisOrder {
  const { rows, columns } = axes;
  const names = columns.items.map(nameOf);
  const partner = rows.items.map((item) => names.indexOf(nameOf(item)));
  const both = rows.items.flatMap(
    (item, row): { item: AxisItem; row: number; column: number; size: number }[] => {
      const column = partner[row] ?? -1;
      if (column < 0) return [];
      const total = item.total + (columns.items[column]?.total ?? 0);
      return [
        {
          item: { ...item, total },
          row,
          column,
          size: (sizes.rows[row] ?? 0) + (sizes.columns[column] ?? 0),
        },
      ];
    },
  );
  const axis = { items: both.map(({ item }) => item), hidden: 0 };
  const byCount = both.map((_, place) => place).sort((x, y) => totalOf(both[y]) - totalOf(both[x]));
  const places =
    order === "count"
      ? byCount
      : inOrder(
          axis,
          both.map(({ size }) => size),
          order,
        );
  const aligned = places.flatMap((place) => both[place] ?? []);
  const isLone = (_: number, place: number) => !aligned.some(({ column }) => column === place);
  return {
    rows: [
      ...aligned.map(({ row }) => row),
      ...rows.items.map((_, row) => row).filter((row) => partner[row] === -1),
    ],
    columns: [
      ...aligned.map(({ column }) => column),
      ...columns.items.map((_, column) => column).filter(isLone),
    ],
  };
}

function totalOf(entry: { item: AxisItem } | undefined): number {
  return entry?.item.total ?? 0;
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
