import type { GridColumns } from "@/components/table";

/** Up to this many columns come with every row; of wider datasets only the blocks on the screen. */
const ALL_MAX = 80;
const BLOCK = 40;

/** Columns to fetch with each page of rows. `drawn` are the names of those on the screen. */
export function wantedColumns(
  grid: GridColumns,
  drawn: readonly string[],
  uniqueIdColumn: string | null,
): string[] {
  const visible = grid.table.getVisibleLeafColumns().map((column) => grid.columnOf(column.id).name);
  const wanted = visible.length <= ALL_MAX ? visible : blocksAround(visible, new Set(drawn));
  return uniqueIdColumn === null || wanted.includes(uniqueIdColumn) ? wanted : [...wanted, uniqueIdColumn];
}

function blocksAround(visible: readonly string[], drawn: ReadonlySet<string>): string[] {
  const blocks = new Set<number>([0]);
  for (const [place, name] of visible.entries()) if (drawn.has(name)) blocks.add(Math.floor(place / BLOCK));
  return visible.filter((_, place) => blocks.has(Math.floor(place / BLOCK)));
}
