import type { ComparedCross } from "@/lib/query/compare";
import type { AxisItem, Cross } from "@/lib/query/overview";
import type { Column } from "@/lib/schema";
import type { ChartRef, ViewState } from "@/lib/view";
import { isSelf, type MeasuredCells, measureCells, type ShareColour } from "./cross-cells";
import { pickCell, stateOfCell } from "./cross-picks";
import { cellWords, linesOf } from "./cross-words";
import { byDifference, type PairedLine } from "./paired-lines";
import type { ToldPair } from "./share-words";

/** The cells of a heat map as pairs of bars, the largest difference first; those with nothing in view are left out. */
export function crossLines({
  chart,
  cross: { a, b },
  colour,
  columns: [first, second],
  unit,
  view,
  filtersB,
  onEdit,
}: {
  chart: ChartRef;
  cross: ComparedCross;
  colour: ShareColour;
  columns: readonly [Column, Column];
  unit: ToldPair["unit"];
  view: ViewState;
  filtersB: ViewState["filters"];
  onEdit: (change: (view: ViewState) => ViewState) => void;
}): PairedLine[] {
  const texts = linesOf(chart, a, first, second);
  const [left, right] = [measureCells(a, colour), measureCells(b, colour)];
  const lines = left.cells.flatMap((cell, place): PairedLine[] => {
    const other = right.cells[place];
    const [row, column] = [a.rows.items[cell.row], a.columns.items[cell.column]];
    const [x, y] = [partOf(left, place, a, colour), partOf(right, place, b, colour)];
    if (row === undefined || column === undefined || other === undefined || x.whole + y.whole === 0)
      return [];
    if (cell.selected + other.selected === 0) return [];
    return [
      {
        key: String(place),
        name: cellWords(chart, texts.rows[cell.row] ?? "", texts.columns[cell.column] ?? ""),
        ...{ a: cell.selected, b: other.selected, shareA: x.share, shareB: y.share },
        ...{ of: { a: x.whole, b: y.whole }, isOfPart: x.isPart, unit },
        ...(x.isPart
          ? {}
          : { wholes: { a: { count: cell.total, of: a.total }, b: { count: other.total, of: b.total } } }),
        states: statesOfCell({ chart, view, filtersB }, [first, row], [second, column]),
        isMuted: false,
        onPick: (pick) => onEdit((now) => pickCell(now, chart, [first, row], [second, column], pick)),
      },
    ];
  });
  return byDifference(lines);
}

/** How the filters of either side treat a cell. */
export function statesOfCell(
  { chart, view, filtersB }: { chart: ChartRef; view: ViewState; filtersB: ViewState["filters"] },
  ...lines: [[Column, AxisItem | undefined], [Column, AxisItem | undefined]]
): PairedLine["states"] {
  const ofB = { ...view, filters: filtersB };
  return { a: stateOfCell(view, chart, ...lines), b: stateOfCell(ofB, chart, ...lines) };
}

/** What share a cell has, and of what: of all in view, or of its line or its pairs of models. */
function partOf(measured: MeasuredCells, place: number, { inView }: Cross, colour: ShareColour) {
  const cell = measured.cells[place];
  if (cell === undefined) return { whole: 0, share: 0, isPart: false };
  const of = (whole: number, isPart: boolean) => {
    return { whole, isPart, share: whole === 0 ? 0 : cell.selected / whole };
  };
  switch (colour) {
    case "row-share":
      return of(measured.sums.rows[cell.row] ?? 0, true);
    case "column-share":
      return of(measured.sums.columns[cell.column] ?? 0, true);
    case "rate":
      return isSelf(cell) ? of(inView, false) : of(cell.selected + measured.backOf(cell), true);
    case "count":
      return of(inView, false);
  }
}
