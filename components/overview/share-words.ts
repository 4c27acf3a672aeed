import { formatCount, formatPercent } from "@/components/ui";
import { differenceOf, type PairedValue } from "@/lib/compare";

/** Difference of two shares in percentage points, with its sign: "+2.41 pp", "−0.10 pp". */
export function pointsWords(pair: Pick<PairedValue, "shareA" | "shareB">): string {
  const points = differenceOf(pair) * 100;
  if (points === 0) return "0 pp";
  const size = Math.abs(points);
  if (size < 0.005) return "<0.01 pp";
  return `${points > 0 ? "+" : "−"}${size.toFixed(size < 9.995 ? 2 : 1)} pp`;
}

/** "44,301, 98.7% of A; 565, 1.3% of B; difference −97.4 pp". */
export function pairWords(pair: Omit<PairedValue, "value">): string {
  return `${sideWords(pair.a, pair.shareA)} of A; ${sideWords(pair.b, pair.shareB)} of B; difference ${pointsWords(pair)}`;
}

/** "44,301, 98.7%". */
export function sideWords(count: number, share: number): string {
  return `${formatCount(count)}, ${formatPercent(share, 1) || "0%"}`;
}
