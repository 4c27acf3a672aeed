import { Button, formatCount, formatUnits } from "@/components/ui";
import type { LabelLengths } from "./use-label-lengths";

/** Asks whether the words of labelled messages shall be counted, and tells how far that is; `b` is null where A's hold for it. */
export function PairedWordCount({ a, b }: { a: LabelLengths; b: LabelLengths | null }) {
  const sides = b === null ? [a] : [a, b];
  const running = sides.flatMap((side) => (side.status === "running" ? [side] : []));
  if (running.length > 0) {
    const rows = running.reduce((sum, side) => sum + side.rows, 0);
    const totalRows = running.reduce((sum, side) => sum + side.totalRows, 0);
    return (
      <p role="status" className="text-ink-3 text-xs">
        Counting words: {formatCount(rows)} of {formatUnits(totalRows, "row")}
      </p>
    );
  }
  const failed = sides.flatMap((side) => (side.status === "failed" ? [side.error] : []));
  return (
    <div className="flex flex-col items-start gap-2">
      <p className="text-ink-3 text-xs">
        {failed[0] ??
          "Whether messages are as long as their labels say. Counting their words reads both files once more, each time they are opened: they are not kept with the index."}
      </p>
      <Button
        size="sm"
        onClick={() => {
          for (const side of sides) if ("start" in side) side.start();
        }}
      >
        Count words
      </Button>
    </div>
  );
}
