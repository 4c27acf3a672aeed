import { binWords, digitsOfBounds } from "@/components/charts";
import { type ChartTable, edgesOfBins, joinPairModels } from "@/lib/overview";
import type { NumberFacet } from "@/lib/query";
import type { Breakdown, ChartAnswer, CrossCell, Measure } from "@/lib/query/overview";
import type { Column, ColumnType } from "@/lib/schema";
import type { ChartRef } from "@/lib/view";
import { chartTitle, valueWords } from "./chart-words";
import { axisWords } from "./cross-words";

/** The numbers of a chart as a table: what is in view, its share, and what is in the dataset. */
export function tableOf(
  chart: ChartRef,
  answer: ChartAnswer,
  columns: readonly Column[],
  labels: ReadonlyMap<string, string>,
  /** Which of them are counted: "in view". */
  counted: string,
): ChartTable {
  const title = chartTitle({ ...chart, kind: "values", columns: chart.columns.slice(0, 1) }, labels);
  const typeOf = (place: number) =>
    columns.find(({ name }) => name === (chart.columns[place] ?? chart.columns[0]))?.type ?? "text";
  switch (answer.kind) {
    case "breakdown":
      return breakdownTable(title, "rows", counted, answer.breakdown, answer.measures);
    case "pair":
      return {
        head: [
          "model",
          `chosen ${counted}`,
          `rejected ${counted}`,
          "chosen, % of its pairs",
          "chosen",
          "rejected",
        ],
        rows: joinPairModels(answer.chosen.values, answer.rejected.values).map(
          ({ model, chosen, rejected }) => [
            valueWords(model),
            chosen.selected,
            rejected.selected,
            percent(chosen.selected, chosen.selected + rejected.selected),
            chosen.total,
            rejected.total,
          ],
        ),
      };
    case "labels":
      return breakdownTable(title, `${answer.unit}s`, counted, answer.breakdown, []);
    case "histogram": {
      const { facet } = answer;
      const whole = facet.bins.reduce((sum, bin) => sum + bin.selected, facet.emptySelected);
      const digits = digitsOfBounds(edgesOfBins(facet, typeOf(0)));
      const rows = facet.bins.map((bin, place): (string | number)[] => [
        binWords(
          bin.start,
          endOf(facet, place, typeOf(0)),
          typeOf(0),
          place === facet.bins.length - 1,
          digits,
        ),
        bin.selected,
        percent(bin.selected, whole),
        bin.total,
      ]);
      if (facet.emptyTotal > 0) {
        rows.push(["no value", facet.emptySelected, percent(facet.emptySelected, whole), facet.emptyTotal]);
      }
      return { head: [title, `rows ${counted}`, "%", "rows"], rows };
    }
    case "hit-rate":
      return {
        head: [title, `messages ${counted}`, "in range", "%", "median", "p10", "p90", "over", "up to"],
        rows: (answer.rates ?? []).map(({ label, messages, hits, range, spread }) => [
          label,
          messages,
          range === null ? null : hits,
          range === null ? null : percent(hits, messages),
          ...[1, 0, 2].map((place) => spread?.[place] ?? null),
          range?.over ?? null,
          range === null || !Number.isFinite(range.upTo) ? null : range.upTo,
        ]),
      };
    case "cross": {
      const { cross, unit } = answer;
      const words = (side: "rows" | "columns", place: number) => {
        const item = cross[side].items[place];
        return item === undefined ? "" : axisWords(item, typeOf(side === "rows" ? 0 : 1));
      };
      const [first, second] = axisTitles(chart, labels);
      const isWins = chart.kind === "wins";
      const known = isWins ? withLosses(cross.cells) : cross.cells;
      const cells = known.toSorted((a, b) => a.row - b.row || a.column - b.column);
      const hasMean = cells.some((cell) => cell.mean !== null);
      const at = new Map(cells.map((cell) => [`${cell.row} ${cell.column}`, cell.selected]));
      /** Of the pairs between two models, the share that the first one wins. */
      const rate = ({ row, column, selected }: CrossCell) => {
        const pairs = selected + (row === column ? 0 : (at.get(`${column} ${row}`) ?? 0));
        return row === column || pairs === 0 ? null : percent(selected, pairs);
      };
      return {
        head: [
          first,
          second,
          `${unit}s ${counted}`,
          ...(isWins ? ["win rate, %"] : []),
          isWins ? `% of all ${unit}s` : "%",
          `${unit}s`,
          ...(hasMean ? ["mean margin"] : []),
        ],
        rows: cells.map((cell) => [
          words("rows", cell.row),
          words("columns", cell.column),
          cell.selected,
          ...(isWins ? [rate(cell)] : []),
          percent(cell.selected, cross.inView),
          cell.total,
          ...(hasMean ? [cell.mean] : []),
        ]),
      };
    }
  }
}

function breakdownTable(
  title: string,
  units: string,
  counted: string,
  breakdown: Breakdown,
  measures: readonly Measure[],
): ChartTable {
  return {
    head: [title, `${units} ${counted}`, "%", units, ...measures.map(measureTitle)],
    rows: breakdown.values.map(({ value, selected, total, means }) => [
      valueWords(value),
      selected,
      percent(selected, breakdown.rowsInView),
      total,
      ...means,
    ]),
  };
}

/** What a measure is called above its numbers. */
export function measureTitle({ name, kind }: Measure): string {
  return kind === "mean" ? `mean ${name}` : `${name} rate`;
}

/** The cells, and for each model that beat another and was never beaten by it, the other's wins: none. */
function withLosses(cells: readonly CrossCell[]): CrossCell[] {
  const known = new Set(cells.map(({ row, column }) => `${row} ${column}`));
  const losses = cells.flatMap(({ row, column }) =>
    known.has(`${column} ${row}`) ? [] : [{ row: column, column: row, selected: 0, total: 0, mean: null }],
  );
  return [...cells, ...losses];
}

/** What the rows and the columns of a table of two fields are called. */
export function axisTitles(chart: ChartRef, labels: ReadonlyMap<string, string>): [string, string] {
  const [first = "", second = ""] = chart.columns.map((name) => labels.get(name) ?? name);
  if (chart.kind === "label-turns") return ["turn", first];
  if (chart.kind === "tool-steps") return ["call", "next call"];
  return [first, second];
}

/** Percent with four decimals. */
export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 1e6) / 1e4;
}

/** Where a bin ends; the last bin of whole numbers ends behind the greatest one, which is what it holds. */
function endOf({ bins, max }: NumberFacet, place: number, type: ColumnType): number {
  const end = bins[place]?.end ?? Number.NaN;
  return type === "integer" && place === bins.length - 1 && max !== null ? Math.min(end, max) : end;
}
