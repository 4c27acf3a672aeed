import { formatUnits } from "@/components/ui";
import type { Engine } from "@/lib/engine";
import { countRows, type Scope } from "@/lib/query";
import { filterLabel, searchLabel } from "@/lib/view";
import { countWords } from "./chart-words";

/** Which rows a picture is of, for those who see it without the page: how many are in view, and what they have in common. */
export async function rowsInWords(engine: Engine, scope: Scope, search: string): Promise<string> {
  const { inView, total } = await countRows(engine, scope);
  const conditions = [
    ...(scope.matches === null ? [] : [searchLabel(search)]),
    ...scope.view.filters.map(filterLabel),
  ];
  if (conditions.length === 0) return formatUnits(total, "row");
  return `${countWords(inView, total)}, in view: ${conditions.join("; ")}`;
}
