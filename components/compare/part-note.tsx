import { isReadWhole } from "@/components/shell/rows-read";
import { useDatasetState } from "@/components/shell/use-dataset-state";
import { formatCount, formatUnits } from "@/components/ui";
import type { Dataset, DatasetState } from "@/lib/ingest";

/** What the comparison leaves out because reading was cancelled, or stopped; nothing where all was read. */
export function PartNote({ a, b }: { a: Dataset; b: Dataset }) {
  const [ofA, ofB] = [useDatasetState(a), useDatasetState(b)];
  const words = [partWords("A", ofA), ...(a === b ? [] : [partWords("B", ofB)])].filter(
    (sentence) => sentence !== "",
  );
  if (words.length === 0) return null;
  return (
    <div role="note" className="border-line border-b px-4 py-2 text-problem text-xs">
      {words.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}

function partWords(name: "A" | "B", state: DatasetState): string {
  if (state.status !== "ready" || isReadWhole(state)) return "";
  const { rows, pending, cancelled } = state;
  const reading = `Reading ${name} ${cancelled ? "was cancelled" : "stopped"}`;
  if (pending === null) {
    return `${reading}: only the ${formatUnits(rows, "row")} that were read are compared.`;
  }
  const read = `the conversations and long texts of ${formatCount(pending.rowEnd)} of ${formatUnits(rows, "row")} were read`;
  return `${reading}: ${read}. The other rows are compared in the fields that were read; paired by equal conversation they are left out.`;
}
