"use client";

import { Button } from "@/components/ui";
import type { DatasetState } from "@/lib/ingest";
import type { ViewState } from "@/lib/view";

/** What stands in an empty table: why it is empty, and what to do next. */
export function EmptyRows({
  state,
  view,
  isAnswered,
  onChange,
}: {
  state: DatasetState;
  view: ViewState;
  isAnswered: boolean;
  onChange: (view: ViewState) => void;
}) {
  const isFiltered = view.filters.length > 0 || view.search !== "";
  if (isFiltered && isAnswered) {
    return (
      <div className="flex flex-col items-center gap-2 text-center">
        <p>No row matches all filters{state.status === "ready" ? "" : " so far"}.</p>
        <Button size="sm" onClick={() => onChange({ ...view, filters: [], search: "" })}>
          Clear filters
        </Button>
      </div>
    );
  }
  if (state.status === "ready") {
    return (
      <p className="text-ink-2">The file was read and holds no record. The load report says what it holds.</p>
    );
  }
  return <p className="text-ink-3">Reading the first rows</p>;
}
