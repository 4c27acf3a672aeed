import { type LengthRange, rulerRange } from "@/lib/schema";
import type { ChartRef } from "@/lib/view";

const RANGE = /^(range|characters)=(.*)=(\d*(?:\.\d+)?)\.\.(\d*(?:\.\d+)?)$/s;
export const CHARACTERS = "characters";
/** RULER's narrower ranges. */
export const PRECISE = "precise";

/** The range of a label in a chart of hit rates: the one a person set, else RULER's (in words); null for none. */
export function rangeOfLabel(chart: ChartRef, label: string): LengthRange | null {
  for (const setting of chart.settings) {
    const match = matchOf(chart, setting);
    if (match?.[2] !== label) continue;
    const upTo = match[4] === "" ? Number.POSITIVE_INFINITY : Number(match[4]);
    return { over: Number(match[3] ?? 0), upTo };
  }
  if (chart.settings.includes(CHARACTERS)) return null;
  return rulerRange(label, chart.settings.includes(PRECISE) ? "precise" : "flexible");
}

/** The chart with another range for a label, in the unit it counts; null goes back to RULER's. */
export function withRange(chart: ChartRef, label: string, range: LengthRange | null): ChartRef {
  const settings = chart.settings.filter((setting) => matchOf(chart, setting)?.[2] !== label);
  if (range === null) return { ...chart, settings };
  const upTo = Number.isFinite(range.upTo) ? String(range.upTo) : "";
  return { ...chart, settings: [...settings, `${unitWord(chart)}=${label}=${range.over}..${upTo}`] };
}

/** The chart with none of the ranges that a person set in the unit it counts. */
export function withoutRanges(chart: ChartRef): ChartRef {
  return { ...chart, settings: chart.settings.filter((setting) => matchOf(chart, setting) === null) };
}

/** A range of words says nothing of characters, so each unit has its own. */
function matchOf(chart: ChartRef, setting: string): RegExpExecArray | null {
  const match = RANGE.exec(setting);
  return match?.[1] === unitWord(chart) ? match : null;
}

function unitWord(chart: ChartRef): "range" | "characters" {
  return chart.settings.includes(CHARACTERS) ? "characters" : "range";
}
