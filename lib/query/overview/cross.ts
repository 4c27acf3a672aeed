import type { Engine } from "@/lib/engine";
import { type Column, elementType, groupTeacher, labelNumber } from "@/lib/schema";
import { type Group, itemsOfKey, sumLines, textOfKey } from "../count-coded";
import { countTogether, type Part, type PartCounts } from "../count-together";
import { withoutView } from "../few-values";
import { isGrouped, textListOf } from "../filter-to-sql";
import { isCoded } from "../is-coded";
import { labelNumberSql } from "../label-number-sql";
import { sourceSql } from "../marks";
import type { Scope } from "../model";
import { finiteSql, numberFacet } from "../number-facet";
import { quoteDouble, quoteIdentifier, quoteText } from "../quote";
import { RevisionCache } from "../revision-cache";
import { teacherGroupSql } from "../teacher-group-sql";
import { conditionSql } from "../where-sql";

/** A line of a table of two fields: a value, or a bin of numbers (end exclusive but for the last). */
export type AxisItem =
  | { kind: "value"; value: string | null; total: number }
  | { kind: "bin"; start: number; end: number; isLast: boolean; total: number };

export interface CrossAxis {
  items: readonly AxisItem[];
  /** Values that the axis leaves out, the least frequent ones. */
  hidden: number;
}

export interface CrossCell {
  /** Places on the axes. */
  row: number;
  column: number;
  selected: number;
  total: number;
  /** Mean of the measure over what is selected; null without one. */
  mean: number | null;
}

export interface CrossAxes {
  rows: CrossAxis;
  columns: CrossAxis;
}

/** How often two things come together. */
export interface Cross extends CrossAxes {
  /** Those that come together at least once. */
  cells: readonly CrossCell[];
  /** What shares are of, in view and of all: records, or messages or steps. */
  inView: number;
  total: number;
}

export const AXIS_ITEMS = 20;
/** Models in a win matrix: all of most datasets. */
export const SQUARE_ITEMS = 30;
export const AXIS_BINS = 16;

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

type FoundCell = Omit<CrossCell, "row" | "column"> & { a: string; b: string };

interface FoundCells {
  cells: readonly FoundCell[];
  inView: number;
  total: number;
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
  const source = sourceSql(names);
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

/** What a part counts in view, beside what it counts in the whole dataset. */
async function countBoth(
  engine: Engine,
  scope: Scope,
  part: Part,
  except: string | readonly string[],
  signal: AbortSignal | undefined,
): Promise<{ cells: FoundCell[]; view: PartCounts; whole: PartCounts }> {
  const [view, whole] = await Promise.all([
    countTogether(engine, scope, part, { except, signal }),
    countTogether(engine, withoutView(scope), part, { signal }),
  ]);
  const idAt = ({ a, b }: PartCounts, at: number) => JSON.stringify([a[at], b[at]]);
  const selected = new Map(view.n.map((count, at) => [idAt(view, at), count]));
  const cells = whole.n.map((total, at) => ({
    a: whole.a[at] ?? "",
    b: whole.b[at] ?? "",
    selected: selected.get(idAt(whole, at)) ?? 0,
    total,
    mean: null,
  }));
  return { cells, view, whole };
}

/** The axes are those of the whole dataset: they stay where they are while the view changes. */
const axesOf = new RevisionCache<CrossAxes>();

/** The most frequent values of a column over the whole dataset, in the order of labels; numbers as bins. */
export async function axisOf(
  engine: Engine,
  scope: Scope,
  column: Column,
  most: number = AXIS_ITEMS,
): Promise<CrossAxis> {
  if (finiteSql(column) !== null) {
    const { bins, max } = await numberFacet(engine, withoutView(scope), column.name, AXIS_BINS);
    const items = bins.map(
      ({ start, end, total }, place): AxisItem => ({
        kind: "bin",
        start,
        // The last bin of whole numbers ends behind the greatest one.
        end: place === bins.length - 1 && max !== null ? max : end,
        total,
        isLast: place === bins.length - 1,
      }),
    );
    return { items, hidden: 0 };
  }
  const key = elementType(column.type) === null ? quoteIdentifier(column.name) : itemsSql(column);
  const keys = `SELECT ${key} AS k FROM ${sourceSql([column.name])}`;
  const counted = `SELECT k, count(*) AS total FROM (${keys}) GROUP BY k`;
  const values = `SELECT ${nameSql(scope, column, "k")} AS value, sum(total)::BIGINT AS total FROM (${counted}) GROUP BY 1`;
  const result = await engine.query(
    `SELECT value, total, found FROM (SELECT *, count(*) OVER () AS found FROM (${values}) WHERE value IS NOT NULL ORDER BY total DESC, value LIMIT ${most}) ORDER BY ${labelNumberSql("value")} NULLS LAST, total DESC, value`,
  );
  const items = result.column("value").map(
    (value, index): AxisItem => ({
      kind: "value",
      value: String(value),
      total: Number(result.get(index, "total")),
    }),
  );
  return { items, hidden: items.length === 0 ? 0 : Number(result.get(0, "found")) - items.length };
}

/** The values of both axes on both, the most frequent first. */
export function squared(rows: CrossAxis, columns: CrossAxis): CrossAxes {
  const totals = new Map<string, number>();
  for (const item of [...rows.items, ...columns.items]) {
    if (item.kind !== "value" || item.value === null) continue;
    totals.set(item.value, (totals.get(item.value) ?? 0) + item.total);
  }
  const items = [...totals]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([value, total]): AxisItem => ({ kind: "value", value, total }));
  return { rows: { items, hidden: rows.hidden }, columns: { items, hidden: columns.hidden } };
}

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

function itemsSql(column: Column): string {
  return column.type === "list<text>"
    ? `unnest(list_distinct(${quoteIdentifier(column.name)}))`
    : `unnest(list_distinct(CAST(${textListOf(column)} AS VARCHAR[])))`;
}

function nameSql(scope: Scope, column: Column, key: string): string {
  const text = `CAST(${key} AS VARCHAR)`;
  return isGrouped(column.name, scope) ? teacherGroupSql(text) : text;
}

function amongSql(key: string, axis: CrossAxis): string {
  const values = axis.items.flatMap((item) =>
    item.kind === "value" && item.value !== null ? [quoteText(item.value)] : [],
  );
  if (axis.items.some((item) => item.kind === "bin")) return `${key} IS NOT NULL`;
  return values.length === 0 ? "false" : `${key} IN (${values.join(", ")})`;
}

function placesOf(axis: CrossAxis): Map<string, number> {
  return new Map(
    axis.items.map((item, place) => [item.kind === "bin" ? String(place) : keyOf(item.value), place]),
  );
}

function keyOf(value: unknown): string {
  return value === null ? "" : String(value);
}

/** The difference of two number columns, for the mean margin of pairs; null unless both are numbers. */
export function differenceSql(scope: Scope, names: readonly string[]): string | null {
  const columns = names.map((name) => scope.columns.find((candidate) => candidate.name === name));
  const values = columns.map((column) => (column === undefined ? null : finiteSql(column)));
  const [a, b] = values;
  return a && b ? `CAST(${a} AS DOUBLE) - CAST(${b} AS DOUBLE)` : null;
}

/**
 * How often each item of a list stands at which place (counted from 1; the last line holds all beyond), or is followed
 * by which other: counted by item, repeats included, over the rows in view and over all. At most `most` items stand on an axis.
 */
export async function sequence(
  engine: Engine,
  scope: Scope,
  columnName: string,
  kind: "places" | "steps",
  signal?: AbortSignal,
  most = AXIS_ITEMS,
): Promise<Cross | null> {
  const column = scope.columns.find((candidate) => candidate.name === columnName);
  if (column === undefined || elementType(column.type) === null) return null;
  const found = isCoded(column)
    ? (await countBoth(engine, scope, sequencePart(column, kind), columnName, signal)).cells
    : await findSequence(engine, scope, column, kind, signal);
  const rows = kind === "places" ? placeAxis(found) : axisOfFound(found, "a", most);
  const columns = axisOfFound(found, "b", most);
  const rowPlace = placesOf(rows);
  const columnPlace = placesOf(columns);
  return {
    rows,
    columns,
    inView: found.reduce((sum, { selected }) => sum + selected, 0),
    total: found.reduce((sum, { total }) => sum + total, 0),
    cells: found.flatMap(({ a, b, selected, total }) => {
      const [row, place] = [rowPlace.get(a), columnPlace.get(b)];
      return row === undefined || place === undefined
        ? []
        : [{ row, column: place, selected, total, mean: null }];
    }),
  };
}

function sequencePart(column: Column, kind: "places" | "steps"): Part {
  const [start, first] = firstOf(kind);
  return {
    columns: [column.name],
    keys: [quoteIdentifier(column.name)],
    sql: (groups) => {
      const items = `SELECT k0 AS l, n, unnest(range(${start}, len(k0) + 1)) AS i FROM ${groups} WHERE len(k0) >= ${start}`;
      const counted = `SELECT ${first} AS a, l[i] AS b, sum(n)::BIGINT AS n FROM (${items}) GROUP BY 1, 2`;
      return `SELECT CAST(a AS VARCHAR) AS a, CAST(b AS VARCHAR) AS b, NULL::DOUBLE AS v, n FROM (${counted}) WHERE b IS NOT NULL AND a IS NOT NULL`;
    },
    fold: (groups) =>
      sumLines(
        groups.flatMap(({ keys: [list = null], n }) => {
          if (list === null || typeof list !== "object") return [];
          return list.flatMap((b, index) => {
            const a =
              kind === "places" ? String(Math.min(index + 1, MOST_PLACES)) : (list[index - 1] ?? null);
            return a === null || b === null ? [] : [{ a, b, n }];
          });
        }),
      ),
  };
}

async function findSequence(
  engine: Engine,
  scope: Scope,
  column: Column,
  kind: "places" | "steps",
  signal: AbortSignal | undefined,
): Promise<Found[]> {
  const name = quoteIdentifier(column.name);
  const [start, first] = firstOf(kind);
  const condition = conditionSql(scope, { except: column.name }) ?? "true";
  const lists = `SELECT ${name} AS l, ${condition} AS _kept FROM ${sourceSql([column.name])} WHERE len(${name}) >= ${start}`;
  const items = `SELECT l, _kept, unnest(range(${start}, len(l) + 1)) AS i FROM (${lists})`;
  const counted = `SELECT ${first} AS a, l[i] AS b, count(*) FILTER (_kept) AS selected, count(*) AS total FROM (${items}) GROUP BY 1, 2`;
  const result = await engine.query(
    `SELECT CAST(a AS VARCHAR) AS a, CAST(b AS VARCHAR) AS b, selected, total FROM (${counted}) WHERE b IS NOT NULL AND a IS NOT NULL`,
    signal,
  );
  return result.column("a").map((a, index) => ({
    a: String(a),
    b: String(result.get(index, "b")),
    selected: Number(result.get(index, "selected")),
    total: Number(result.get(index, "total")),
  }));
}

/** Where a sequence begins, and SQL of what comes before the item at `i`. */
function firstOf(kind: "places" | "steps"): [start: number, first: string] {
  return kind === "places" ? [1, `least(i, ${MOST_PLACES})`] : [2, "l[i - 1]"];
}

/** Places of a list that have a line of their own; the line of the last one holds those beyond it as well. */
export const MOST_PLACES = 12;

type Found = { a: string; b: string; selected: number; total: number };

function placeAxis(found: readonly Found[]): CrossAxis {
  const last = found.reduce((most, { a }) => Math.max(most, Number(a)), 0);
  const items = Array.from({ length: last }, (_, index): AxisItem => {
    const value = String(index + 1);
    return { kind: "value", value, total: totalOf(found, "a", value) };
  });
  return { items, hidden: 0 };
}

function axisOfFound(found: readonly Found[], side: "a" | "b", most: number): CrossAxis {
  const values = [...new Set(found.map((entry) => entry[side]))];
  const all = values
    .map((value): AxisItem => ({ kind: "value", value, total: totalOf(found, side, value) }))
    .sort((x, y) => y.total - x.total);
  const items = all.slice(0, most).sort(byLabel);
  return { items, hidden: all.length - items.length };
}

function totalOf(found: readonly Found[], side: "a" | "b", value: string): number {
  return found.reduce((sum, entry) => sum + (entry[side] === value ? entry.total : 0), 0);
}

/** Labels by their numbers, other values by how often they come. */
export function byLabel(x: AxisItem, y: AxisItem): number {
  const [a, b] = [x, y].map((item) => (item.kind === "value" ? labelNumber(item.value ?? "") : null));
  return (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY) || y.total - x.total;
}
