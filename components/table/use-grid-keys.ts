"use client";

import { type KeyboardEvent, useState } from "react";

/** The active cell: row -1 is the header, column 0 the row number. */
export interface ActiveCell {
  row: number;
  column: number;
}

export interface GridKeys {
  active: ActiveCell;
  setActive: (cell: ActiveCell) => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

export interface GridKeyActions {
  rowCount: number;
  /** Visible columns and the row number. */
  columnCount: number;
  /** Rows in one page of the viewport. */
  pageRows: number;
  onMove: (cell: ActiveCell) => void;
  onOpen: (row: number) => void;
  onSort: (column: number, keepOthers: boolean) => void;
  onResize: (column: number, byPx: number) => void;
  onMoveColumn: (column: number, by: 1 | -1) => void;
}

function targetOf(event: KeyboardEvent, from: ActiveCell, actions: GridKeyActions): ActiveCell | null {
  const lastRow = actions.rowCount - 1;
  const lastColumn = actions.columnCount - 1;
  const whole = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case "ArrowUp":
      return { ...from, row: whole ? 0 : from.row - 1 };
    case "ArrowDown":
      return { ...from, row: whole ? lastRow : from.row + 1 };
    case "ArrowLeft":
      return { ...from, column: whole ? 0 : from.column - 1 };
    case "ArrowRight":
      return { ...from, column: whole ? lastColumn : from.column + 1 };
    case "PageUp":
      return { ...from, row: Math.max(0, from.row - actions.pageRows) };
    case "PageDown":
      return { ...from, row: Math.min(lastRow, from.row + actions.pageRows) };
    case "Home":
      return whole ? { row: 0, column: 0 } : { ...from, column: 0 };
    case "End":
      return whole ? { row: lastRow, column: lastColumn } : { ...from, column: lastColumn };
    default:
      return null;
  }
}

/** Arrow keys move the active cell, Enter opens its record; in the header Enter sorts, Shift with arrows resizes, Alt moves. */
export function useGridKeys(actions: GridKeyActions): GridKeys {
  const [stored, setActive] = useState<ActiveCell>({ row: 0, column: 0 });
  const active: ActiveCell = {
    row: Math.min(stored.row, Math.max(actions.rowCount - 1, -1)),
    column: Math.min(stored.column, actions.columnCount - 1),
  };

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    // Menus of the header are children in the tree though not on the screen; their keys are their own.
    if (event.target !== event.currentTarget) return;
    const isHeader = active.row === -1;
    const step = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : null;
    if (isHeader && step !== null && event.shiftKey) {
      event.preventDefault();
      actions.onResize(active.column, step * 16);
      return;
    }
    if (isHeader && step !== null && event.altKey) {
      event.preventDefault();
      actions.onMoveColumn(active.column, step);
      return;
    }
    if (event.altKey) return;
    if (event.key === "Enter") {
      event.preventDefault();
      if (isHeader) actions.onSort(active.column, event.shiftKey);
      else actions.onOpen(active.row);
      return;
    }
    const target = targetOf(event, active, actions);
    if (target === null) return;
    event.preventDefault();
    const next: ActiveCell = {
      row: Math.min(Math.max(target.row, -1), actions.rowCount - 1),
      column: Math.min(Math.max(target.column, 0), actions.columnCount - 1),
    };
    setActive(next);
    actions.onMove(next);
  }

  return { active, setActive, onKeyDown };
}
