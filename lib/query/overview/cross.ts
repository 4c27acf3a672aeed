import type { Engine } from "@/lib/engine";
import { type Column, elementType, groupTeacher } from "@/lib/schema";
import { type Group, itemsOfKey, sumLines, textOfKey } from "../count-coded";
import type { Part } from "../count-together";
import { isGrouped } from "../filter-to-sql";
import { isCoded } from "../is-coded";
import type { Scope } from "../model";
import { finiteSql } from "../number-facet";
import { quoteDouble, quoteIdentifier, quoteText } from "../quote";
import { RevisionCache } from "../revision-cache";
import { sourceSql } from "../source-sql";
import { conditionSql } from "../where-sql";
import {
  AXIS_ITEMS,
  axisOf,
  type CrossAxes,
  type CrossAxis,
  itemsSql,
  keyOf,
  nameSql,
  placesOf,
  SQUARE_ITEMS,
  squared,
} from "./axes";
import { countBoth, type FoundCell, type FoundCells } from "./count-both";

export interface CrossCell {
  /** Places on the axes. */
  row: number;
  column: number;
  selected: number;
  total: number;
  /** Mean of the measure over what is selected; null without one. */
  mean: number | null;
}

/** How often two things come together. */
export interface Cross extends CrossAxes {
  /** Those that come together at least once. */
  cells: readonly CrossCell[];
  /** What shares are of, in view and of all: records, or messages or steps. */
  inView: number;
  total: number;
}

/**
 * Rows by the values of two columns, without the filters on either. Lists count a row once for each item. Numbers are
 * binned. `isSquare` puts the values of both on both axes in one order. `measureSql` is averaged in each cell. `axes` takes the
 * place of those of the dataset.
 */
export async function cross(
  engine: Engine,
  scope: Scope,
  names: readonly [string, string],
  options: { isSquare?: boolean; measureSql?: string | null; axes?: CrossAxes } = {},
  signal?: AbortSignal,
): Promise<Cross | null> {
  const [rowColumn, columnColumn] = names.map((name) =>
    scope.columns.find((candidate) => candidate.name === name),
  );
  if (rowColumn === undefined || columnColumn === undefined) return null;
  const ownAxes = () =>
    axesOf.get(
      engine,
      scope,
      JSON.stringify([names, options.isSquare, scope.view.groupTeachers, scope.teacherColumns]),
      async () => {
        const most = options.isSquare ? SQUARE_ITEMS : AXIS_ITEMS;
        const [rows, columns] = [
          await axisOf(engine, scope, rowColumn, most),
          await axisOf(engine, scope, columnColumn, most),
        ];
        return options.isSquare ? squared(rows, columns) : { rows, columns };
      },
    );
  const axes = options.axes ?? (await ownAxes());
  signal?.throwIfAborted();
  const columns = [rowColumn, columnColumn] as const;
  const found =
    options.measureSql || !columns.every((column) => isCoded(column) || finiteSql(column) !== null)
      ? await findCells(engine, scope, columns, axes, options.measureSql ?? null, signal)
      : await countCells(engine, scope, columns, axes, signal);
  const rowPlace = placesOf(axes.rows);
  const columnPlace = placesOf(axes.columns);
  const cells = found.cells.flatMap(({ a, b, ...cell }): CrossCell[] => {
    const [row, column] = [rowPlace.get(a), columnPlace.get(b)];
    return row === undefined || column === undefined ? [] : [{ row, column, ...cell }];
  });
  return { ...axes, cells, inView: found.inView, total: found.total };
}

/** The cells of columns of any kind, in one statement of their own. */
async function findCells(
  engine: Engine,
  scope: Scope,
  [rowColumn, columnColumn]: readonly [Column, Column],
  axes: CrossAxes,
  measureSql: string | null,
  signal: AbortSignal | undefined,
): Promise<FoundCells> {
  const names = [rowColumn.name, columnColumn.name];
  const condition = conditionSql(scope, { except: names }) ?? "true";
  const source = sourceSql([rowColumn, columnColumn]);
  const measure = measureSql ?? "NULL::DOUBLE";
  // Names with one underscore: no field of the data has such a one.
  const first = `SELECT ${keySql(rowColumn, axes.rows)} AS _a, ${quoteIdentifier(columnColumn.name)} AS _other, ${condition} AS _kept, ${measure} AS _m FROM ${source}`;
  const second = `SELECT _a, ${keySql({ ...columnColumn, name: "_other" }, axes.columns)} AS _b, _kept, _m FROM (${first})`;
  // Sums rather than means, since grouped teachers are several keys of one value.
  const grouped = `SELECT _a, _b, count(*) FILTER (_kept) AS selected, count(*) AS total, sum(_m) FILTER (_kept) AS s, count(_m) FILTER (_kept) AS n FROM (${second}) GROUP BY _a, _b`;
  const named = `SELECT ${nameSql(scope, rowColumn, "_a")} AS a, ${nameSql(scope, columnColumn, "_b")} AS b, sum(selected)::BIGINT AS selected, sum(total)::BIGINT AS total, sum(s) / nullif(sum(n), 0) AS mean FROM (${grouped}) GROUP BY 1, 2`;
  const result = await engine.query(
    `SELECT cells.*, around.* FROM (SELECT count(*) FILTER (${condition}) AS in_view, count(*) AS whole FROM rows) AS around LEFT JOIN (${named}) AS cells ON ${amongSql("a", axes.rows)} AND ${amongSql("b", axes.columns)}`,
    signal,
  );
  const cells: FoundCell[] = [];
  for (let index = 0; index < result.rowCount; index++) {
    if (result.get(index, "total") === null) continue;
    const mean = result.get(index, "mean");
    cells.push({
      a: keyOf(result.get(index, "a")),
      b: keyOf(result.get(index, "b")),
      selected: Number(result.get(index, "selected")),
      total: Number(result.get(index, "total")),
      mean: typeof mean === "number" ? mean : null,
    });
  }
  return { cells, inView: Number(result.get(0, "in_view")), total: Number(result.get(0, "whole")) };
}

/** The cells of columns with few values, counted together with what else is asked of the same rows. */
async function countCells(
  engine: Engine,
  scope: Scope,
  columns: readonly [Column, Column],
  axes: CrossAxes,
  signal: AbortSignal | undefined,
): Promise<FoundCells> {
  const names = columns.map(({ name }) => name);
  const areLists = columns.map((column) => isCoded(column) && elementType(column.type) !== null);
  const [rowItem, columnItem] = areLists.map((isList, place) =>
    isList ? `unnest(list_distinct(k${place}))` : `k${place}`,
  );
  const namesOf = ({ keys }: Group, place: 0 | 1) => {
    const items = areLists[place] ? itemsOfKey(keys[place], false) : [textOfKey(keys[place])];
    const isOfGroups = isGrouped(columns[place].name, scope);
    // What an axis has no place for is left out, and so is what has no value.
    return items.flatMap((item) => (item === null ? [] : [isOfGroups ? groupTeacher(item) : item]));
  };
  const part: Part = {
    columns: names,
    keys: [groupKeySql(columns[0], axes.rows), groupKeySql(columns[1], axes.columns)],
    sql: (groups) => {
      const pairs = `SELECT a, ${columnItem} AS b, n FROM (SELECT ${rowItem} AS a, k1, n FROM ${groups})`;
      const named = `SELECT ${nameSql(scope, columns[0], "a")} AS a, ${nameSql(scope, columns[1], "b")} AS b, NULL::DOUBLE AS v, sum(n)::BIGINT AS n FROM (${pairs}) GROUP BY 1, 2`;
      return `SELECT * FROM (${named}) WHERE ${amongSql("a", axes.rows)} AND ${amongSql("b", axes.columns)}`;
    },
    fold: (groups) =>
      sumLines(
        groups.flatMap((group) =>
          namesOf(group, 0).flatMap((a) => namesOf(group, 1).map((b) => ({ a, b, n: group.n }))),
        ),
      ),
  };
  const { cells, view, whole } = await countBoth(engine, scope, part, names, signal);
  return { cells, inView: view.rows, total: whole.rows };
}

/** The axes are those of the whole dataset: they stay where they are while the view changes. */
const axesOf = new RevisionCache<CrossAxes>();

/** As `keySql`, but lists as they stand. */
function groupKeySql(column: Column, axis: CrossAxis): string {
  return isCoded(column) ? quoteIdentifier(column.name) : keySql(column, axis);
}

/** What rows are grouped by: the value in its own type (an ENUM is ten times as quick as text), or the place of the bin. */
function keySql(column: Column, axis: CrossAxis): string {
  const value = finiteSql(column);
  if (value === null)
    return elementType(column.type) === null ? quoteIdentifier(column.name) : itemsSql(column);
  const ends = axis.items.flatMap((item) => (item.kind === "bin" && !item.isLast ? [item.end] : []));
  const branches = ends.map((end, place) => `WHEN ${value} < ${quoteDouble(end)} THEN ${place}`);
  return `CASE WHEN ${value} IS NULL THEN NULL ${branches.join(" ")} ELSE ${ends.length} END`;
}

function amongSql(key: string, axis: CrossAxis): string {
  const values = axis.items.flatMap((item) =>
    item.kind === "value" && item.value !== null ? [quoteText(item.value)] : [],
  );
  if (axis.items.some((item) => item.kind === "bin")) return `${key} IS NOT NULL`;
  return values.length === 0 ? "false" : `${key} IN (${values.join(", ")})`;
}

/** The difference of two number columns, for the mean margin of pairs; null unless both are numbers. */
export function differenceSql(scope: Scope, names: readonly string[]): string | null {
  const columns = names.map((name) => scope.columns.find((candidate) => candidate.name === name));
  const values = columns.map((column) => (column === undefined ? null : finiteSql(column)));
  const [a, b] = values;
  return a && b ? `CAST(${a} AS DOUBLE) - CAST(${b} AS DOUBLE)` : null;
}
