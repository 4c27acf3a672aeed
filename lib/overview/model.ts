import type { ChartRef } from "@/lib/view/model";

/** Setting of a chart of values: its order the other way round. */
export const REVERSED = "reversed";

/** Charts that are the same whatever their settings have the same id. */
export function chartId(chart: Pick<ChartRef, "kind" | "columns">): string {
  return JSON.stringify([chart.kind, ...chart.columns]);
}

/** The chart with a word among its settings, or without it where it has it. */
export function withToggled(chart: ChartRef, word: string): ChartRef {
  return withSetting(chart, chart.settings.includes(word) ? null : word, [word]);
}

/** The chart with a word among its settings, or without it. Words of `instead` go. */
export function withSetting(chart: ChartRef, word: string | null, instead: readonly string[] = []): ChartRef {
  const kept = chart.settings.filter((setting) => setting !== word && !instead.includes(setting));
  return { ...chart, settings: word === null ? kept : [...kept, word] };
}
