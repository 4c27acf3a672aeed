"use client";

import { X } from "lucide-react";
import { Button, formatUnits } from "@/components/ui";
import type { Dataset, DatasetState } from "@/lib/ingest";
import { type CountsWithout, countWithout, type Scope } from "@/lib/query";
import { isMarkColumn } from "@/lib/schema";
import {
  clearFilters,
  columnsOfFilter,
  filterLabel,
  searchLabel,
  subjectOf,
  type ViewState,
  withoutFilter,
  withSearch,
} from "@/lib/view";
import { noRecordWords } from "./report-text";
import { rowsReadOf } from "./rows-read";
import { useLiveQuery } from "./use-live-query";

/** What stands in an empty table: why it is empty, and what to do next. */
export function EmptyRows({
  dataset,
  state,
  view,
  scope,
  revision,
  countKey,
  isSearching,
  found,
  onChange,
}: {
  dataset: Dataset;
  state: DatasetState;
  view: ViewState;
  scope: Scope;
  revision: number;
  /** Names the rows in view; null while they are not counted yet. */
  countKey: string | null;
  /** A search has found nothing yet. */
  isSearching: boolean;
  /** What is said behind what a search found, while it goes on; else null. */
  found: string | null;
  onChange: (view: ViewState) => void;
}) {
  const conditions = view.filters.length + (view.search === "" ? 0 : 1);
  const isFiltered = conditions > 0;
  const isOne = conditions === 1;
  // While a search goes on, no filter is at fault yet.
  const causesKey = isFiltered && found === null ? countKey : null;
  const counts = useLiveQuery(dataset, causesKey, revision, (engine, signal) =>
    countWithout(engine, scope, signal),
  );
  if (isFiltered && countKey !== null) {
    if (found !== null) return <p className="text-ink-2">No row {found}</p>;
    return (
      <div className="flex w-full max-w-xl flex-col items-center gap-3">
        <p className="text-center">
          {isOne ? "No row matches" : "No row matches all of these"}
          {state.status === "ready" ? "" : " so far"}.
        </p>
        {counts.value === null || counts.key !== countKey ? null : (
          <Causes view={view} counts={counts.value} onChange={onChange} />
        )}
        {view.filters.flatMap(columnsOfFilter).some(isMarkColumn) ? (
          <p className="max-w-80 text-center text-ink-2">
            Marks stay in the browser they were made in: import those of others to see them here.
          </p>
        ) : null}
        <Button size="sm" onClick={() => onChange(clearFilters(view))}>
          Clear filters
        </Button>
      </div>
    );
  }
  // A dataset can be complete before the first answer of its index: then there are rows, which only are not here yet.
  if (state.status === "ready" && state.rows === 0) {
    return <p className="text-ink-2">{noRecordWords(state.report.problemCount, rowsReadOf(state))}</p>;
  }
  const hasRows = state.status === "ready" || (state.status === "reading" && state.rows > 0);
  return (
    <p className="text-ink-3">
      {isSearching && hasRows ? "Searching the messages" : "Reading the first rows"}
    </p>
  );
}

interface Cause {
  key: string;
  label: string;
  /** Rows in view without it. */
  rows: number;
  without: ViewState;
}

/** Each filter with the rows that would be in view without it, most first: the one at fault is the first. */
function Causes({
  view,
  counts,
  onChange,
}: {
  view: ViewState;
  counts: CountsWithout;
  onChange: (view: ViewState) => void;
}) {
  const causes = causesOf(view, counts);
  const isAnyAlone = causes.some((cause) => cause.rows > 0);
  return (
    <>
      <ul aria-label="Rows without each filter" className="w-full border-line border-t">
        {causes.map(({ key, label, rows, without }) => (
          <li key={key} className="flex items-center gap-3 border-line border-b py-1">
            <span className="line-clamp-3 min-w-0 flex-1 [overflow-wrap:anywhere]" title={label}>
              {label}
            </span>
            <span className={rows === 0 ? "shrink-0 text-ink-3 text-xs" : "shrink-0 text-ink-2 text-xs"}>
              {rows === 0 ? "still no row" : formatUnits(rows, "row")} without it
            </span>
            <Button
              size="sm"
              variant="quiet"
              aria-label={`Remove ${label}`}
              onClick={() => onChange(without)}
            >
              <X aria-hidden />
              <span className="hidden md:inline">Remove</span>
            </Button>
          </li>
        ))}
      </ul>
      {isAnyAlone || causes.length < 2 ? null : (
        <p className="text-center text-ink-2 text-xs">
          No single one is at fault: it takes at least two away to see a row.
        </p>
      )}
    </>
  );
}

function causesOf(view: ViewState, counts: CountsWithout): Cause[] {
  const causes: Cause[] = view.filters.flatMap((filter) => {
    const subject = subjectOf(filter);
    const rows = counts.filters.get(subject);
    if (rows === undefined) return [];
    const without = withoutFilter(view, subject);
    return [{ key: `f ${subject}`, label: filterLabel(filter), rows, without }];
  });
  if (counts.search !== null) {
    const label = searchLabel(view.search);
    causes.push({ key: "search", label, rows: counts.search, without: withSearch(view, "") });
  }
  return causes.sort((a, b) => b.rows - a.rows);
}
