"use client";

import { useState } from "react";
import type { BrushedMarks } from "@/components/charts";
import { Button, formatCount } from "@/components/ui";
import { FOLDED_VALUES } from "./breakdown-view";
import { PairedBars } from "./paired-bars";
import type { PairedLine } from "./paired-lines";

/** The lines of a chart, folded where they are many; bins in their course are not. */
export function FoldedBars({
  label,
  lines,
  onBrush = null,
  nothing,
}: {
  label: string;
  lines: readonly PairedLine[];
  onBrush?: ((range: BrushedMarks) => void) | null;
  /** What is said where there is no line. */
  nothing: string;
}) {
  const [isWhole, setWhole] = useState(false);
  if (lines.length === 0) return <p className="text-ink-3 text-xs">{nothing}</p>;
  const isBins = lines.some(({ brushed }) => brushed !== undefined && !("label" in brushed));
  const isFolded = !isBins && !isWhole && lines.length > FOLDED_VALUES;
  const shown = isFolded ? lines.slice(0, FOLDED_VALUES) : lines;
  return (
    <>
      <PairedBars label={label} lines={shown} onBrush={onBrush} />
      {isFolded || isWhole ? (
        <Button
          variant="quiet"
          size="sm"
          className="-ml-1.5 mt-1 self-start"
          onClick={() => setWhole(!isWhole)}
        >
          {isWhole ? (
            `Show the first ${FOLDED_VALUES}`
          ) : (
            <span data-picture-note>{formatCount(lines.length - shown.length)} more</span>
          )}
        </Button>
      ) : null}
    </>
  );
}
