import { useDatasetState } from "@/components/shell/use-dataset-state";
import { formatCount, formatUnits } from "@/components/ui";
import type { Dataset, DatasetState } from "@/lib/ingest";

/** What a cancelled reading leaves out of the comparison; nothing where all was read. */
export function CancelledNote({ a, b }: { a: Dataset; b: Dataset }) {
  const [ofA, ofB] = [useDatasetState(a), useDatasetState(b)];
  const words = [cancelledWords("A", ofA), ...(a === b ? [] : [cancelledWords("B", ofB)])].filter(
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

function cancelledWords(name: "A" | "B", state: DatasetState): string {
  if (state.status !== "ready" || !state.cancelled) return "";
  const { rows, pending } = state;
  if (pending === null) {
    return `Reading ${name} was cancelled: only the ${formatUnits(rows, "row")} that were read are compared.`;
  }
  const read = `the conversations and long texts of ${formatCount(pending.rowEnd)} of ${formatUnits(rows, "row")} were read`;
  return `Reading ${name} was cancelled: ${read}. The other rows are compared in the fields that were read; paired by equal conversation they are left out.`;
}
