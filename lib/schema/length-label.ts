/** Number of a length label, by which labels are ordered: 50 for `[MLT:50]`, 800 for `[MLT:>800]`; null for other texts. */
export function labelNumber(label: string): number | null {
  const match = LABEL.exec(label);
  return match ? Number(match[2]) : null;
}

const LABEL = /^\[[^[\]:]*:\s*([<>]?=?)\s*(\d+(?:\.\d+)?)\s*\]$/;

/** Words an answer may have: more than `over`, and no more than `upTo`. */
export interface LengthRange {
  over: number;
  /** Infinity where there is no upper end. */
  upTo: number;
}

/** Which of RULER's two scores is meant: FM, its flexible match, or PM, its precise match with narrower ranges. */
export type RulerScore = "flexible" | "precise";

/** The ranges of precise match where they are not those of flexible match. */
const PRECISE: Readonly<Record<string, LengthRange>> = {
  "[MLT:80]": { over: 70, upTo: 90 },
  "[MLT:150]": { over: 130, upTo: 170 },
  "[MLT:300]": { over: 280, upTo: 320 },
  "[MLT:500]": { over: 450, upTo: 550 },
  "[MLT:700]": { over: 630, upTo: 770 },
};

/**
 * The flexible ranges of RULER (Li et al., Findings of EMNLP 2024), in words as `countWords` counts them. Its own scoring
 * leaves the lower end out and takes the upper end in, so that each length lies in exactly one range.
 */
export const RULER_RANGES: readonly (LengthRange & { label: string })[] = [
  { label: "[MLT:10]", over: 0, upTo: 20 },
  { label: "[MLT:30]", over: 20, upTo: 40 },
  { label: "[MLT:50]", over: 40, upTo: 60 },
  { label: "[MLT:80]", over: 60, upTo: 100 },
  { label: "[MLT:150]", over: 100, upTo: 200 },
  { label: "[MLT:300]", over: 200, upTo: 400 },
  { label: "[MLT:500]", over: 400, upTo: 600 },
  { label: "[MLT:700]", over: 600, upTo: 800 },
  { label: "[MLT:>800]", over: 800, upTo: Number.POSITIVE_INFINITY },
];

/** RULER's range of a label, whatever word stands before its number; null where RULER has none (`[MLT:5]`, `[MLT:800]`). */
export function rulerRange(label: string, score: RulerScore = "flexible"): LengthRange | null {
  const match = LABEL.exec(label);
  if (!match) return null;
  const wanted = `[MLT:${match[1]}${Number(match[2])}]`;
  const flexible = RULER_RANGES.find((entry) => entry.label === wanted);
  const range = score === "precise" ? (PRECISE[wanted] ?? flexible) : flexible;
  return range ? { over: range.over, upTo: range.upTo } : null;
}

export function isWithinRange({ over, upTo }: LengthRange, words: number): boolean {
  return words > over && words <= upTo;
}

/**
 * The lengths that a range takes in, first and last: "41–60", "over 800". Lengths are whole, so what lies outside is as
 * far from the end shown as it is from the range; RULER writes this one as (40, 60].
 */
export function lengthRangeWords({ over, upTo }: LengthRange): string {
  if (upTo === Number.POSITIVE_INFINITY) return `over ${over.toLocaleString("en-US")}`;
  const [first, last] = [Math.floor(over) + 1, Math.floor(upTo)];
  return `${first.toLocaleString("en-US")}–${last.toLocaleString("en-US")}`;
}
