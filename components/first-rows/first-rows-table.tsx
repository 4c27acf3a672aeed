import type { FirstRows } from "@/lib/ingest/model";
import { type Column, OWN_COLUMNS } from "@/lib/schema/model";
import { roleByColumn } from "@/lib/schema/role-by-column";
import { CellValue, isNumeric } from "../table/cell-value";
import { columnNames } from "../table/column-names";
import { NUMBER_COLUMN_PX, ROW_PX } from "../table/grid-body-row";
import { haveConversations, initialWidth, layoutColumns, longestNumbers } from "../table/order-columns";
import { classNames } from "../ui/class-names";
import { formatCount } from "../ui/format-number";

/** As much as most screens have room for. */
const MOST_ROWS = 34;
const MOST_PX = 1700;

const TABLE_ID = "first-rows";
/** Said once for all cells: they are most of the page. */
const CELLS =
  "[&_tr>*]:flex [&_tr>*]:h-full [&_tr>*]:shrink-0 [&_tr>*]:items-center [&_tr>*]:px-2 [&_thead_th]:border-line [&_thead_th]:border-r [&_tbody_tr>*]:overflow-hidden [&_tbody_tr>*]:whitespace-nowrap [&_tbody_tr>*]:[unicode-bidi:isolate] [&_td>span]:min-w-0 [&_td>span]:truncate [&_td>span]:[unicode-bidi:plaintext]";
const ROWS =
  "[&_tbody_tr]:relative [&_tbody_tr]:flex [&_tbody_tr]:border-line [&_tbody_tr]:border-b [&_tbody_tr]:bg-surface [&_tbody_tr:hover]:bg-surface-2 [&_tbody_a]:after:absolute [&_tbody_a]:after:inset-0";
const SIDE = "justify-end";

/** The first rows as the table of the workbench draws them at first; each is a link that opens it. */
export function FirstRowsTable({
  columns,
  roles,
  rows,
  hrefOf,
  nonce,
}: Omit<FirstRows, "isParquet"> & {
  hrefOf: (row: number) => string;
  /** With which styles are allowed. */
  nonce: string | undefined;
}) {
  const roleOf = roleByColumn(roles);
  const drawn = firstColumns({ columns, roles, rows }).map((first) => {
    const role = roleOf.get(first.column.name) ?? null;
    const side = isNumeric(first.column, role) ? SIDE : undefined;
    return { ...first, role, side };
  });
  return (
    <div
      aria-busy
      data-first-rows
      className="relative min-h-0 flex-1 overflow-y-auto overflow-x-hidden overscroll-contain"
    >
      {/* Styles of elements themselves are not allowed in a page; numbers of ours are all that stands here. */}
      <style nonce={nonce} suppressHydrationWarning>
        {stylesOf([NUMBER_COLUMN_PX, ...drawn.map(({ widthPx }) => widthPx)])}
      </style>
      <table id={TABLE_ID} aria-label="First rows" className={`block w-max min-w-full ${CELLS} ${ROWS}`}>
        <thead className="sticky top-0 z-[1] block">
          <tr className="flex h-7 border-line border-b bg-surface-2 text-xs">
            <th scope="col" className={`${SIDE} font-normal text-ink-3`}>
              #
            </th>
            {drawn.map(({ column, label, side }) => (
              <th key={column.name} scope="col" className={classNames("font-medium text-ink-2", side)}>
                <span className="truncate">{label}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="block">
          {rows.slice(0, MOST_ROWS).map((row, index) => (
            <tr key={String(row[OWN_COLUMNS.row])}>
              <th scope="row" className={`${SIDE} font-normal text-ink-3 text-xs`}>
                {/* It lies over the whole row. Rows of the workbench's table are no stops for the Tab key either. */}
                <a href={hrefOf(index)} data-row={index} tabIndex={-1}>
                  {formatCount(index + 1)}
                </a>
              </th>
              {drawn.map(({ column, role, side, widthPx }) => (
                <td key={column.name} className={side}>
                  <span>
                    <CellValue value={row[column.name] ?? null} context={{ column, role, widthPx }} />
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function stylesOf(widthsPx: readonly number[]): string {
  const widths = widthsPx.map((px, at) => `#${TABLE_ID} tr > :nth-child(${at + 1}) { width: ${px}px }`);
  return [`#${TABLE_ID} tbody tr { height: ${ROW_PX}px }`, ...widths].join("\n");
}

interface FirstColumn {
  column: Column;
  label: string;
  widthPx: number;
}

function firstColumns({ columns, roles, rows }: Omit<FirstRows, "isParquet">): readonly FirstColumn[] {
  const labels = columnNames(columns);
  const seen = { empty: [], haveConversations: haveConversations(rows) };
  const { order, hidden } = layoutColumns(columns, roles, seen);
  const numberChars = longestNumbers(rows);
  const byName = new Map(columns.map((column) => [column.name, column]));
  let leftPx = NUMBER_COLUMN_PX;
  return order.flatMap((name) => {
    const column = byName.get(name);
    if (column === undefined || hidden.includes(name) || leftPx >= MOST_PX) return [];
    const label = labels.get(name) ?? name;
    const widthPx = initialWidth(column, label, numberChars.get(name));
    leftPx += widthPx;
    return [{ column, label, widthPx }];
  });
}
