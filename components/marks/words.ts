import { formatUnits } from "@/components/ui";

/** "star, flags and note". */
export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** "2 marks that were taken back". */
export function sayTakenBack(count: number): string {
  return `${formatUnits(count, "mark")} that ${count === 1 ? "was" : "were"} taken back`;
}
