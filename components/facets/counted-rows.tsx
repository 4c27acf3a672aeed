"use client";

import { type ReactNode, useContext, useState } from "react";
import { formatUnits } from "@/components/ui";
import { type Counted, CountedViewContext } from "./facet-context";

/**
 * What the counts of a facet are of, in its head, where it moves nothing: of how many rows while rows are read, and
 * whenever the count of the rows in view is of others; and that they are of what a search found so far.
 */
export function CountedRows({ counted }: { counted: Counted | null }) {
  const view = useContext(CountedViewContext);
  const [wasFoundInPart, setFoundInPart] = useState(false);
  // A search that ends at once needs no word. Of one that took longer, counts may be of a part when it has ended.
  const isFoundInPart = counted?.isFoundInPart === true && (view.isSearching || wasFoundInPart);
  if (isFoundInPart !== wasFoundInPart) setFoundInPart(isFoundInPart);
  if (counted === null) return null;
  if (isFoundInPart) return <Words title="Counted of what the search has found so far">so far</Words>;
  if (counted.rows === view.rows && !view.isGrowing) return null;
  return (
    <Words title="Counted of these; the others are being read, or counted">
      first {formatUnits(counted.rows, "row")}
    </Words>
  );
}

function Words(props: { title: string; children: ReactNode }) {
  return <span className="ml-2 shrink-0 pr-1 text-ink-3 text-xs" {...props} />;
}
