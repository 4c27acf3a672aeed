"use client";

import { ArrowDown, ArrowUp, ChevronDown } from "lucide-react";
import { type DragEvent, useEffect, useState } from "react";
import { classNames, Menu, MenuItem, MenuLabel, MenuSeparator, tipOf } from "@/components/ui";
import { cutWords } from "@/lib/schema";
import { isNumeric } from "./cell-value";
import { cellId, type DrawnColumn } from "./grid-body-row";
import type { GridTableHeader } from "./grid-features";

const DRAG_TYPE = "application/x-loupe-column";

/** Where a column stands in the sort: null when it does not. */
export interface SortMark {
  isDescending: boolean;
  /** 1-based place among several keys; null when it is the only one. */
  place: number | null;
}

export interface GridHeaderCellProps {
  header: GridTableHeader;
  label: string;
  drawn: DrawnColumn;
  gapPx: number;
  sort: SortMark | null;
  isActive: boolean;
  onSort: (direction: "next" | "ascending" | "descending" | "none", keepOthers: boolean) => void;
  onMove: (id: string, beforeId: string) => void;
  onHide: () => void;
  onPin: (isPinned: boolean) => void;
}

/** A column's name as the button that sorts it, its menu, and the edge that resizes it. Drag the name to move it. */
export function GridHeaderCell({
  header,
  label,
  drawn,
  gapPx,
  sort,
  isActive,
  onSort,
  onMove,
  onHide,
  onPin,
}: GridHeaderCellProps) {
  const [isTarget, setIsTarget] = useState(false);
  // Nobody sees a menu's button before the pointer or the cursor is at the column, and a menu is the
  // dearest thing in a header: a table of forty columns would hold forty.
  const [hasMenu, setHasMenu] = useState(false);
  if (isActive && !hasMenu) setHasMenu(true);
  // A finger hovers over nothing.
  useEffect(() => {
    if (matchMedia("(pointer: coarse)").matches) setHasMenu(true);
  }, []);
  const Arrow = sort?.isDescending ? ArrowDown : ArrowUp;
  const isPinned = drawn.pinnedPx !== null;
  const resize = header.getResizeHandler();
  const cut = cutWords(drawn.column);

  function onDrop(event: DragEvent) {
    const id = event.dataTransfer.getData(DRAG_TYPE);
    setIsTarget(false);
    if (id === "" || id === header.column.id) return;
    event.preventDefault();
    onMove(id, header.column.id);
  }

  return (
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays on the grid, which names the active cell
    // biome-ignore lint/a11y/useSemanticElements: columns are positioned one by one
    <div
      role="columnheader"
      id={cellId(-1, drawn.ariaIndex)}
      aria-colindex={drawn.ariaIndex}
      aria-sort={sort === null ? "none" : sort.isDescending ? "descending" : "ascending"}
      data-active={isActive ? "" : undefined}
      className={classNames(
        "group/head relative flex h-full shrink-0 items-center border-line border-r bg-surface-2 group-focus-visible/grid:data-[active]:outline-2 group-focus-visible/grid:data-[active]:-outline-offset-2 group-focus-visible/grid:data-[active]:outline-accent",
        isPinned && "sticky z-[2]",
        isTarget && "bg-accent-soft",
      )}
      style={{
        width: drawn.widthPx,
        left: drawn.pinnedPx ?? undefined,
        marginLeft: gapPx > 0 ? gapPx : undefined,
      }}
      onPointerEnter={() => setHasMenu(true)}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(DRAG_TYPE)) return;
        event.preventDefault();
        setIsTarget(true);
      }}
      onDragLeave={() => setIsTarget(false)}
      onDrop={onDrop}
    >
      <button
        type="button"
        tabIndex={-1}
        draggable
        title={cut === null ? label : `${label}: ${cut}`}
        onDragStart={(event) => {
          event.dataTransfer.setData(DRAG_TYPE, header.column.id);
          event.dataTransfer.effectAllowed = "move";
        }}
        onClick={(event) => onSort("next", event.shiftKey)}
        className={classNames(
          "flex h-full min-w-0 flex-1 cursor-default items-center gap-1 px-2 text-left font-medium text-ink-2 text-xs hover:text-ink group-hover/head:pr-7 pointer-coarse:pr-7",
          isNumeric(drawn.column, drawn.role) && "flex-row-reverse text-right",
        )}
      >
        <span className="truncate">{label}</span>
        {sort === null ? null : (
          <span aria-hidden className="flex shrink-0 items-center text-accent">
            <Arrow className="size-3" />
            {sort.place === null ? null : <span className="text-[10px]">{sort.place}</span>}
          </span>
        )}
      </button>
      {hasMenu ? (
        <Menu
          align="end"
          trigger={
            <button
              {...tipOf("Column menu")}
              type="button"
              tabIndex={-1}
              aria-label="Column menu"
              className="absolute right-1 flex size-6 items-center justify-center rounded-sm bg-surface-2 text-ink-2 opacity-0 hover:bg-surface-3 focus-visible:opacity-100 group-hover/head:opacity-100 pointer-coarse:opacity-100 data-[popup-open]:opacity-100"
            >
              <ChevronDown aria-hidden className="size-3.5" />
            </button>
          }
        >
          {cut === null ? null : <MenuLabel>Sorts by beginnings: {cut}</MenuLabel>}
          <MenuItem onSelect={() => onSort("ascending", false)}>Sort ascending</MenuItem>
          <MenuItem onSelect={() => onSort("descending", false)}>Sort descending</MenuItem>
          <MenuItem onSelect={() => onSort("none", true)} disabled={sort === null}>
            Do not sort by it
          </MenuItem>
          <MenuSeparator />
          <MenuItem onSelect={() => onPin(!isPinned)}>{isPinned ? "Unpin" : "Pin to the left"}</MenuItem>
          <MenuItem onSelect={() => header.column.resetSize()}>Reset width</MenuItem>
          <MenuItem onSelect={onHide}>Hide</MenuItem>
        </Menu>
      ) : null}
      <span
        aria-hidden
        onMouseDown={resize}
        onTouchStart={resize}
        onDoubleClick={() => header.column.resetSize()}
        className="absolute inset-y-0 -right-1 z-[3] w-2 cursor-col-resize touch-none hover:bg-accent/40"
      />
    </div>
  );
}
