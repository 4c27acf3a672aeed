"use client";

import { functionalUpdate, useTable } from "@tanstack/react-table";
import { useMemo, useState } from "react";
import { type Column, isMarkColumn, type RoleAssignment } from "@/lib/schema";
import { type RememberedColumns, recallColumns, rememberColumns, schemaKey } from "./column-memory";
import { columnNames } from "./column-names";
import { GRID_FEATURES, type GridTable, type NoRow } from "./grid-features";
import { initialWidth, layoutColumns, type SeenRows } from "./order-columns";

const NO_ROWS: NoRow[] = [];

// Names come from files: "" and "__proto__" are names too, and neither can be a key of a plain object.
const idOf = (name: string) => `c:${name}`;
const nameOf = (id: string) => id.slice(2);

export interface GridColumns {
  table: GridTable;
  /** Column of the dataset behind a column of the table. */
  columnOf(id: string): Column;
  labelOf(id: string): string;
  /** Forgets widths, order and hidden columns. */
  reset(): void;
}

/** Columns of the grid with what the person did to them, remembered for datasets of the same schema. */
export function useGridColumns(
  columns: readonly Column[],
  roles: RoleAssignment,
  seen: SeenRows,
  /** By name, from `longestNumbers`. */
  numberChars: ReadonlyMap<string, number>,
): GridColumns {
  const { empty, haveConversations } = seen;
  // The first mark adds columns to the same dataset.
  const key = useMemo(() => schemaKey(columns.filter(({ name }) => !isMarkColumn(name))), [columns]);
  const [touched, setTouched] = useState<RememberedColumns | null>(null);
  const remembered = useMemo(() => touched ?? recallColumns(key), [touched, key]);
  const byName = useMemo(() => new Map(columns.map((column) => [column.name, column])), [columns]);
  const labels = useMemo(() => columnNames(columns), [columns]);

  const layout = useMemo((): RememberedColumns => {
    const first = layoutColumns(columns, roles, { empty, haveConversations });
    if (remembered === null) return { widths: {}, pinned: [], order: first.order, hidden: first.hidden };
    const known = remembered.order.filter((name) => byName.has(name));
    const late = first.order.filter((name) => !known.includes(name));
    const marks = late.filter(isMarkColumn);
    const others = late.filter((name) => !isMarkColumn(name));
    return { ...remembered, order: [...marks, ...known, ...others] };
  }, [columns, roles, empty, haveConversations, remembered, byName]);

  const definitions = useMemo(
    () =>
      columns.map((column) => {
        const label = labels.get(column.name) ?? column.name;
        return {
          id: idOf(column.name),
          header: label,
          size: initialWidth(column, label, numberChars.get(column.name)),
          minSize: 48,
          maxSize: 1600,
        };
      }),
    [columns, labels, numberChars],
  );

  const state = useMemo(
    () => ({
      columnOrder: layout.order.map(idOf),
      columnSizing: Object.fromEntries(Object.entries(layout.widths).map(([name, px]) => [idOf(name), px])),
      columnVisibility: Object.fromEntries(layout.hidden.map((name) => [idOf(name), false])),
      columnPinning: {
        start: layout.pinned.filter((name) => byName.has(name)).map(idOf),
        end: [] as string[],
      },
    }),
    [layout, byName],
  );

  function change(part: Partial<RememberedColumns>): void {
    setTouched((old) => {
      const next = { ...(old ?? layout), ...part };
      rememberColumns(key, next);
      return next;
    });
  }

  const table = useTable<typeof GRID_FEATURES, NoRow>({
    features: GRID_FEATURES,
    columns: definitions,
    data: NO_ROWS,
    state,
    columnResizeMode: "onChange",
    onColumnOrderChange: (updater) =>
      change({ order: functionalUpdate(updater, state.columnOrder).map(nameOf) }),
    onColumnSizingChange: (updater) => {
      const sizes = Object.entries(functionalUpdate(updater, state.columnSizing));
      change({ widths: Object.fromEntries(sizes.map(([id, px]) => [nameOf(id), px])) });
    },
    onColumnVisibilityChange: (updater) => {
      const visible = Object.entries(functionalUpdate(updater, state.columnVisibility));
      change({ hidden: visible.filter(([, isVisible]) => !isVisible).map(([id]) => nameOf(id)) });
    },
    onColumnPinningChange: (updater) =>
      change({ pinned: functionalUpdate(updater, state.columnPinning).start.map(nameOf) }),
  });

  return {
    table,
    columnOf: (id) =>
      byName.get(nameOf(id)) ?? {
        name: nameOf(id),
        field: null,
        type: "text",
        stored: "full",
        isEnum: false,
      },
    labelOf: (id) => labels.get(nameOf(id)) ?? nameOf(id),
    reset: () => change({ widths: {}, pinned: [], ...layoutColumns(columns, roles, seen) }),
  };
}
