import { formatUnits } from "@/components/ui";
import type { Engine } from "@/lib/engine";
import { countRows, type Scope } from "@/lib/query";
import { conditionLabels } from "@/lib/view";
import { countWords } from "./chart-words";

/** Which rows a picture is of, for those who see it without the page: how many are in view, and what they have in common. */
export async function rowsInWords(engine: Engine, scope: Scope, search: string): Promise<string> {
  const { inView, total } = await countRows(engine, scope);
  const { filters } = scope.view;
  const conditions = conditionLabels({ filters, search: scope.matches === null ? "" : search });
  if (conditions.length === 0) return formatUnits(total, "row");
  return `${countWords(inView, total)}, in view: ${conditions.join("; ")}`;
}
