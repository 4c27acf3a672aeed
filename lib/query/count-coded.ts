import type { Engine } from "@/lib/engine";
import { type CodedRows, type CodedValue, codedConditionSql } from "./coded-rows";
import type { Part, PartCounts } from "./count-together";
import type { Scope } from "./model";
import { quoteIdentifier } from "./quote";

/** Keys of one statement: each is a bit of a double that names a set of them. */
export const MOST_KEYS = 50;

/** A value or a list of a part's column, or a number. */
type GroupKey = CodedValue | number;

/** Rows with the same keys. */
export interface Group {
  keys: readonly GroupKey[];
  n: number;
}

export interface PartLine {
  a: string | null;
  b: string | null;
  v: number | null;
  n: number;
}

/**
 * Counts as `countTogether` does, on coded rows. The statement only groups, which is planned and sent in no time; that
 * the few groups are taken apart here spares the database a plan of many pieces, which takes longer than they do.
 */
export async function countCoded(
  engine: Engine,
  coded: CodedRows,
  scope: Scope,
  {
    parts,
    except,
    signal,
  }: {
    parts: readonly (Part | null)[];
    except: string | readonly string[];
    signal: AbortSignal;
  },
): Promise<PartCounts[]> {
  const keys = [...new Set(parts.flatMap((part) => part?.keys ?? []))];
  const names = keys.map((_, place) => `x${place}`);
  const sets = parts.map((part) => [...new Set((part?.keys ?? []).map((key) => keys.indexOf(key)))]);
  const condition = codedConditionSql(coded, scope, except);
  const selected =
    keys.length === 0 ? "1 AS one" : keys.map((key, place) => `${key} AS x${place}`).join(", ");
  const kept = `SELECT ${selected} FROM ${coded.table} ${condition === null ? "" : `WHERE ${condition}`}`;
  const byId = new Map(sets.map((places) => [setId(places, keys.length), places]));
  byId.set(setId([], keys.length), []);
  const grouping = [...byId.values()].map((places) => `(${places.map((place) => names[place]).join(", ")})`);
  const id = keys.length === 0 ? "0" : `grouping_id(${names.join(", ")})::DOUBLE`;
  const result = await engine.query(
    `SELECT ${[`${id} AS part`, ...names, "count(*)::INTEGER AS n"].join(", ")} FROM (${kept}) GROUP BY GROUPING SETS (${grouping.join(", ")})`,
    signal,
  );
  const valuesOf = keys.map((key) => {
    const held = [...coded.values].find(([name]) => quoteIdentifier(name) === key);
    return held?.[1]?.texts ?? null;
  });
  const groups = new Map([...byId.keys()].map((each) => [each, [] as { row: number; n: number }[]]));
  const ids = result.column("part");
  const counts = result.column("n");
  for (const [row, n] of counts.entries()) groups.get(Number(ids[row]))?.push({ row, n: Number(n) });
  const rows = groups.get(setId([], keys.length))?.[0]?.n ?? 0;
  const keyAt = (place: number, row: number) => {
    const cell = result.get(row, `x${place}`);
    const values = valuesOf[place] ?? null;
    if (values !== null) return values[Number(cell)] ?? null;
    return cell === null ? null : Number(cell);
  };
  return parts.map((part, at) => {
    const places = (part?.keys ?? []).map((key) => keys.indexOf(key));
    const found = part === null ? [] : (groups.get(setId(sets[at] ?? [], keys.length)) ?? []);
    const lines =
      part?.fold(found.map(({ row, n }) => ({ keys: places.map((place) => keyAt(place, row)), n }))) ?? [];
    return {
      a: lines.map(({ a }) => a),
      b: lines.map(({ b }) => b),
      v: lines.map(({ v }) => v),
      n: lines.map(({ n }) => n),
      rows,
      rowsTotal: coded.rowCount,
    };
  });
}

/** As the database names a grouping set: a bit for each key, the first one highest, that is set where it is not in it. */
function setId(places: readonly number[], keyCount: number): number {
  return places.reduce((id, place) => id - 2 ** (keyCount - 1 - place), 2 ** keyCount - 1);
}

/** Sums lines that have the same `a` and `b`. */
export function sumLines(lines: Iterable<Pick<PartLine, "a" | "b" | "n">>): PartLine[] {
  const sums = new Map<string, PartLine>();
  for (const { a, b, n } of lines) {
    const key = JSON.stringify([a, b]);
    const sum = sums.get(key);
    if (sum === undefined) sums.set(key, { a, b, v: null, n });
    else sum.n += n;
  }
  return [...sums.values()];
}

/** A key that is no list, as text. */
export function textOfKey(key: GroupKey | undefined): string | null {
  return key === undefined || key === null ? null : String(key);
}

/** Items of a key that is a list, but for nulls: each once, or with its repeats. */
export function itemsOfKey(key: GroupKey | undefined, repeated: boolean): string[] {
  if (key === undefined || key === null || typeof key === "string" || typeof key === "number") return [];
  const items = key.filter((item) => item !== null);
  return repeated ? items : [...new Set(items)];
}
