"use client";

import { ArrowDown, ArrowUp, Columns3, Pin, PinOff, Search } from "lucide-react";
import { useState } from "react";
import { Button, Checkbox, IconButton, Popover, TextField } from "@/components/ui";
import type { GridColumns } from "./use-grid-columns";

/** At most this many are listed at a time; the filter reaches the rest. */
const LISTED = 200;

/** Which columns are shown, pinned, and in what order; all of it by keyboard too. */
export function ColumnsPopover({
  grid,
  isBrief,
}: {
  grid: GridColumns;
  /** Where the bar is narrow, the icon alone has to do. */
  isBrief: boolean;
}) {
  const [filter, setFilter] = useState("");
  const { table } = grid;
  const all = table.getAllLeafColumns();
  const found = all.filter((column) => grid.labelOf(column.id).toLowerCase().includes(filter.toLowerCase()));
  const hidden = all.filter((column) => !column.getIsVisible()).length;

  function shift(id: string, by: 1 | -1) {
    const order = all.map((column) => column.id);
    const from = order.indexOf(id);
    const to = from + by;
    if (to < 0 || to >= order.length) return;
    order.splice(from, 1);
    order.splice(to, 0, id);
    table.setColumnOrder(order);
  }

  return (
    <Popover
      align="end"
      title="Columns"
      trigger={
        <Button variant="quiet" size="sm" title={isBrief ? "Columns" : undefined}>
          <Columns3 aria-hidden />
          <span className={isBrief ? "@max-2xl:sr-only" : undefined}>Columns</span>
          {hidden > 0 ? (
            <span className="@max-2xl:hidden text-ink-3">
              {all.length - hidden} of {all.length}
            </span>
          ) : null}
        </Button>
      }
    >
      <TextField
        size="sm"
        aria-label="Find a column"
        placeholder="Find a column"
        icon={<Search aria-hidden />}
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value)}
      />
      <ul aria-label="Columns" className="mt-2 max-h-80 overflow-auto">
        {found.slice(0, LISTED).map((column) => {
          const label = grid.labelOf(column.id);
          return (
            <li key={column.id} className="group flex h-7 items-center gap-1">
              {/* biome-ignore lint/a11y/noLabelWithoutControl: Checkbox renders the input */}
              <label className="flex min-w-0 flex-1 items-center gap-2">
                <Checkbox
                  checked={column.getIsVisible()}
                  onCheckedChange={(isVisible) => column.toggleVisibility(isVisible)}
                />
                <span className="truncate">{label}</span>
              </label>
              <IconButton
                size="sm"
                label={column.getIsPinned() ? `Unpin ${label}` : `Pin ${label}`}
                icon={column.getIsPinned() ? <PinOff /> : <Pin />}
                aria-pressed={column.getIsPinned() !== false}
                onClick={() => column.pin(column.getIsPinned() ? false : "start")}
              />
              <IconButton
                size="sm"
                label={`Move ${label} up`}
                icon={<ArrowUp />}
                onClick={() => shift(column.id, -1)}
              />
              <IconButton
                size="sm"
                label={`Move ${label} down`}
                icon={<ArrowDown />}
                onClick={() => shift(column.id, 1)}
              />
            </li>
          );
        })}
      </ul>
      {found.length > LISTED ? (
        <p className="mt-1 text-ink-3 text-xs">{found.length - LISTED} more; type to find them.</p>
      ) : null}
      <div className="mt-2 flex gap-2 border-line border-t pt-2">
        <Button size="sm" onClick={() => table.setColumnVisibility({})}>
          Show all
        </Button>
        <Button size="sm" onClick={grid.reset}>
          Reset
        </Button>
      </div>
    </Popover>
  );
}
