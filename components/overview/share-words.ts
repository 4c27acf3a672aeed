import { formatCount, formatNumber } from "@/components/ui";
import { differenceOf, type PairedValue } from "@/lib/compare";
import type { PickState } from "@/lib/view";
import { fixedWords } from "./column-words";

/** How often something comes on a side, and of how many. */
export interface CountOf {
  count: number;
  of: number;
}

/** What is counted on two sides. */
export interface ToldPair extends Omit<PairedValue, "value"> {
  /** What the shares are of. */
  of: { a: number; b: number };
  unit: "row" | "message" | "step";
  /** The same among all rows of a side. */
  wholes?: Readonly<Record<"a" | "b", CountOf>>;
  /** The shares are not of all in view, but of a part for each pair: few of them make a weak share. */
  isOfPart?: boolean;
  /** Only this side has such values at all: there is nothing to hold them against. */
  lone?: "a" | "b";
  /** There is nothing to count by, which is not the same as counting none. */
  isUncounted?: boolean;
}

const SIDES = [
  ["a", "A"],
  ["b", "B"],
] as const;

/** Difference of two shares in percentage points, with its sign, always as fine: "+2.41 pp", "−97.40 pp", "+<0.01 pp". */
export function pointsWords(pair: Pick<PairedValue, "shareA" | "shareB">): string {
  const points = differenceOf(pair) * 100;
  const sign = points > 0 ? "+" : points < 0 ? "−" : "";
  return `${sign}${fixedWords(Math.abs(points), 2)} pp`;
}

/**
 * A pair in words: a line for each side, then how far they are apart. "A 44,301 of 44,866 rows, 98.74%", "B 565 of
 * 43,000 rows, 1.31%", "difference −97.43 pp, B is 0.0133 × A".
 */
export function pairWords(pair: ToldPair): string[] {
  const told = SIDES.filter(([side]) => (pair.lone ?? side) === side);
  if (pair.isUncounted) {
    return [...told.map(([side, name]) => `${name} ${unitsOf(pair.of[side], pair.unit)}`), "no range"];
  }
  return [
    ...told.map(([side, name]) => `${name} ${partWords(pair[side], pair.of[side], pair.unit)}`),
    ...(hasDifference(pair) ? [differenceWords(pair)] : []),
  ];
}

/** Whether there is a share of a side to draw and to say. */
export function hasShare({ of, isOfPart, isUncounted, lone }: ToldPair, side: "a" | "b"): boolean {
  return !isUncounted && (lone ?? side) === side && (!isOfPart || of[side] > 0);
}

export function hasDifference(pair: ToldPair): boolean {
  return hasShare(pair, "a") && hasShare(pair, "b");
}

/** The same among all rows of each side, where not all are in view: "all rows of A 140 of 443, 31.60%, in view 0.93 × that". */
export function wholeWords(pair: ToldPair): string[] {
  const { wholes, unit } = pair;
  if (wholes === undefined) return [];
  return SIDES.flatMap(([side, name]) => {
    const { count, of } = wholes[side];
    if (of === pair.of[side] || (pair.lone ?? side) !== side) return [];
    const [inView, inAll] = [shareOf(pair[side], pair.of[side]), shareOf(count, of)];
    const ratio = inAll === 0 || inView === 0 ? "" : `, in view ${ratioWords(inView / inAll)} that`;
    return [
      `all ${unit}s of ${name}: ${formatCount(count)} of ${formatCount(of)}${percentOf(count, of)}${ratio}`,
    ];
  });
}

/** How the filters of each side treat something: "picked in A, left out in B"; "" where none does. */
export function filterWords(a: PickState, b: PickState): string {
  const words = { in: "picked in", out: "left out in" } as const;
  if (a !== null && a === b) return `${words[a]} A and B`;
  return [...(a === null ? [] : [`${words[a]} A`]), ...(b === null ? [] : [`${words[b]} B`])].join(", ");
}

/** "130 of 440 rows, 29.55%"; "0 rows" of none. */
export function partWords(count: number, of: number, unit: ToldPair["unit"]): string {
  if (of === 0) return unitsOf(0, unit);
  return `${formatCount(count)} of ${unitsOf(of, unit)}${percentOf(count, of)}`;
}

function differenceWords(pair: ToldPair): string {
  const { shareA, shareB } = pair;
  const points = `difference ${pointsWords(pair)}`;
  if (shareA === 0 && shareB === 0) return points;
  if (shareA === 0 || shareB === 0) return `${points}, only in ${shareA === 0 ? "B" : "A"}`;
  return `${points}, B is ${ratioWords(shareB / shareA)} A`;
}

function ratioWords(ratio: number): string {
  return `${formatNumber(ratio, 3)} ×`;
}

function shareOf(count: number, of: number): number {
  return of === 0 ? 0 : count / of;
}

/** As fine as differences of shares are told. */
function percentOf(count: number, of: number): string {
  if (of === 0) return "";
  if (count === 0 || count === of) return count === 0 ? ", 0%" : ", 100%";
  const words = fixedWords((count / of) * 100, 2);
  return words === "100.00" ? ", >99.99%" : `, ${words}%`;
}

function unitsOf(count: number, unit: ToldPair["unit"]): string {
  return `${formatCount(count)} ${unit}${count === 1 ? "" : "s"}`;
}
