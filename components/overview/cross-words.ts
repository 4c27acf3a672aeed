import { binWords } from "@/components/charts";
import { type AxisItem, type CrossAxes, MOST_PLACES } from "@/lib/query/overview";
import type { Column } from "@/lib/schema";
import type { ChartRef } from "@/lib/view";
import { valueWords } from "./chart-words";

/** What a line of a heat map is called. */
export function axisWords(item: AxisItem, type: Column["type"]): string {
  return item.kind === "value" ? valueWords(item.value) : binWords(item.start, item.end, type, item.isLast);
}

/** What the lines of both axes are called. */
export function linesOf(chart: ChartRef, axes: CrossAxes, first: Column, second: Column) {
  const { rows, columns } = axes;
  return {
    rows: rows.items.map((item) =>
      chart.kind === "label-turns" ? placeWords(item, rows.items.length) : axisWords(item, first.type),
    ),
    columns: columns.items.map((item) => axisWords(item, second.type)),
  };
}

/** What a cell is called. */
export function cellWords(chart: ChartRef, row: string, column: string): string {
  switch (chart.kind) {
    case "wins":
      return `${row} over ${column}`;
    case "tool-steps":
      return `${row}, then ${column}`;
    default:
      return `${row}, ${column}`;
  }
}

/** What is said where no cell holds anything. */
export const NO_CELLS: Partial<Record<ChartRef["kind"], string>> = {
  "tool-steps": "No record calls two tools",
  wins: "No pair names two models",
};
export const CROSS_CAPTIONS: Partial<Record<ChartRef["kind"], string>> = {
  wins: "Row: preferred. Column: rejected",
  "label-turns": "Row: place of the message",
  "tool-steps": "Row: a call. Column: the call after it",
};

/** The columns behind the rows and the columns of a chart. */
export function columnsOf(
  chart: ChartRef,
  columns: readonly Column[],
): [Column | undefined, Column | undefined] {
  const [first, second] = chart.columns.map((name) => columns.find((column) => column.name === name));
  return [first, chart.kind === "label-turns" || chart.kind === "tool-steps" ? first : second];
}

function placeWords(item: AxisItem, count: number): string {
  const place = item.kind === "value" ? Number(item.value) : 0;
  return `${ordinal(place)}${place === MOST_PLACES && count === MOST_PLACES ? " and later" : ""}`;
}

function ordinal(place: number): string {
  const tens = place % 100;
  const ending = tens > 10 && tens < 14 ? "th" : (["th", "st", "nd", "rd"][place % 10] ?? "th");
  return `${place}${ending}`;
}
