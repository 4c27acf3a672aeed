import { formatCount, formatNumber, formatPercent, formatUnits, visibleLine } from "@/components/ui";
import type { ChartRef } from "@/lib/view";
import type { FirstRows } from "./ask-round";

/** Name of a value for people. */
export function valueWords(value: string | null): string {
  if (value === null) return "no value";
  return value === "" ? "empty text" : visibleLine(value);
}

/** "1,174 of 44,866 rows, 2.6%". */
export function countWords(selected: number, whole: number, unit = "rows"): string {
  const percent = formatPercent(selected, whole);
  return `${formatCount(selected)} of ${formatCount(whole)} ${unit}${percent === "" ? "" : `, ${percent}`}`;
}

/** What a chart is of that is not of all rows, in the words of facets: "first 80,000 of 743,472 rows". */
export function firstRowsWords({ rowEnd, rows }: FirstRows): string {
  return rows === null
    ? `first ${formatUnits(rowEnd, "row")}`
    : `first ${formatCount(rowEnd)} of ${formatUnits(rows, "row")}`;
}

/** How much more frequent something is in view than in the whole dataset; "" where there is nothing to compare. */
export function ratioWords(
  part: { selected: number; total: number },
  whole: { selected: number; total: number },
): string {
  if (part.total === 0 || whole.selected === 0 || whole.total === 0) return "";
  const ratio = part.selected / whole.selected / (part.total / whole.total);
  return `${formatNumber(ratio, 3)} × its share of the dataset`;
}

/** A chart is named after its field; several about one field say what they show of it. */
export function chartTitle(chart: ChartRef, labels: ReadonlyMap<string, string>): string {
  const names = chart.columns.map((name) => labels.get(name) ?? name);
  switch (chart.kind) {
    case "values":
    case "histogram":
    case "teachers":
    case "labels":
      return names.join(", ");
    case "hit-rate":
      return `${names[0]} against words`;
    case "label-turns":
      return `${names[0]} by turn`;
    case "tool-steps":
      return `${names[0]}: what follows what`;
    case "wins":
      return names.join(" over ");
    case "pair-models":
      return names.join(" and ");
    case "cross":
      return names.join(" by ");
  }
}
