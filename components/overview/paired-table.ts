import { differenceOf } from "@/lib/compare";
import type { ChartTable } from "@/lib/overview";
import type { ComparedCross } from "@/lib/query/compare";
import type { Column } from "@/lib/schema";
import type { ChartRef } from "@/lib/view";
import { columnsOf, linesOf } from "./cross-words";
import type { PairedLine } from "./paired-lines";
import { axisTitles, percent } from "./table-of";

const FIGURES = ["A", "A, %", "B", "B, %", "difference, pp"];

/** The numbers of a chart of bars, A beside B, and what was measured of either. */
export function pairedTable(title: string, lines: readonly PairedLine[]): ChartTable {
  const measures = lines[0]?.measured?.map(({ title: name }) => [`A ${name}`, `B ${name}`]) ?? [];
  return {
    head: [title, ...FIGURES, ...measures.flat()],
    rows: lines.map((line) => [
      line.name,
      ...figuresOf(line),
      ...(line.measured?.flatMap(({ a, b }) => [a, b]) ?? []),
    ]),
  };
}

const LENGTHS = ["median", "p10", "p90"] as const;

/** How many messages of each label keep to its range, and how long they are, A beside B: for files. */
export function pairedHitNumbers(title: string, lines: readonly PairedLine[]): ChartTable {
  const sides = ["A", "B"].flatMap((side) => [`${side} in range`, `${side} messages`, `${side}, %`]);
  const lengths = ["A", "B"].flatMap((side) => LENGTHS.map((length) => `${side} ${length}`));
  const rows = lines.map((line) => {
    const [a, shareA, b, shareB, points] = figuresOf(line);
    const { of, sub = "", spreads } = line;
    const measured = [spreads?.a, spreads?.b].flatMap((spread) =>
      [1, 0, 2].map((place) => spread?.[place] ?? null),
    );
    return line.isUncounted
      ? [line.name, sub, null, of.a, null, null, of.b, null, null, ...measured]
      : [line.name, sub, a ?? 0, of.a, shareA ?? 0, b ?? 0, of.b, shareB ?? 0, points ?? 0, ...measured];
  });
  return { head: [title, "range", ...sides, "difference, pp", ...lengths], rows };
}

/** The numbers of a heat map, the largest difference first. */
export function pairedCrossTable(
  chart: ChartRef,
  { a, b }: ComparedCross,
  columns: readonly Column[],
  labels: ReadonlyMap<string, string>,
): ChartTable {
  const head = [...axisTitles(chart, labels), ...FIGURES];
  const [first, second] = columnsOf(chart, columns);
  if (first === undefined || second === undefined) return { head, rows: [] };
  const texts = linesOf(chart, a, first, second);
  const perLine = texts.columns.length;
  const placeOf = ({ row, column }: { row: number; column: number }) => row * perLine + column;
  const [left, right] = [a, b].map(
    (side) => new Map(side.cells.map((cell) => [placeOf(cell), cell.selected])),
  );
  const places = [...new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])])];
  const cells = places.map((place) => {
    const [countA, countB] = [left?.get(place) ?? 0, right?.get(place) ?? 0];
    return {
      ...{ row: Math.floor(place / perLine), column: place % perLine, a: countA, b: countB },
      shareA: a.inView === 0 ? 0 : countA / a.inView,
      shareB: b.inView === 0 ? 0 : countB / b.inView,
    };
  });
  const rows = cells
    .filter((cell) => cell.a + cell.b > 0)
    .sort((x, y) => Math.abs(differenceOf(y)) - Math.abs(differenceOf(x)) || placeOf(x) - placeOf(y));
  return {
    head,
    rows: rows.map((cell) => [
      texts.rows[cell.row] ?? "",
      texts.columns[cell.column] ?? "",
      ...figuresOf(cell),
    ]),
  };
}

function figuresOf(pair: Pick<PairedLine, "a" | "b" | "shareA" | "shareB">): number[] {
  const points = Math.round(differenceOf(pair) * 1e6) / 1e4;
  return [pair.a, percent(pair.shareA, 1), pair.b, percent(pair.shareB, 1), points];
}
