import type { Engine } from "@/lib/engine";
import { countTogether, type Part, type PartCounts } from "../count-together";
import { withoutView } from "../few-values";
import type { Scope } from "../model";

/** How often two things come together, by their texts. */
export interface FoundCell {
  a: string;
  b: string;
  selected: number;
  total: number;
  /** Mean of a measure over what is selected; null without one. */
  mean: number | null;
}

export interface FoundCells {
  cells: readonly FoundCell[];
  inView: number;
  total: number;
}

/** What a part counts in view, beside what it counts in the whole dataset. */
export async function countBoth(
  engine: Engine,
  scope: Scope,
  part: Part,
  except: string | readonly string[],
  signal: AbortSignal | undefined,
): Promise<{ cells: FoundCell[]; view: PartCounts; whole: PartCounts }> {
  const [view, whole] = await Promise.all([
    countTogether(engine, scope, part, { except, signal }),
    countTogether(engine, withoutView(scope), part, { signal }),
  ]);
  const idAt = ({ a, b }: PartCounts, at: number) => JSON.stringify([a[at], b[at]]);
  const selected = new Map(view.n.map((count, at) => [idAt(view, at), count]));
  const cells = whole.n.map((total, at) => ({
    a: whole.a[at] ?? "",
    b: whole.b[at] ?? "",
    selected: selected.get(idAt(whole, at)) ?? 0,
    total,
    mean: null,
  }));
  return { cells, view, whole };
}
