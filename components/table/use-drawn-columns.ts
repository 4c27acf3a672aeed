"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useMemo } from "react";
import { type RoleAssignment, roleByColumn } from "@/lib/schema";
import { type DrawnColumn, NUMBER_COLUMN_PX } from "./grid-body-row";
import { type ElementSize, watchSize } from "./use-element-size";
import type { GridColumns } from "./use-grid-columns";

export interface Drawn {
  /** Pinned columns, then those on the screen. */
  columns: readonly (DrawnColumn & { id: string })[];
  /** Width of the columns between the pinned ones and the first on the screen. */
  gapPx: number;
  /** Width of a whole row. */
  totalPx: number;
  /** Ids of all visible columns, in order; the row number is not among them. */
  order: readonly string[];
  /** Scrolls a column into view by its place in `order`; -1, the row number, goes back to the start. */
  reveal: (place: number) => void;
}

/** Which columns are on the screen, and where. A thousand columns cost as much as ten. */
export function useDrawnColumns(
  grid: GridColumns,
  roles: RoleAssignment,
  scroller: RefObject<HTMLElement | null>,
  /** Its size, as far as it is known. */
  size: ElementSize,
): Drawn {
  const { table } = grid;
  const pinned = table.getStartVisibleLeafColumns();
  const free = table.getCenterVisibleLeafColumns();
  const startPx = NUMBER_COLUMN_PX + table.getStartTotalSize();
  const widths = free.map((column) => column.getSize()).join();

  const virtual = useVirtualizer({
    horizontal: true,
    count: free.length,
    getScrollElement: () => scroller.current,
    initialRect: size,
    observeElementRect: ({ scrollElement }, tell) =>
      scrollElement === null ? undefined : watchSize(scrollElement, tell),
    // The grid scrolls by itself.
    scrollToFn: () => {},
    estimateSize: (index) => free[index]?.getSize() ?? 100,
    getItemKey: (index) => free[index]?.id ?? index,
    paddingStart: startPx,
    overscan: 2,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are cached by the virtualizer until it is told
  useEffect(() => virtual.measure(), [virtual, widths, startPx]);

  const roleOf = useMemo(() => roleByColumn(roles), [roles]);

  const items = virtual.getVirtualItems();
  const shown = items.map((item) => item.index).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are drawn anew only when this changes, so it names what it depends on by value
  const columns = useMemo(() => {
    let leftPx = NUMBER_COLUMN_PX;
    const drawnPinned = pinned.map((column, place) => {
      const dataColumn = grid.columnOf(column.id);
      const drawn = {
        id: column.id,
        column: dataColumn,
        role: roleOf.get(dataColumn.name) ?? null,
        widthPx: column.getSize(),
        pinnedPx: leftPx,
        ariaIndex: place + 2,
      };
      leftPx += drawn.widthPx;
      return drawn;
    });
    const drawnFree = items.flatMap((item) => {
      const column = free[item.index];
      if (!column) return [];
      const dataColumn = grid.columnOf(column.id);
      return [
        {
          id: column.id,
          column: dataColumn,
          role: roleOf.get(dataColumn.name) ?? null,
          widthPx: column.getSize(),
          pinnedPx: null,
          ariaIndex: pinned.length + item.index + 2,
        },
      ];
    });
    return [...drawnPinned, ...drawnFree];
  }, [
    shown,
    widths,
    startPx,
    roleOf,
    table.state.columnOrder,
    table.state.columnVisibility,
    table.state.columnPinning,
  ]);

  return {
    columns,
    gapPx: Math.max(0, (items[0]?.start ?? startPx) - startPx),
    totalPx: startPx + table.getCenterTotalSize(),
    order: [...pinned, ...free].map((column) => column.id),
    reveal: (place) => {
      const element = scroller.current;
      if (!element) return;
      const column = free[place - pinned.length];
      if (!column) {
        if (place < 0) element.scrollLeft = 0;
        return;
      }
      // Read from the element: several keys may be pressed before the virtualizer hears of the first scroll.
      const left = column.getStart("center");
      const right = startPx + left + column.getSize() - element.clientWidth;
      if (left < element.scrollLeft) element.scrollLeft = left;
      else if (right > element.scrollLeft) element.scrollLeft = Math.min(left, right);
    },
  };
}
