"use client";

import { Filter, PanelLeft } from "lucide-react";
import type { ReactNode } from "react";
import { ColumnsPopover, type GridColumns } from "@/components/table";
import { Button, IconButton, Later, TabList } from "@/components/ui";
import type { ViewTab } from "@/lib/view";
import { CancelSort } from "./cancel-sort";
import {
  type CountAhead,
  inViewWords,
  type NamedSortKey,
  searchedWords,
  sortingWords,
} from "./in-view-words";
import { RowsInView } from "./rows-in-view";
import type { ShownCharts } from "./shown-charts";
import { ShownSort } from "./shown-sort";
import type { CountedRows } from "./use-view-rows";

const TABS: readonly { value: ViewTab; label: string }[] = [
  { value: "table", label: "Table" },
  { value: "overview", label: "Overview" },
  { value: "compare", label: "Compare" },
];

/** The bar over the table: facets on and off, search, which tab, how many rows are in view, which columns. */
export function TableBar({
  isNarrow,
  hasFacets,
  filterCount,
  onToggleFacets,
  search,
  counts,
  publishedRows,
  countedRows,
  isFinal,
  ahead,
  sortedBy,
  onCancelSort,
  shownSort,
  onClearSort,
  viewKey,
  charts,
  grid,
}: {
  isNarrow: boolean;
  hasFacets: boolean;
  filterCount: number;
  onToggleFacets: () => void;
  search: ReactNode;
  /** null until the index has answered. */
  counts: CountedRows | null;
  /** Rows of the dataset when all of them are in view; null when a filter or a search leaves some out. */
  publishedRows: number | null;
  /** Of how many rows the count is; null until the index has answered. */
  countedRows: number | null;
  /** The count is of all rows, and of all that it counts. */
  isFinal: boolean;
  /** What is on its way while `counts` are those of another view; null when they are of this one. */
  ahead: CountAhead | null;
  /** The columns by which rows are being sorted that are not here yet; null when none are on their way. */
  sortedBy: readonly string[] | null;
  /** Goes back to the order before, or to the rows that were there; null while nothing is sorted. */
  onCancelSort: (() => void) | null;
  /** By what the rows of the table are sorted; none where they are as in the file, and where no table is. */
  shownSort: readonly NamedSortKey[];
  onClearSort: () => void;
  /** Names the rows in view; null while they cannot be counted. */
  viewKey: string | null;
  /** Charts that stand below; null where none do. */
  charts: ShownCharts | null;
  grid: GridColumns;
}) {
  const sorting = ahead === null ? sortedBy : null;
  const searchAndCount = (
    <>
      <div className="w-0 min-w-24 max-w-80 flex-1">{search}</div>
      <RowsInView
        words={
          sorting === null
            ? inViewWords({
                // On a phone there is no room for the count of before beside what is searched for.
                inView:
                  counts === null || (isNarrow && ahead !== null) ? null : (publishedRows ?? counts.inView),
                ofRows: countedRows ?? 0,
                searched: isFinal || publishedRows !== null ? null : searchedWords(counts?.searched ?? null),
                ...{ isFinal, ahead },
              })
            : sortingWords(isNarrow ? null : (publishedRows ?? counts?.inView ?? null), sorting)
        }
        viewKey={viewKey}
        charts={charts}
      />
      {sorting === null || onCancelSort === null ? null : <CancelSort onCancel={onCancelSort} />}
    </>
  );
  return (
    <div className="@container shrink-0 border-line border-b px-2">
      <div className="flex h-9.75 items-center gap-2">
        <Later>
          {isNarrow ? (
            <Button variant="quiet" onClick={onToggleFacets} aria-label="Filters">
              <Filter aria-hidden />
              {filterCount > 0 ? filterCount : null}
            </Button>
          ) : (
            <IconButton
              label={hasFacets ? "Hide facets" : "Show facets"}
              shortcut="f"
              icon={<PanelLeft />}
              aria-pressed={hasFacets}
              onClick={onToggleFacets}
            />
          )}
          <TabList label="Views of the dataset" tabs={TABS} />
          {isNarrow ? null : searchAndCount}
          {/* On a phone the count needs its line for itself. */}
          <ShownSort sort={shownSort} onClear={onClearSort} />
          <span className="ml-auto hidden shrink-0 md:inline-flex">
            <ColumnsPopover grid={grid} isBrief={shownSort.length > 0} />
          </span>
        </Later>
      </div>
      {isNarrow ? (
        <div className="flex min-h-7 box-content items-center gap-2 pb-1.5">
          <Later>{searchAndCount}</Later>
        </div>
      ) : null}
    </div>
  );
}
