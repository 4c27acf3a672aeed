import { type TextFacts, TextFactsCollector } from "@/lib/schema";
import type { IndexCell } from "./cells";

/** Facts about the texts among cells, those in lists too. */
export function textFactsOf(cells: readonly IndexCell[]): TextFacts {
  const collector = new TextFactsCollector();
  for (const cell of cells) {
    if (typeof cell === "string") collector.add(cell);
    else if (Array.isArray(cell)) for (const item of cell) if (typeof item === "string") collector.add(item);
  }
  return collector.finish();
}
