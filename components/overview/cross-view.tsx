"use client";

import { formatCount, formatNumber, formatPercent, formatUnits, Select } from "@/components/ui";
import { boundNumber, boundsOfBins, withSetting } from "@/lib/overview";
import { type AxisItem, type Cross, type CrossCell, MOST_PLACES } from "@/lib/query/overview";
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
import { countWords, ratioWords, valueWords } from "./chart-words";
import { type HeatCell, HeatMap } from "./heat-map";
import { binWords } from "./histogram-view";
import { shortLabel } from "./labels-view";
import { useOverviewContext } from "./overview-context";

type Colour = "count" | "row-share" | "column-share" | "rate" | "margin";

const COLOURS: readonly { value: Colour; label: string }[] = [
  { value: "count", label: "Count" },
  { value: "row-share", label: "Share of the row" },
  { value: "column-share", label: "Share of the column" },
];
const WIN_COLOURS: readonly { value: Colour; label: string }[] = [
  { value: "rate", label: "Win rate" },
  { value: "count", label: "Count" },
  { value: "margin", label: "Mean margin" },
];
const COMPACT = new Intl.NumberFormat("en-US", { notation: "compact", maximumSignificantDigits: 2 });

/** What a line of a heat map is called. */
export function axisWords(item: AxisItem, type: Column["type"]): string {
  return item.kind === "value" ? valueWords(item.value) : binWords(item.start, item.end, type, item.isLast);
}

/** Two fields against each other: which values come together how often. */
export function CrossView({
  chart,
  label,
  cross,
  unit,
  onEdit,
}: {
  chart: ChartRef;
  label: string;
  cross: Cross;
  unit: "row" | "message" | "step";
  onEdit: (chart: ChartRef) => void;
}) {
  const { scope, view, onEdit: onEditView } = useOverviewContext();
  const [first, second] = columnsOf(chart, scope.columns);
  const colours = chart.kind === "wins" ? WIN_COLOURS : COLOURS;
  const colour =
    colours.find(({ value }) => chart.settings.includes(value))?.value ?? colours[0]?.value ?? "count";
  if (cross.cells.length === 0 || first === undefined || second === undefined) {
    return <p className="text-ink-3 text-xs">{EMPTY[chart.kind] ?? "No row has both"}</p>;
  }
  const rowTexts = cross.rows.items.map((item) =>
    chart.kind === "label-turns" ? placeWords(item, cross.rows.items.length) : axisWords(item, first.type),
  );
  const columnTexts = cross.columns.items.map((item) => axisWords(item, second.type));
  const at = new Map(cross.cells.map((cell) => [cell.row * columnTexts.length + cell.column, cell]));
  const none: Omit<CrossCell, "row" | "column"> = { selected: 0, total: 0, mean: null };
  const measured = rowTexts.flatMap((_, row) =>
    columnTexts.map((__, column) => ({ ...none, row, column, ...at.get(row * columnTexts.length + column) })),
  );
  const sums = {
    rows: rowTexts.map((_, row) => sumOf(measured, (cell) => cell.row === row)),
    columns: columnTexts.map((_, column) => sumOf(measured, (cell) => cell.column === column)),
  };
  const values = measured.map((cell) => colourValue(cell, colour, sums, at, columnTexts.length));
  const most = values.reduce<number>((max, value) => Math.max(max, Math.abs(value ?? 0)), 0);
  const units = `${unit}s`;
  const cells = measured.map((cell, place): HeatCell => {
    const value = values[place] ?? null;
    const back = at.get(cell.column * columnTexts.length + cell.row)?.selected ?? 0;
    const pair =
      chart.kind === "wins"
        ? `${rowTexts[cell.row]} over ${columnTexts[cell.column]}`
        : chart.kind === "tool-steps"
          ? `${rowTexts[cell.row]}, then ${columnTexts[cell.column]}`
          : `${rowTexts[cell.row]}, ${columnTexts[cell.column]}`;
    const notes = [
      `${formatPercent(cell.selected, sums.rows[cell.row] ?? 0) || "0%"} of the row, ${formatPercent(cell.selected, sums.columns[cell.column] ?? 0) || "0%"} of the column`,
      ...(cell.selected === cell.total && cross.inView === cross.total
        ? []
        : [
            `${countWords(cell.total, cross.total, units)} of the dataset`,
            ratioWords(cell, { selected: cross.inView, total: cross.total }),
          ].filter((note) => note !== "")),
      ...(chart.kind === "wins" && cell.selected + back > 0
        ? [
            `wins ${formatCount(cell.selected)} of ${formatCount(cell.selected + back)}, ${formatPercent(cell.selected, cell.selected + back)}`,
          ]
        : []),
      ...(cell.mean === null ? [] : [`mean margin ${formatNumber(cell.mean, 3)}`]),
    ];
    return {
      name: `${pair}, ${countWords(cell.selected, cross.inView, units)}`,
      notes,
      depth:
        value === null || cell.selected === 0
          ? null
          : most === 0
            ? 0
            : depthOf(Math.abs(value) / most, colour),
      isEmpty: cell.total === 0,
      text: value === null || cell.selected === 0 ? "" : textOf(value, colour),
      state: both(
        stateOfItem(view, chart.kind === "label-turns" ? null : first, cross.rows.items[cell.row]),
        stateOfItem(view, second, cross.columns.items[cell.column]),
      ),
    };
  });
  const hidden = cross.rows.hidden + cross.columns.hidden;

  return (
    <>
      <HeatMap
        label={label}
        rows={rowTexts}
        columns={columnTexts.map(shortLabel)}
        cells={cells}
        onPick={(row, column, pick) => {
          const [a, b] = [cross.rows.items[row], cross.columns.items[column]];
          if (a === undefined || b === undefined) return;
          onEditView((now) => pickCell(now, chart, [first, a], [second, b], pick));
        }}
      />
      <p className="flex min-h-6 flex-wrap items-center gap-x-2 pt-1 text-ink-3 text-xs">
        <span className="min-w-0 flex-1">
          {CAPTIONS[chart.kind] ?? formatUnits(cross.inView, unit)}
          {colour === "count" || colour === "margin" ? "" : " · cells in %"}
          {hidden > 0 ? ` · ${formatCount(hidden)} rarer values not shown` : ""}
        </span>
        <Select<Colour>
          size="sm"
          aria-label="Colour"
          value={colour}
          options={colours}
          onValueChange={(next) =>
            onEdit(
              withSetting(
                chart,
                next === colours[0]?.value ? null : next,
                colours.map(({ value }) => value),
              ),
            )
          }
        />
      </p>
    </>
  );
}

const EMPTY: Partial<Record<ChartRef["kind"], string>> = {
  "tool-steps": "No record calls two tools",
  wins: "No pair names two models",
};
const CAPTIONS: Partial<Record<ChartRef["kind"], string>> = {
  wins: "Row: preferred. Column: rejected",
  "label-turns": "Row: place of the message. A click picks the label",
  "tool-steps": "Row: a call. Column: the call after it",
};

function columnsOf(chart: ChartRef, columns: readonly Column[]): [Column | undefined, Column | undefined] {
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

function sumOf(cells: readonly CrossCell[], isIn: (cell: CrossCell) => boolean): number {
  return cells.reduce((sum, cell) => sum + (isIn(cell) ? cell.selected : 0), 0);
}

function colourValue(
  cell: CrossCell,
  colour: Colour,
  sums: { rows: readonly number[]; columns: readonly number[] },
  at: ReadonlyMap<number, CrossCell>,
  perLine: number,
): number | null {
  const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  switch (colour) {
    case "count":
      return cell.selected;
    case "row-share":
      return share(cell.selected, sums.rows[cell.row] ?? 0);
    case "column-share":
      return share(cell.selected, sums.columns[cell.column] ?? 0);
    case "rate":
      return share(cell.selected, cell.selected + (at.get(cell.column * perLine + cell.row)?.selected ?? 0));
    case "margin":
      return cell.mean;
  }
}

/** Counts differ by powers of ten, shares do not. */
function depthOf(share: number, colour: Colour): number {
  return colour === "count" ? Math.sqrt(share) : share;
}

function textOf(value: number, colour: Colour): string {
  if (colour === "count") return value < 1000 ? formatCount(value) : COMPACT.format(value);
  if (colour === "margin") return formatNumber(value, 2);
  return String(Math.round(value * 100));
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
