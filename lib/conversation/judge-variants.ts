import type { Variant } from "./model";

type Judged = Pick<Variant, "name" | "rating" | "score">;

/** What the ratings, or the scores, of variants say about them. */
export interface Verdict {
  measure: "rating" | "score";
  /**
   * "ahead": one is best (of a pair: the preferred one). "tied": several are. "inverted": the pair prefers one, its
   * ratings the other.
   */
  kind: "ahead" | "tied" | "inverted";
  /** Positions of the variants with the highest value, which is `value`. */
  best: readonly number[];
  value: number;
  /** Highest value of the others and how far it is below; null when there are none. */
  next: { value: number; margin: number } | null;
}

/** One verdict for each measure that at least two variants have, ratings first. */
export function judgeVariants(variants: readonly Judged[]): Verdict[] {
  return (["rating", "score"] as const).flatMap((measure) => judgeBy(measure, variants) ?? []);
}

/** Whether the variants are a preferred answer and a rejected one, in this order; else they are equals. */
export function isPreferencePair(variants: readonly Pick<Variant, "name">[]): boolean {
  return variants.length === 2 && !variants.some(({ name }) => /^completion \d+$/.test(name));
}

function judgeBy(measure: "rating" | "score", variants: readonly Judged[]): Verdict | null {
  const known = variants.flatMap((variant, position) => {
    const value = variant[measure];
    return value === null || Number.isNaN(value) ? [] : [{ position, value }];
  });
  if (known.length < 2) return null;
  const value = known.reduce((highest, item) => Math.max(highest, item.value), Number.NEGATIVE_INFINITY);
  const best = known.filter((item) => item.value === value).map(({ position }) => position);
  const rest = known.filter((item) => item.value < value).map((item) => item.value);
  const second = rest.reduce((highest, other) => Math.max(highest, other), Number.NEGATIVE_INFINITY);
  return {
    measure,
    kind: best.length > 1 ? "tied" : isPreferencePair(variants) && best[0] === 1 ? "inverted" : "ahead",
    best,
    value,
    next: rest.length === 0 ? null : { value: second, margin: withoutNoise(value - second) },
  };
}

/** 8.5 − 6.2 is 2.3, not 2.3000000000000003. */
function withoutNoise(difference: number): number {
  return Number(difference.toPrecision(12));
}
