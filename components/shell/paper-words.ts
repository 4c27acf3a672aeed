import { formatCount, formatUnits } from "@/components/ui";
import { conditionLabels, type ViewState } from "@/lib/view";

/** What a printed page is of, as in `file.jsonl · 27 of 300 rows, in view: category is General Math`. */
export function paperWords({
  names,
  inView,
  ofRows,
  isFinal,
  view,
}: {
  names: readonly string[];
  /** null until rows were counted. */
  inView: number | null;
  ofRows: number;
  /** All that the count is of has been read, and searched. */
  isFinal: boolean;
  view: Pick<ViewState, "filters" | "search">;
}): string {
  const rows =
    inView === null
      ? "rows not counted yet"
      : `${formatCount(inView)} of ${formatUnits(ofRows, "row")}${isFinal ? "" : " so far"}`;
  const conditions = conditionLabels(view);
  return `${names.join(", ")} · ${rows}${conditions.length === 0 ? "" : `, in view: ${conditions.join("; ")}`}`;
}
