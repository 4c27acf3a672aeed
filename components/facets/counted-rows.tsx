"use client";

import { useContext } from "react";
import { formatUnits } from "@/components/ui";
import { CountedViewContext } from "./facet-context";

/**
 * Of how many rows the counts of a facet are, in its head, where it moves nothing: while rows are read, and whenever the
 * count of the rows in view is of others.
 */
export function CountedRows({ rows }: { rows: number | null }) {
  const view = useContext(CountedViewContext);
  if (rows === null || (rows === view.rows && !view.isGrowing)) return null;
  return (
    <span
      className="ml-2 shrink-0 pr-1 text-ink-3 text-xs"
      title="Counted of these; the others are being read, or counted"
    >
      first {formatUnits(rows, "row")}
    </span>
  );
}
