import { memo } from "react";
import { classNames, formatCount } from "@/components/ui";
import type { Cell } from "@/lib/engine";
import type { Column, ColumnRole } from "@/lib/schema";
import { CellValue, isNumeric } from "./cell-value";
import type { GridRow } from "./grid-row";

export const ROW_PX = 28;
/** Fits the numbers of millions of rows. */
export const NUMBER_COLUMN_PX = 76;

/** A column as a row draws it. */
export interface DrawnColumn {
  column: Column;
  role: ColumnRole | null;
  widthPx: number;
  /** Distance from the left edge while pinned; null when it scrolls. */
  pinnedPx: number | null;
  /** 1-based place among the visible columns, the row number included. */
  ariaIndex: number;
}

export interface GridBodyRowProps {
  index: number;
  topPx: number;
  widthPx: number;
  row: GridRow | null;
  columns: readonly DrawnColumn[];
  /** Width of the columns left out before the first that scrolls. */
  gapPx: number;
  isOpen: boolean;
  /** 1-based place of the active cell, when it is in this row. */
  activeColumn: number | null;
  onOpen: (index: number) => void;
}

/** Id of a cell, for aria-activedescendant. */
export function cellId(rowIndex: number, ariaColumn: number): string {
  return `cell-${rowIndex}-${ariaColumn}`;
}

const CELL =
  "flex h-full shrink-0 items-center overflow-hidden whitespace-nowrap px-2 [unicode-bidi:isolate] group-focus-visible/grid:data-[active]:outline-2 group-focus-visible/grid:data-[active]:-outline-offset-2 group-focus-visible/grid:data-[active]:outline-accent";

function BodyCell({ value, drawn }: { value: Cell | undefined; drawn: DrawnColumn }) {
  if (value === undefined) return <span className="h-2 w-3/5 rounded-sm bg-surface-3" />;
  return (
    <span className="min-w-0 truncate [unicode-bidi:plaintext]">
      <CellValue value={value} context={drawn} />
    </span>
  );
}

/** One row of the grid. Cells of a row that is on its way are grey bars of the right width. */
export const GridBodyRow = memo(function GridBodyRow({
  index,
  topPx,
  widthPx,
  row,
  columns,
  gapPx,
  isOpen,
  activeColumn,
  onOpen,
}: GridBodyRowProps) {
  const surface = isOpen ? "bg-accent-soft" : "bg-surface group-hover/row:bg-surface-2";
  const firstFree = columns.findIndex((drawn) => drawn.pinnedPx === null);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays on the grid, which names the active cell
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter is handled by the grid
    // biome-ignore lint/a11y/useSemanticElements: rows are positioned one by one, which table rows cannot be
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isOpen}
      className={classNames("group/row absolute left-0 flex border-line border-b", surface)}
      style={{ top: topPx, width: widthPx, height: ROW_PX }}
      onClick={() => {
        if (window.getSelection()?.isCollapsed === false) return;
        onOpen(index);
      }}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: focus stays on the grid */}
      {/* biome-ignore lint/a11y/useSemanticElements: see the row */}
      <div
        role="rowheader"
        id={cellId(index, 1)}
        aria-colindex={1}
        data-active={activeColumn === 1 ? "" : undefined}
        className={classNames(CELL, "sticky left-0 z-[1] justify-end text-ink-3 text-xs", surface)}
        style={{ width: NUMBER_COLUMN_PX }}
      >
        {row === null ? null : formatCount(row.rowId + 1)}
      </div>
      {columns.map((drawn, place) => (
        // biome-ignore lint/a11y/useFocusableInteractive: focus stays on the grid
        // biome-ignore lint/a11y/useSemanticElements: see the row
        <div
          key={drawn.column.name}
          role="gridcell"
          id={cellId(index, drawn.ariaIndex)}
          aria-colindex={drawn.ariaIndex}
          data-active={activeColumn === drawn.ariaIndex ? "" : undefined}
          className={classNames(
            CELL,
            isNumeric(drawn.column, drawn.role) && "justify-end",
            drawn.pinnedPx !== null && "sticky z-[1]",
            drawn.pinnedPx !== null && surface,
          )}
          style={{
            width: drawn.widthPx,
            left: drawn.pinnedPx ?? undefined,
            marginLeft: place === firstFree && gapPx > 0 ? gapPx : undefined,
          }}
        >
          <BodyCell value={row?.cell(drawn.column.name)} drawn={drawn} />
        </div>
      ))}
    </div>
  );
});
