"use client";

import { formatCount, formatNumber, formatPercent, formatUnits, Select, withMinus } from "@/components/ui";
import { withSetting } from "@/lib/overview";
import type { ComparedCross } from "@/lib/query/compare";
import type { Cross, CrossCell } from "@/lib/query/overview";
import type { Column } from "@/lib/schema";
import type { ChartRef } from "@/lib/view";
import { type Colour, isSelf, measureCells, SELF_WORDS, signed } from "./cross-cells";
import { brushCells, pickCell } from "./cross-picks";
import { CROSS_CAPTIONS, cellWords, columnsOf, linesOf, NO_CELLS } from "./cross-words";
import type { EditChart } from "./edit-chart";
import { FoldedBars } from "./folded-bars";
import { HeatMap } from "./heat-map";
import type { HeatBand, HeatCell } from "./heat-row";
import { shortLabel } from "./labels-view";
import { useOverviewContext } from "./overview-context";
import { crossLines, statesOfCell } from "./paired-cross-lines";
import { bandTexts, differenceText } from "./paired-cross-words";
import { axisOrder, BY_DIFFERENCE } from "./paired-order";
import { filterWords, pairWords, partWords, pointsWords, type ToldPair, wholeWords } from "./share-words";

const COLOURS: readonly { value: Colour; label: string }[] = [
  { value: "count", label: "Share of all" },
  { value: "row-share", label: "Share of the row" },
  { value: "column-share", label: "Share of the column" },
];
const WIN_COLOURS: readonly { value: Colour; label: string }[] = [
  { value: "rate", label: "Win rate" },
  { value: "count", label: "Share of all" },
  { value: "margin", label: "Mean margin" },
];
/** A setting beside the colour: one band with what B has more than A. */
const DIFFERENCE = "difference";

/** Two fields against each other on both sides: each cell is A above B, or what B has more than A. */
export function PairedCrossView({
  chart,
  label,
  cross,
  unit,
  columns,
  onEdit,
}: {
  chart: ChartRef;
  label: string;
  cross: ComparedCross;
  unit: "row" | "message" | "step";
  columns: readonly Column[];
  onEdit: EditChart;
}) {
  const { view, onEdit: onEditView, compared } = useOverviewContext();
  const [first, second] = columnsOf(chart, columns);
  const colours = chart.kind === "wins" ? WIN_COLOURS : COLOURS;
  const colour =
    colours.find(({ value }) => chart.settings.includes(value))?.value ?? colours[0]?.value ?? "count";
  const filtersB = view.compare?.filters ?? view.filters;
  const isList = chart.settings.includes(BY_DIFFERENCE);
  // Bars are shares, which a margin is not; the differences stand beside them.
  const listColour = colour === "margin" ? "count" : colour;
  const isDifference = chart.settings.includes(DIFFERENCE) && !isList;
  const { a, b } = cross;
  if (a.cells.length + b.cells.length === 0 || first === undefined || second === undefined) {
    return <p className="text-ink-3 text-xs">{NO_CELLS[chart.kind] ?? "No row has both"}</p>;
  }
  const texts = linesOf(chart, a, first, second);
  const [left, right] = [measureCells(a, colour), measureCells(b, colour)];
  const perLine = texts.columns.length;
  const valuesA = left.values.map((value) => comparable(value, colour, a));
  const valuesB = right.values.map((value) => comparable(value, colour, b));
  const differences = valuesA.map((value, place) => {
    const other = valuesB[place] ?? null;
    // Of a win rate or a margin there is nothing to subtract where a side has no such pair; of a share there is zero.
    if (colour === "rate" || colour === "margin") {
      return value === null || other === null ? null : other - value;
    }
    return (other ?? 0) - (value ?? 0);
  });
  const drawn = isDifference ? differences : [...valuesA, ...valuesB];
  const most = drawn.reduce<number>((max, value) => Math.max(max, Math.abs(value ?? 0)), 0);
  const order = axisOrder(chart, a, differences, compared?.order ?? "count");
  const cellAt = (row: number, column: number): HeatCell => {
    const place = row * perLine + column;
    const [x, y] = [left.cells[place] ?? NO_CELL, right.cells[place] ?? NO_CELL];
    const pair: ToldPair = {
      ...{ a: x.selected, b: y.selected, of: { a: a.inView, b: b.inView }, unit },
      shareA: a.inView === 0 ? 0 : x.selected / a.inView,
      shareB: b.inView === 0 ? 0 : y.selected / b.inView,
      wholes: { a: { count: x.total, of: a.total }, b: { count: y.total, of: b.total } },
    };
    const states = statesOfCell(
      { chart, view, filtersB },
      [first, a.rows.items[row]],
      [second, a.columns.items[column]],
    );
    const told = {
      title: cellWords(chart, texts.rows[row] ?? "", texts.columns[column] ?? ""),
      lines: pairWords(pair),
    };
    const band = (value: number | null, of: "a" | "b", count: number): HeatBand =>
      value === null || (count === 0 && colour !== "rate")
        ? { colour: of, depth: null, texts: [], state: states[of] }
        : {
            ...{ colour: of, depth: depthOf(value, most, colour), texts: bandTexts(value, colour) },
            state: states[of],
          };
    const difference = differences[place] ?? null;
    return {
      told,
      name: `${told.title}: ${told.lines.join("; ")}`,
      notes: () =>
        [
          filterWords(states.a, states.b),
          ...wholeWords(pair),
          colour === "count" || difference === null
            ? ""
            : `${DIFFERENCE_WORDS[colour].toLowerCase()} ${differenceWords(difference, colour)}`,
          chart.kind === "wins" && isSelf(x) ? SELF_WORDS : "",
          ...notesOf(chart, x, y, left, right),
        ].filter((words) => words !== ""),
      bands: isDifference
        ? [
            difference === null || x.selected + y.selected === 0
              ? { colour: "b", depth: null, texts: [] }
              : differenceBand(difference, most, colour),
          ]
        : [band(valuesA[place] ?? null, "a", x.selected), band(valuesB[place] ?? null, "b", y.selected)],
      isEmpty: x.total + y.total === 0,
      state: isDifference && states.b === "in" ? "in" : states.a,
    };
  };
  const hidden = a.rows.hidden + a.columns.hidden;
  const options = [
    ...(isList ? colours.filter(({ value }) => value !== "margin") : colours).map(
      ({ value, label: name }) => ({ value: value as string, label: name }),
    ),
    ...(isList ? [] : [{ value: DIFFERENCE, label: DIFFERENCE_WORDS[colour] }]),
  ];
  const caption = (
    <p className="flex min-h-6 flex-wrap items-center gap-x-2 pt-1 text-ink-3 text-xs">
      <span data-picture-note className="min-w-0 flex-1">
        {CROSS_CAPTIONS[chart.kind] ?? `${formatUnits(a.inView, unit)} of A, ${formatCount(b.inView)} of B`}
        {isList
          ? ` · ${DIFFERENCE_WORDS[listColour].toLowerCase()}`
          : isDifference
            ? colour === "margin"
              ? " · B less A"
              : " · B less A in percentage points"
            : ` · A above B${colour === "margin" ? "" : ", in %"}`}
        {hidden > 0 ? ` · ${formatCount(hidden)} rarer values not shown` : ""}
      </span>
      {isList ? null : (
        <span hidden data-picture-note>
          Colour:{" "}
          {options.find(({ value }) => value === (isDifference ? DIFFERENCE : colour))?.label.toLowerCase()}
        </span>
      )}
      <Select
        size="sm"
        aria-label={isList ? "Share" : "Colour"}
        value={isList ? listColour : isDifference ? DIFFERENCE : colour}
        options={options}
        onValueChange={(next) => {
          // The difference is one of what is coloured now.
          if (next === DIFFERENCE) return onEdit(chart, (now) => withSetting(now, DIFFERENCE));
          const words = [...colours.map(({ value }) => value as string), DIFFERENCE];
          onEdit(chart, (now) => withSetting(now, next === colours[0]?.value ? null : next, words));
        }}
      />
    </p>
  );
  if (isList) {
    const lines = crossLines({
      ...{ chart, cross, view, filtersB, unit, colour: listColour },
      columns: [first, second],
      onEdit: onEditView,
    });
    return (
      <>
        <FoldedBars label={label} lines={lines} nothing="No row in view has both" />
        {caption}
      </>
    );
  }

  return (
    <HeatMap
      label={label}
      rows={order.rows.map((row) => texts.rows[row] ?? "")}
      columns={order.columns.map((column) => shortLabel(texts.columns[column] ?? ""))}
      cells={order.rows.flatMap((row) => order.columns.map((column) => cellAt(row, column)))}
      onPick={(row, column, pick) => {
        const x = a.rows.items[order.rows[row] ?? 0];
        const y = a.columns.items[order.columns[column] ?? 0];
        if (x === undefined || y === undefined) return;
        onEditView((now) => pickCell(now, chart, [first, x], [second, y], pick));
      }}
      onBrush={(area, isDone) => {
        if (area === null || !isDone) return;
        const rows = order.rows.slice(area.rows.first, area.rows.last + 1);
        const lines = order.columns.slice(area.columns.first, area.columns.last + 1);
        const itemsOf = (axis: typeof a.rows, places: readonly number[]) =>
          places.flatMap((place) => axis.items[place] ?? []);
        onEditView((now) =>
          brushCells(now, chart, [first, itemsOf(a.rows, rows)], [second, itemsOf(a.columns, lines)]),
        );
      }}
      caption={() => caption}
    />
  );
}

/** "+3.20 pp", "−0.12". */
function differenceWords(difference: number, colour: Colour): string {
  if (colour === "margin") return signed(difference, 2);
  return pointsWords({ shareA: 0, shareB: difference });
}

const NO_CELL: CrossCell = { row: 0, column: 0, selected: 0, total: 0, mean: null };
const DIFFERENCE_WORDS: Record<Colour, string> = {
  count: "Difference in share",
  "row-share": "Difference in share of the row",
  "column-share": "Difference in share of the column",
  rate: "Difference in win rate",
  margin: "Difference in mean margin",
};

/** What reads as nothing is drawn as nothing. */
function differenceBand(difference: number, most: number, colour: Colour): HeatBand {
  const text = differenceText(difference, most, colour);
  const isNothing = !/[1-9]/.test(text);
  const depth = isNothing ? null : Math.abs(difference) / most;
  return { colour: difference > 0 ? "b" : "a", depth, texts: [text] };
}

/** Counts as shares, since the sides are of two sizes. */
function comparable(value: number | null, colour: Colour, { inView }: Cross): number | null {
  if (colour !== "count" || value === null) return value;
  return inView === 0 ? null : value / inView;
}

function depthOf(value: number, most: number, colour: Colour): number {
  const part = most === 0 ? 0 : Math.abs(value) / most;
  return colour === "count" ? Math.sqrt(part) : part;
}

function notesOf(
  chart: ChartRef,
  x: CrossCell,
  y: CrossCell,
  left: ReturnType<typeof measureCells>,
  right: ReturnType<typeof measureCells>,
): string[] {
  const sides = [
    { name: "A", cell: x, of: left },
    { name: "B", cell: y, of: right },
  ];
  return sides.flatMap(({ name, cell, of }) => {
    const row = of.sums.rows[cell.row] ?? 0;
    const column = of.sums.columns[cell.column] ?? 0;
    const parts = [
      `${formatPercent(cell.selected, row) || "0%"} of the row, ${formatPercent(cell.selected, column) || "0%"} of the column`,
    ];
    const both = isSelf(cell) ? 0 : cell.selected + of.backOf(cell);
    if (chart.kind === "wins" && both > 0) {
      parts.push(`wins ${partWords(cell.selected, both, "row")} of the two`);
    }
    if (cell.mean !== null) parts.push(`mean margin ${withMinus(formatNumber(cell.mean, 3))}`);
    return cell.selected === 0 && !(chart.kind === "wins" && both > 0)
      ? []
      : [`${name}: ${parts.join(", ")}`];
  });
}
