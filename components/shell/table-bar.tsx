"use client";

import { Filter, PanelLeft } from "lucide-react";
import type { ReactNode } from "react";
import { ColumnsPopover, type GridColumns } from "@/components/table";
import { Button, formatCount, formatUnits, IconButton, TabList } from "@/components/ui";
import type { RowCounts } from "@/lib/query";
import type { ViewTab } from "@/lib/view";

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
  isReady,
  grid,
}: {
  isNarrow: boolean;
  hasFacets: boolean;
  filterCount: number;
  onToggleFacets: () => void;
  search: ReactNode;
  /** null until the index has answered. */
  counts: RowCounts | null;
  /** Rows of the dataset when all of them are in view; null when a filter or a search leaves some out. */
  publishedRows: number | null;
  /** Every row is indexed, so counts are final. */
  isReady: boolean;
  grid: GridColumns;
}) {
  return (
    <div className="flex h-10 shrink-0 items-center gap-2 border-line border-b px-2">
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
      <div className="min-w-28 max-w-80 flex-1">{search}</div>
      <p role="status" aria-label="Rows in view" className="min-w-0 flex-1 truncate text-ink-2">
        {counts === null
          ? ""
          : `${formatCount(publishedRows ?? counts.inView)} of ${formatUnits(publishedRows ?? counts.total, "row")}${isReady ? "" : " so far"}`}
      </p>
      <span className="hidden md:inline-flex">
        <ColumnsPopover grid={grid} />
      </span>
    </div>
  );
}
