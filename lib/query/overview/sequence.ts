import type { Engine } from "@/lib/engine";
import { type Column, elementType } from "@/lib/schema";
import { sequenceSubjects } from "@/lib/view";
import { sumLines } from "../count-coded";
import type { Part } from "../count-together";
import { isCoded } from "../is-coded";
import type { Scope } from "../model";
import { quoteIdentifier } from "../quote";
import { sourceSql } from "../source-sql";
import { conditionSql } from "../where-sql";
import { AXIS_ITEMS, type AxisItem, byLabel, type CrossAxis, placesOf } from "./axes";
import { countBoth } from "./count-both";
import type { Cross } from "./cross";

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
    ? (await countBoth(engine, scope, sequencePart(column, kind), sequenceSubjects(columnName, kind), signal))
        .cells
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
  const condition = conditionSql(scope, { except: sequenceSubjects(column.name, kind) }) ?? "true";
  const lists = `SELECT ${name} AS l, ${condition} AS _kept FROM ${sourceSql([column])} WHERE len(${name}) >= ${start}`;
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
