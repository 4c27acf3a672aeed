import { type LengthRange, rulerRange } from "@/lib/schema";
import type { ChartRef } from "@/lib/view";

const RANGE = /^range=(.*)=(\d*(?:\.\d+)?)\.\.(\d*(?:\.\d+)?)$/s;
export const CHARACTERS = "characters";

/** The range of a label in a chart of hit rates: the one a person set, else RULER's (in words); null for none. */
export function rangeOfLabel(chart: ChartRef, label: string): LengthRange | null {
  for (const setting of chart.settings) {
    const match = RANGE.exec(setting);
    if (match?.[1] !== label) continue;
    const upTo = match[3] === "" ? Number.POSITIVE_INFINITY : Number(match[3]);
    return { over: Number(match[2] ?? 0), upTo };
  }
  return chart.settings.includes(CHARACTERS) ? null : rulerRange(label);
}

/** The chart with another range for a label; null goes back to RULER's. */
export function withRange(chart: ChartRef, label: string, range: LengthRange | null): ChartRef {
  const settings = chart.settings.filter((setting) => RANGE.exec(setting)?.[1] !== label);
  if (range === null) return { ...chart, settings };
  const upTo = Number.isFinite(range.upTo) ? String(range.upTo) : "";
  return { ...chart, settings: [...settings, `range=${label}=${range.over}..${upTo}`] };
}
