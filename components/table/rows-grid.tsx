"use client";

import {
  type ReactNode,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
} from "react";
import type { RoleAssignment } from "@/lib/schema";
import { cycleSort, EMPTY_VIEW, type SortKey } from "@/lib/view";
import { cellId, GridBodyRow, NUMBER_COLUMN_PX, ROW_PX } from "./grid-body-row";
import { GridHeaderCell, type SortMark } from "./grid-header-cell";
import type { GridRow } from "./grid-row";
import { offsetShowing, planScroll } from "./scroll-map";
import { useDrawnColumns } from "./use-drawn-columns";
import { type ElementSize, useElementSize } from "./use-element-size";
import type { GridColumns } from "./use-grid-columns";
import { useGridKeys } from "./use-grid-keys";
import { useScrollPlace } from "./use-scroll-place";

const HEADER_PX = 28;
/** Rows are placed from the start of their block: one far down a list of millions would be beyond what layout can count. */
const BLOCK_ROWS = 10_000;
const OVERSCAN_ROWS = 4;

/** What the table can be told to do. */
export interface RowsGridControl {
  /** Goes back to where rows were last on the screen, and the cursor with it. */
  goBack: () => void;
}

export interface RowsGridProps {
  elementRef: RefObject<HTMLDivElement | null>;
  controlRef: RefObject<RowsGridControl | null>;
  grid: GridColumns;
  roles: RoleAssignment;
  rowCount: number;
  rowAt: (index: number) => GridRow | null;
  /** Tells which rows are on the screen, end exclusive. */
  onLook: (first: number, end: number) => void;
  /** Tells which columns are on the screen, by name. */
  onDraw: (columns: readonly string[]) => void;
  sort: readonly SortKey[];
  onSort: (sort: readonly SortKey[]) => void;
  /** `_row` of the open record. */
  openRowId: number | null;
  onOpen: (index: number) => void;
  /** How far the rows were scrolled, in pixels, where they stood before the grid did; null after that. */
  takeStartPx: () => number | null;
  /** Place in the view to scroll to, when it changes. */
  revealIndex: number | null;
  /** Names what the rows are of; another one starts at the top. null for the first rows of the file, before the index has answered. */
  viewKey: string | null;
  /** The rows are those of another view, which has been long in coming: they fade. */
  isBehind: boolean;
  /** Shown over the empty body. */
  empty: ReactNode;
}

/** What the frame takes of the window beside facets and between bars, about. */
const FRAME_PX = { width: 265, height: 130 };

/**
 * The room of the grid before it stands in the page, about: its rows are then made with everything else, piece by piece.
 * Those of a grid without room are all made at once, when it has some, and nothing is answered meanwhile.
 */
function roomInWindow(): ElementSize {
  const room = (px: number, framePx: number) => Math.max(0, px - framePx);
  return {
    width: room(window.innerWidth, FRAME_PX.width),
    height: room(window.innerHeight, FRAME_PX.height),
  };
}

/** The table: a grid named Rows, virtual in both directions, with the scrollbar mapped for millions of rows. */
export function RowsGrid(props: RowsGridProps) {
  const {
    elementRef: scroller,
    controlRef,
    grid,
    roles,
    rowCount,
    rowAt,
    onLook,
    onDraw,
    sort,
    onSort,
    openRowId,
    onOpen,
    takeStartPx,
    revealIndex,
    viewKey,
    isBehind,
  } = props;
  const size = useElementSize(scroller, roomInWindow);
  const viewportPx = Math.max(0, size.height - HEADER_PX);
  const plan = useMemo(() => planScroll(rowCount, ROW_PX, viewportPx), [rowCount, viewportPx]);
  const { offsetPx, scrollTo, onScroll } = useScrollPlace(scroller, plan);
  const drawn = useDrawnColumns(grid, roles, scroller, size);

  const first = Math.max(0, Math.floor(offsetPx / ROW_PX) - OVERSCAN_ROWS);
  const end = Math.min(rowCount, Math.ceil((offsetPx + viewportPx) / ROW_PX) + OVERSCAN_ROWS);
  const block = first - (first % BLOCK_ROWS);

  useEffect(() => onLook(first, end), [first, end, onLook]);
  useEffect(() => onDraw(drawn.columns.map(({ column }) => column.name)), [drawn.columns, onDraw]);

  // The first rows of the file are the top of the view that follows them: whoever went down stays there.
  const placedKey = useRef(viewKey);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another view goes back to the top
  useEffect(() => {
    if (revealIndex === null && placedKey.current !== null) scrollTo(0);
    placedKey.current = viewKey;
  }, [viewKey]);

  const hasPlace = viewportPx > 0 && rowCount > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when there are rows and room for them
  useLayoutEffect(() => {
    const startPx = hasPlace ? takeStartPx() : null;
    // It stands at the top by itself; to say so would lay out the page at once.
    if (startPx !== null && startPx > 0) scrollTo(startPx);
  }, [hasPlace]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: reveal once for each place, not while the person scrolls
  useEffect(() => {
    if (revealIndex !== null && viewportPx > 0) scrollTo(offsetShowing(plan, ROW_PX, revealIndex, offsetPx));
  }, [revealIndex, viewKey, viewportPx > 0]);

  const keys = useGridKeys({
    rowCount,
    columnCount: drawn.order.length + 1,
    pageRows: Math.max(1, Math.floor(viewportPx / ROW_PX) - 1),
    onMove: ({ row, column }) => {
      if (row >= 0) scrollTo(offsetShowing(plan, ROW_PX, row, offsetPx));
      drawn.reveal(column - 1);
    },
    onOpen,
    onSort: (column, keepOthers) => {
      const id = drawn.order[column - 1];
      if (id !== undefined) sortBy(id, "next", keepOthers);
    },
    onResize: (column, byPx) => {
      const id = drawn.order[column - 1];
      const target = id === undefined ? undefined : grid.table.getColumn(id);
      if (target) grid.table.setColumnSizing((old) => ({ ...old, [target.id]: target.getSize() + byPx }));
    },
    onMoveColumn: (column, by) => {
      const id = drawn.order[column - 1];
      const other = drawn.order[column - 1 + by];
      if (id === undefined || other === undefined) return;
      moveColumn(id, other);
      keys.setActive({ row: -1, column: column + by });
    },
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the arrow keys go on from the record that was opened
  useEffect(() => {
    if (revealIndex !== null) keys.setActive({ row: revealIndex, column: keys.active.column });
  }, [revealIndex]);

  function sortBy(id: string, direction: "next" | "ascending" | "descending" | "none", keepOthers: boolean) {
    const column = grid.columnOf(id).name;
    if (direction === "next") {
      onSort(cycleSort({ ...EMPTY_VIEW, sort }, column, keepOthers).sort);
      return;
    }
    const others = keepOthers ? sort.filter((key) => key.column !== column) : [];
    onSort(direction === "none" ? others : [...others, { column, descending: direction === "descending" }]);
  }

  function moveColumn(id: string, beforeId: string) {
    const order = grid.table.getAllLeafColumns().map((column) => column.id);
    const from = order.indexOf(id);
    const to = order.indexOf(beforeId);
    if (from < 0 || to < 0) return;
    order.splice(from, 1);
    order.splice(to, 0, id);
    grid.table.setColumnOrder(order);
  }

  function markOf(column: string): SortMark | null {
    const place = sort.findIndex((key) => key.column === column);
    const key = sort[place];
    return key === undefined
      ? null
      : { isDescending: key.descending, place: sort.length > 1 ? place + 1 : null };
  }

  const headers = new Map(grid.table.getFlatHeaders().map((header) => [header.column.id, header]));
  const firstFree = drawn.columns.findIndex((column) => column.pinnedPx === null);
  const rows: ReactNode[] = [];
  let areThere = end > first;
  for (let index = first; index < end; index++) {
    const row = rowAt(index);
    if (row === null) areThere = false;
    rows.push(
      <GridBodyRow
        key={index}
        index={index}
        topPx={(index - block) * ROW_PX}
        widthPx={Math.max(drawn.totalPx, size.width)}
        row={row}
        columns={drawn.columns}
        gapPx={drawn.gapPx}
        isOpen={row !== null && row.rowId === openRowId}
        activeColumn={keys.active.row === index ? keys.active.column + 1 : null}
        onOpen={onOpen}
      />,
    );
  }

  const { active } = keys;
  const lastThere = useRef({ offsetPx, active });
  useEffect(() => {
    if (areThere) lastThere.current = { offsetPx, active };
  });
  useImperativeHandle(controlRef, () => ({
    goBack: () => {
      scrollTo(lastThere.current.offsetPx);
      keys.setActive(lastThere.current.active);
    },
  }));

  return (
    <div className="relative min-h-0 flex-1">
      {/* biome-ignore lint/a11y/useSemanticElements: a grid of positioned rows */}
      <div
        ref={scroller}
        role="grid"
        aria-label="Rows"
        aria-rowcount={rowCount + 1}
        aria-colcount={drawn.order.length + 1}
        aria-multiselectable={false}
        aria-busy={isBehind}
        aria-activedescendant={cellId(keys.active.row, keys.active.column + 1)}
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={keys.onKeyDown}
        className="group/grid absolute inset-0 overflow-auto overscroll-contain outline-none"
      >
        <div
          role="presentation"
          className="relative"
          style={{ height: HEADER_PX + plan.elementPx, width: drawn.totalPx, minWidth: "100%" }}
        >
          <div role="presentation" className="sticky top-0" style={{ height: size.height }}>
            {/* biome-ignore lint/a11y/useFocusableInteractive: focus stays on the grid */}
            {/* biome-ignore lint/a11y/useSemanticElements: columns are positioned one by one */}
            <div
              role="row"
              aria-rowindex={1}
              className="relative z-10 flex border-line border-b bg-surface-2"
              style={{ height: HEADER_PX, width: Math.max(drawn.totalPx, size.width) }}
            >
              {/* biome-ignore lint/a11y/useFocusableInteractive: focus stays on the grid */}
              {/* biome-ignore lint/a11y/useSemanticElements: columns are positioned one by one */}
              <div
                role="columnheader"
                id={cellId(-1, 1)}
                aria-colindex={1}
                data-active={keys.active.row === -1 && keys.active.column === 0 ? "" : undefined}
                className="sticky left-0 z-[2] flex shrink-0 items-center justify-end border-line border-r bg-surface-2 px-2 text-ink-3 text-xs"
                style={{ width: NUMBER_COLUMN_PX }}
              >
                <span aria-hidden>#</span>
                <span className="sr-only">row</span>
              </div>
              {drawn.columns.map((column, place) => {
                const header = headers.get(column.id);
                if (!header) return null;
                return (
                  <GridHeaderCell
                    key={column.id}
                    header={header}
                    label={grid.labelOf(column.id)}
                    drawn={column}
                    gapPx={place === firstFree ? drawn.gapPx : 0}
                    sort={markOf(column.column.name)}
                    isActive={keys.active.row === -1 && keys.active.column + 1 === column.ariaIndex}
                    onSort={(direction, keepOthers) => sortBy(column.id, direction, keepOthers)}
                    onMove={moveColumn}
                    onHide={() => header.column.toggleVisibility(false)}
                    onPin={(isPinned) => header.column.pin(isPinned ? "start" : false)}
                  />
                );
              })}
            </div>
            {/* biome-ignore lint/a11y/useSemanticElements: rows are positioned one by one */}
            <div
              role="rowgroup"
              className="relative overflow-clip group-aria-busy/grid:opacity-50"
              style={{ height: viewportPx }}
            >
              <div role="presentation" style={{ transform: `translateY(${block * ROW_PX - offsetPx}px)` }}>
                {rows}
              </div>
            </div>
          </div>
        </div>
      </div>
      {rowCount === 0 ? (
        <div className="pointer-events-none absolute inset-x-0 top-7 bottom-0 flex items-center justify-center p-6 *:pointer-events-auto">
          {props.empty}
        </div>
      ) : null}
    </div>
  );
}
