import { EMPTY_PART, escapePart, splitParts, unescapePart } from "./escape";
import { CHART_KINDS, type ChartRef } from "./model";

/** Charts as their link parameter, `values:category;histogram:total_tokens:log`, not yet percent-encoded. */
export function serializeCharts(charts: readonly ChartRef[]): string {
  return charts
    .map(({ kind, columns, settings }) =>
      [kind, serializeWords(columns), ...(settings.length === 0 ? [] : [serializeWords(settings)])].join(":"),
    )
    .join(";");
}

/** The charts a link parameter means; those it names wrongly are left out, which `isComplete` tells. */
export function parseCharts(text: string): { charts: ChartRef[]; isComplete: boolean } {
  if (text === "") return { charts: [], isComplete: true };
  const parts = splitParts(text, ";");
  const charts = parts.map(parseChart).filter((chart) => chart !== null);
  return { charts, isComplete: charts.length === parts.length };
}

function parseChart(text: string): ChartRef | null {
  const [word, columns, settings, ...more] = splitParts(text, ":");
  const kind = CHART_KINDS.find((name) => name === word);
  if (kind === undefined || columns === undefined || more.length > 0) return null;
  return { kind, columns: parseWords(columns), settings: parseWords(settings ?? "") };
}

function serializeWords(words: readonly string[]): string {
  return words.map((word) => (word === "" ? EMPTY_PART : escapePart(word))).join(",");
}

function parseWords(text: string): string[] {
  if (text === "") return [];
  return splitParts(text, ",").map((word) => (word === EMPTY_PART ? "" : unescapePart(word)));
}
