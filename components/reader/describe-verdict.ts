import { formatNumber, formatPercent, formatUnits } from "@/components/ui";
import type { Verdict } from "@/lib/conversation";

/** A verdict in words: "chosen leads by 2.3: rating 8.5 against 6.2". `names` are those of the variants. */
export function describeVerdict(verdict: Verdict, names: readonly string[]): string {
  const { measure, kind, best, value, next } = verdict;
  const nameAt = (position: number): string => names[position] ?? `variant ${position + 1}`;
  const against = next === null ? "" : ` against ${formatNumber(next.value)}`;
  const leader = nameAt(best[0] ?? 0);
  switch (kind) {
    case "tied":
      return `${listOf(best.map(nameAt))} tie: ${measure} ${formatNumber(value)}${best.length === names.length ? " each" : against}`;
    case "inverted":
      return `${capital(measure)} contradicts the preference: ${leader} leads by ${formatNumber(next?.margin ?? 0)}, ${formatNumber(value)}${against}`;
    case "ahead":
      return `${leader} leads by ${formatNumber(next?.margin ?? 0)}: ${measure} ${formatNumber(value)}${against}`;
  }
}

/** Which of two answers is longer, since raters tend to prefer it: "chosen is 182 words longer (+79%)". */
export function describeLengths(names: readonly [string, string], words: readonly [number, number]): string {
  const [first, second] = words;
  if (first === second) return `Both have ${formatUnits(first, "word")}`;
  const [name, longer, shorter] = first > second ? [names[0], first, second] : [names[1], second, first];
  const share = shorter === 0 ? "" : ` (+${formatPercent(longer - shorter, shorter)})`;
  return `${name} is ${formatUnits(longer - shorter, "word")} longer${share}`;
}

function listOf(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
