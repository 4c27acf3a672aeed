"use client";

import { formatCount, formatNumber, formatPercent, formatUnits, Select, withMinus } from "@/components/ui";
import { withSetting } from "@/lib/overview";
import type { Cross } from "@/lib/query/overview";
import type { ChartRef } from "@/lib/view";
import { countWords, ratioWords } from "./chart-words";
import { type Colour, depthOf, isSelf, measureCells, SELF_WORDS, textsOf, unitWords } from "./cross-cells";
import { brushCells, isCellLeftOut, pickCell, stateOfCell } from "./cross-picks";
import { CROSS_CAPTIONS, cellWords, columnsOf, linesOf, NO_CELLS } from "./cross-words";
import type { EditChart } from "./edit-chart";
import { HeatMap } from "./heat-map";
import type { HeatCell } from "./heat-row";
import { shortLabel } from "./labels-view";
import { useOverviewContext, type ViewChange } from "./overview-context";
import { hasOwnFilter, viewWords } from "./own-filter";

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
  onEdit: EditChart;
}) {
  const { scope, view, onEdit: onEditView, onDraft } = useOverviewContext();
  const [first, second] = columnsOf(chart, scope.columns);
  const colours = chart.kind === "wins" ? WIN_COLOURS : COLOURS;
  const colour =
    colours.find(({ value }) => chart.settings.includes(value))?.value ?? colours[0]?.value ?? "count";
  if (cross.cells.length === 0 || first === undefined || second === undefined) {
    return <p className="text-ink-3 text-xs">{NO_CELLS[chart.kind] ?? "No row has both"}</p>;
  }
  const { rows: rowTexts, columns: columnTexts } = linesOf(chart, cross, first, second);
  const { cells: measured, sums, values, backOf } = measureCells(cross, colour);
  const most = values.reduce<number>((max, value) => Math.max(max, Math.abs(value ?? 0)), 0);
  const units = `${unit}s`;
  const cells = measured.map((cell, place): HeatCell => {
    const value = values[place] ?? null;
    const back = backOf(cell);
    const pair = cellWords(chart, rowTexts[cell.row] ?? "", columnTexts[cell.column] ?? "");
    const lines = [
      [first, cross.rows.items[cell.row]],
      [second, cross.columns.items[cell.column]],
    ] as const;
    const isLeftOut = isCellLeftOut(view, chart, ...lines);
    const notes = () => [
      ...(isLeftOut ? ["left out"] : []),
      `${formatPercent(cell.selected, sums.rows[cell.row] ?? 0) || "0%"} of the row, ${formatPercent(cell.selected, sums.columns[cell.column] ?? 0) || "0%"} of the column`,
      ...(cell.selected === cell.total && cross.inView === cross.total
        ? []
        : [
            `${countWords(cell.total, cross.total, units)} of the dataset`,
            ratioWords(cell, { selected: cross.inView, total: cross.total }),
          ].filter((note) => note !== "")),
      ...(chart.kind !== "wins"
        ? []
        : isSelf(cell)
          ? [SELF_WORDS]
          : cell.selected + back > 0
            ? [
                `wins ${formatCount(cell.selected)} of ${formatCount(cell.selected + back)}, ${formatPercent(cell.selected, cell.selected + back)}`,
              ]
            : []),
      ...(cell.mean === null ? [] : [`mean margin ${withMinus(formatNumber(cell.mean, 3))}`]),
    ];
    return {
      name: `${pair}, ${countWords(cell.selected, cross.inView, units)}`,
      notes,
      bands: [
        value === null || (cell.selected === 0 && colour !== "rate")
          ? { colour: "view", depth: null, texts: [] }
          : {
              colour: "view",
              depth: most === 0 ? 0 : depthOf(Math.abs(value) / most, colour),
              texts: textsOf(value, colour),
            },
      ],
      isEmpty: cell.total === 0,
      state: stateOfCell(view, chart, ...lines),
      isLeftOut,
    };
  });
  const hidden = cross.rows.hidden + cross.columns.hidden;

  return (
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
      onBrush={(area, isDone) => {
        if (area === null) return onDraft(null);
        const rows = cross.rows.items.slice(area.rows.first, area.rows.last + 1);
        const columns = cross.columns.items.slice(area.columns.first, area.columns.last + 1);
        const change: ViewChange = (now) => brushCells(now, chart, [first, rows], [second, columns]);
        return isDone ? onEditView(change) : onDraft(change);
      }}
      caption={(written) => (
        <p className="flex min-h-6 flex-wrap items-center gap-x-2 pt-1 text-ink-3 text-xs">
          <span data-picture-note className="min-w-0 flex-1">
            {CROSS_CAPTIONS[chart.kind] ?? formatUnits(cross.inView, unit)}
            {hasOwnFilter(view, chart) ? ` · ${viewWords(view, chart)}` : ""}
            {withDot(unitWords(colour, written))}
            {hidden > 0 ? ` · ${formatCount(hidden)} rarer values not shown` : ""}
          </span>
          <span hidden data-picture-note>
            Colour: {colours.find(({ value }) => value === colour)?.label.toLowerCase()}
          </span>
          <Select<Colour>
            size="sm"
            aria-label="Colour"
            value={colour}
            options={colours}
            onValueChange={(next) =>
              onEdit(chart, (now) =>
                withSetting(
                  now,
                  next === colours[0]?.value ? null : next,
                  colours.map(({ value }) => value),
                ),
              )
            }
          />
        </p>
      )}
    />
  );
}

function withDot(words: string): string {
  return words === "" ? "" : ` · ${words}`;
}
