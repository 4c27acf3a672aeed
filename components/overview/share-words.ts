import { formatCount, formatPercent } from "@/components/ui";
import { differenceOf, type PairedValue } from "@/lib/compare";
import { fixedWords } from "./column-words";

/** Difference of two shares in percentage points, with its sign, always as fine: "+2.41 pp", "−97.40 pp", "+<0.01 pp". */
export function pointsWords(pair: Pick<PairedValue, "shareA" | "shareB">): string {
  const points = differenceOf(pair) * 100;
  const sign = points > 0 ? "+" : points < 0 ? "−" : "";
  return `${sign}${fixedWords(Math.abs(points), 2)} pp`;
}

/** "44,301, 98.7% of A; 565, 1.3% of B; difference −97.4 pp". */
export function pairWords(pair: Omit<PairedValue, "value">): string {
  return `${sideWords(pair.a, pair.shareA)} of A; ${sideWords(pair.b, pair.shareB)} of B; difference ${pointsWords(pair)}`;
}

/** As above, of shares that are of a part: "18 of 21, 85.7% in A; …". */
export function partWords(line: Omit<PairedValue, "value">, of: { a: number; b: number }): string {
  const side = (name: "a" | "b", share: number) =>
    `${formatCount(line[name])} of ${formatCount(of[name])}, ${formatPercent(share, 1) || "0%"} in ${name.toUpperCase()}`;
  return `${side("a", line.shareA)}; ${side("b", line.shareB)}; difference ${pointsWords(line)}`;
}

/** "44,301, 98.7%". */
export function sideWords(count: number, share: number): string {
  return `${formatCount(count)}, ${formatPercent(share, 1) || "0%"}`;
}
